import { useState } from "react";
import { useKey } from "@/components/ui/use-key";
import { useCompareKey } from "../compare/use-compare-key";
import { useAudits } from "./audits";
import type { Keeper } from "./keeper";

const GROUP = "Leaderboard";

export type Selection = {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  clear: () => void;
};

/** The agents chosen for something that is done to several: `x` chooses the one at the cursor. */
export function useSelection(peeking: boolean): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const clear = () => setIds(new Set());
  // Esc closes what is open beside the list first.
  useKey("Escape", "Select nothing", clear, { group: GROUP, off: ids.size === 0 || peeking });
  return { ids, toggle, clear };
}

/** The keys of the row at the cursor: choose it, audit it (or all that are chosen). */
export function useRowKeys(keeper: Keeper, cursor: string | null, { ids, toggle }: Selection): void {
  const audits = useAudits();
  useKey("x", "Select the agent", () => cursor !== null && toggle(cursor), { group: GROUP });
  useKey(
    "r",
    "Re-audit the agent, or all selected",
    () => {
      if (ids.size > 0) audits.startMany([...ids]);
      else if (cursor !== null) audits.start(cursor, nameOf(keeper, cursor));
    },
    { group: GROUP },
  );
  useCompareKey(ids);
}

function nameOf({ standings: { board } }: Keeper, id: string): string {
  return board.names[board.index.get(id) ?? -1] ?? id;
}
