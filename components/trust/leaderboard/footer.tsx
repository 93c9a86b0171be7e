"use client";

import { useConnection } from "@/components/live/live-provider";
import { clockInZone, integer } from "@/components/ui/format";
import { Kbd } from "@/components/ui/kbd";
import type { Keeper } from "./keeper";
import { useKept } from "./use-keeper";

/** What the table rests on: how many, of when, under which weights. */
export function Footer({ keeper, weightsVersion }: { keeper: Keeper; weightsVersion: number }) {
  const counts = useKept(keeper, (k) => k.standings.counts);
  const past = useKept(keeper, (k) => k.standings.board.moment !== null);
  const held = useKept(keeper, (k) => k.held);
  return (
    <footer className="flex h-7 flex-none items-center gap-4 overflow-hidden whitespace-nowrap border-line border-t px-gutter text-12 text-ink-3 phone:hidden">
      <span>
        {integer(counts.all - counts.unrated)} rated, {integer(counts.unrated)} unrated
      </span>
      {held ? <span>Order held while you are in the table</span> : null}
      {past ? null : <AsOf />}
      <span>Weights v{weightsVersion}</span>
      <span className="words flex items-center gap-1">
        <Kbd>J</Kbd> <Kbd>K</Kbd> move
      </span>
      <span className="words flex items-center gap-1">
        <Kbd>?</Kbd> all keys
      </span>
    </footer>
  );
}

function AsOf() {
  const { dataAt } = useConnection();
  return <span className="ml-auto">{dataAt === null ? "" : `As of ${clockInZone(dataAt)}`}</span>;
}
