"use client";

import { useConnection } from "@/components/live/live-provider";
import { clock, integer } from "@/components/ui/format";
import { Kbd } from "@/components/ui/kbd";
import type { Keeper } from "./keeper";
import { useKeeperVersion } from "./use-keeper";

/** What the table rests on: how many, of when, under which weights. Not compiled: the counts change behind the keeper. */
export function Footer({ keeper, weightsVersion }: { keeper: Keeper; weightsVersion: number }) {
  "use no memo";
  useKeeperVersion(keeper);
  const { dataAt } = useConnection();
  const { counts, board } = keeper.standings;
  return (
    <footer className="flex h-7 flex-none items-center gap-4 overflow-hidden border-t border-line px-gutter text-12 whitespace-nowrap text-ink-3 phone:hidden">
      <span>
        {integer(counts.all - counts.unrated)} rated, {integer(counts.unrated)} unrated
      </span>
      {keeper.held ? <span>Order held while you are in the table</span> : null}
      <span className="ml-auto">As of {clock(dataAt ?? board.at)} UTC</span>
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
