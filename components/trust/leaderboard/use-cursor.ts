import { type RefObject, useEffect, useRef, useState } from "react";
import { useKey } from "@/components/ui/use-key";
import type { Keeper } from "./keeper";

const GROUP = "Leaderboard";

/**
 * The agent whose row the keyboard is at: j, k and the arrows move it, take the focus along, and tell `moved`. From the
 * last of the list they go on to the unrated, where these are shown. `rows` is what both are in.
 */
export function useCursor(
  keeper: Keeper,
  rows: RefObject<HTMLElement | null>,
  unratedShown: boolean,
  moved: (id: string) => void,
): [string | null, (id: string) => void] {
  const [cursor, setCursor] = useState<string | null>(null);
  const wantsFocus = useRef(false);

  function step(by: number): void {
    const { list, dock, board } = keeper.standings;
    const listed = list.agents.subarray(0, list.length);
    const docked = dock.agents.subarray(0, unratedShown ? dock.length : 0);
    const length = listed.length + docked.length;
    if (length === 0) return;
    const agent = (cursor === null ? undefined : board.index.get(cursor)) ?? -1;
    const below = docked.indexOf(agent);
    const from = below < 0 ? listed.indexOf(agent) : listed.length + below;
    const to = Math.min(length - 1, Math.max(0, from + by));
    wantsFocus.current = true;
    const next = board.ids[listed[to] ?? docked[to - listed.length] ?? 0];
    if (next === undefined) return;
    if (next === cursor) focusRow(next);
    setCursor(next);
    moved(next);
  }

  function focusRow(id: string): void {
    const row = rows.current?.querySelector<HTMLElement>(`[data-agent="${CSS.escape(id)}"]`);
    if (!row) return;
    wantsFocus.current = false;
    row.querySelector("a")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  // After every render: the row may be drawn only once the cursor is there.
  useEffect(() => {
    if (wantsFocus.current && cursor !== null) focusRow(cursor);
  });

  const arrow = (by: number) => (event: KeyboardEvent) => {
    // Elsewhere the arrows scroll the page and move sliders.
    if (!(event.target instanceof Node) || !rows.current?.contains(event.target)) return;
    event.preventDefault();
    step(by);
  };
  useKey("j", "Next agent", () => step(1), { group: GROUP });
  useKey("k", "Previous agent", () => step(-1), { group: GROUP });
  useKey("ArrowDown", "Next agent", arrow(1), { group: GROUP });
  useKey("ArrowUp", "Previous agent", arrow(-1), { group: GROUP });
  return [cursor, setCursor];
}
