"use client";

import { RefreshCw } from "lucide-react";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { count } from "@/components/ui/format";
import { useAudits } from "./audits";
import type { Keeper } from "./keeper";
import { useKept } from "./use-keeper";

/** Asks whether to audit every agent that is listed under the filter: its words with their number, 0 = nothing is listed. */
export function useReauditListed(keeper: Keeper) {
  const audits = useAudits();
  const because = useBarred()("requestAudit");
  const n = useKept(keeper, ({ standings }) => standings.list.length + standings.dock.length);
  return { n, words: `Re-audit ${count(n, "listed agent")}…`, because, ask: () => audits.startMany(listed(keeper)) };
}

/** The button for it. */
export function ReauditListed({ keeper }: { keeper: Keeper }) {
  const { n, words, because, ask } = useReauditListed(keeper);
  if (n === 0) return null;
  return (
    <Button aria-label={words} data-hint={words} because={because} onClick={ask}>
      <RefreshCw aria-hidden className="hidden max-wide:block" />
      <span className="max-wide:sr-only">Re-audit…</span>
    </Button>
  );
}

/** Ids as they stand in the table, the unrated under it last. */
function listed({ standings: { list, dock, board } }: Keeper): string[] {
  return [list, dock].flatMap(({ agents, length }) => [...agents.subarray(0, length)].flatMap((row) => board.ids[row] ?? []));
}
