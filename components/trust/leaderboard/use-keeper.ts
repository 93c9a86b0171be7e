import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { Board } from "@/lib/live/board";
import { BROWSER_CLOCK, Keeper } from "./keeper";
import type { Mixer } from "./mixer";
import type { Question } from "./standings";

/** One keeper for the life of the table, fed with the newest board, the previewed weights and what the viewer asks for. */
export function useKeeper(board: Board, mixer: Mixer, revocationLine: number, question: Question): Keeper {
  const [keeper] = useState(() => new Keeper(board, BROWSER_CLOCK));

  // Before the screen is drawn, so that values and order never come from different boards.
  useLayoutEffect(() => keeper.take(board), [keeper, board]);
  useLayoutEffect(() => keeper.ask(question), [keeper, question]);
  useLayoutEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      later = undefined;
      keeper.preview(mixer.mix.previewing ? mixer.mix.weights : null, revocationLine);
    };
    show();
    // The handle that was moved shows first, what it does to the rows in the next picture.
    const stop = mixer.subscribe(() => {
      later ??= setTimeout(show);
    });
    return () => {
      clearTimeout(later);
      stop();
    };
  }, [keeper, mixer, revocationLine]);
  useEffect(() => () => keeper.dispose(), [keeper]);
  return keeper;
}

/**
 * One thing of the keeper, current; renders again only when it is another by identity. What lies in the board's or the
 * standings' arrays changes without changing identity: whoever draws those selects the version.
 */
export function useKept<T>(keeper: Keeper, select: (keeper: Keeper) => T): T {
  const selected = () => select(keeper);
  return useSyncExternalStore(keeper.subscribe, selected, selected);
}
