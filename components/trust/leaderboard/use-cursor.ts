import { type RefObject, useEffect, useRef, useState } from "react";
import { useKey } from "@/components/ui/use-key";
import type { Keeper } from "./keeper";

const GROUP = "Leaderboard";

/** The agent whose row the keyboard is at: j, k and the arrows move it, take the focus along, and tell `moved`. */
export function useCursor(
  keeper: Keeper,
  table: RefObject<HTMLElement | null>,
  moved: (id: string) => void,
): [string | null, (id: string) => void] {
  const [cursor, setCursor] = useState<string | null>(null);
  const wantsFocus = useRef(false);

  function step(by: number): void {
    const { list, board } = keeper.standings;
    const { agents, length } = list;
    if (length === 0) return;
    const agent = cursor === null ? undefined : board.index.get(cursor);
    const from = agent === undefined ? -1 : agents.subarray(0, length).indexOf(agent);
    const to = Math.min(length - 1, Math.max(0, from + by));
    wantsFocus.current = true;
    const next = board.ids[agents[to] ?? 0];
    if (next === undefined) return;
    setCursor(next);
    moved(next);
  }

  // After every render: the row may be drawn only once the cursor is there.
  useEffect(() => {
    if (!wantsFocus.current || cursor === null) return;
    const row = table.current?.querySelector<HTMLElement>(`[data-agent="${CSS.escape(cursor)}"]`);
    if (!row) return;
    wantsFocus.current = false;
    row.querySelector("a")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  });

  const arrow = (by: number) => (event: KeyboardEvent) => {
    // Elsewhere the arrows scroll the page and move sliders.
    if (!(event.target instanceof Node) || !table.current?.contains(event.target)) return;
    event.preventDefault();
    step(by);
  };
  useKey("j", "Next agent", () => step(1), { group: GROUP });
  useKey("k", "Previous agent", () => step(-1), { group: GROUP });
  useKey("ArrowDown", "Next agent", arrow(1), { group: GROUP });
  useKey("ArrowUp", "Previous agent", arrow(-1), { group: GROUP });
  return [cursor, setCursor];
}
