"use client";

import { RefreshCw } from "lucide-react";
import { count } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { useAudits } from "./audits";
import type { Keeper } from "./keeper";
import { useKept } from "./use-keeper";

/** Audits every agent that is listed under the filter, after a question. */
export function ReauditListed({ keeper }: { keeper: Keeper }) {
  const audits = useAudits();
  const n = useKept(keeper, ({ standings }) => standings.list.length + standings.dock.length);
  if (n === 0) return null;
  return (
    <IconButton
      label={`Re-audit ${count(n, "listed agent")}…`}
      variant="default"
      onClick={() => audits.startMany(listed(keeper))}
    >
      <RefreshCw aria-hidden />
    </IconButton>
  );
}

/** Ids as they stand in the table, the unrated under it last. */
function listed({ standings: { list, dock, board } }: Keeper): string[] {
  return [list, dock].flatMap(({ agents, length }) => [...agents.subarray(0, length)].flatMap((row) => board.ids[row] ?? []));
}
