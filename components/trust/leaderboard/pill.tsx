"use client";

import { Undo2 } from "lucide-react";
import { count } from "@/components/ui/format";
import type { Keeper } from "./keeper";
import { useKept } from "./use-keeper";

type Props = {
  keeper: Keeper;
  /** What the list is ordered by: ranks, or something else. */
  byRank: boolean;
};

/** Says that the order is older than the values, while it is held. Always in the same place, so that nothing shifts. */
export function Pill({ keeper, byRank }: Props) {
  const waiting = useKept(keeper, (k) => (k.held ? k.standings.waiting : 0));
  if (waiting === 0) return null;
  return (
    <button
      type="button"
      onClick={() => keeper.apply()}
      aria-keyshortcuts="."
      className="figures inline-flex h-6 items-center gap-2 rounded-full bg-accent px-2.5 font-medium text-12 text-on-accent whitespace-nowrap shadow-pill phone:h-9 phone:px-4 phone:text-13"
    >
      <Undo2 aria-hidden className="hidden phone:block" />
      {count(waiting, byRank ? "rank change" : "order change")}, apply
    </button>
  );
}
