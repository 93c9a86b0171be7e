import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { Board } from "@/lib/live/board";
import type { FilterCounts } from "./filter";
import { BROWSER_CLOCK, Keeper } from "./keeper";
import type { Mixer } from "./mixer";
import type { Question } from "./standings";

/** One keeper for the life of the table, fed with the newest board, the previewed weights and what the viewer asks for. */
export function useKeeper(board: Board, mixer: Mixer, revocationLine: number, question: Question): Keeper {
  const [keeper] = useState(() => new Keeper(board, BROWSER_CLOCK));
  const { text, filter, sort, moversOnly } = question;

  // Before the screen is drawn, so that values and order never come from different boards.
  useLayoutEffect(() => keeper.take(board), [keeper, board]);
  useLayoutEffect(() => keeper.ask({ text, filter, sort, moversOnly }), [keeper, text, filter, sort, moversOnly]);
  useLayoutEffect(() => {
    const show = () => keeper.preview(mixer.mix.previewing ? mixer.mix.weights : null, revocationLine);
    show();
    return mixer.subscribe(show);
  }, [keeper, mixer, revocationLine]);
  useEffect(() => () => keeper.dispose(), [keeper]);
  return keeper;
}

/** Renders again with every change of what the table shows. */
export function useKeeperVersion(keeper: Keeper): number {
  return useSyncExternalStore(keeper.subscribe, keeper.getVersion, keeper.getVersion);
}

/** How many agents each quick filter holds; the same object as long as they are the same. */
export function useCounts(keeper: Keeper): FilterCounts {
  const counts = () => keeper.standings.counts;
  return useSyncExternalStore(keeper.subscribe, counts, counts);
}
