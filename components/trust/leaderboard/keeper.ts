import { serverNow } from "@/components/ui/now";
import type { Board } from "@/lib/live/board";
import type { Tenths } from "@/lib/trust/rebalance";
import { type Question, Standings } from "./standings";

/** While nobody holds the order it follows the data this often, ms: often enough to be live, seldom enough to be read. */
const FOLLOW_MS = 1000;

/** How long rows travel to their new places, ms. */
const TRAVEL_MS = 200;

/** `now` counts ms from anywhere; `time` is the server's, epoch ms. */
type Clock = { now: () => number; time?: () => number; after: (ms: number, run: () => void) => () => void };

export const BROWSER_CLOCK: Clock = {
  now: () => performance.now(),
  time: serverNow,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Decides when the order of the table may change. Values always show at once. What the viewer does himself (a weight,
 * a filter, a sort, the pill) reorders at once; live data reorders at most once a second, and not at all while held.
 */
export class Keeper {
  standings: Standings;
  held = false;
  /** The order just changed because the hold ended or the viewer asked for it: rows travel. */
  travelling = false;
  /** Another number after every change. */
  version = 0;
  private atWork = false;
  private pinned = false;
  private readonly listeners = new Set<() => void>();
  private followedAt = Number.NEGATIVE_INFINITY;
  private stopFollowing: (() => void) | null = null;
  private stopTravelling: (() => void) | null = null;

  constructor(
    board: Board,
    private readonly clock: Clock,
  ) {
    this.standings = new Standings(board, clock.time);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  take(board: Board): void {
    const held = this.standings.board;
    if (board === held) return;
    if (sameTexts(board.ids, held.ids) && sameTexts(board.names, held.names)) this.standings.patch(board);
    else this.standings = this.standings.moveTo(board);
    this.follow();
    this.tell();
  }

  preview(weights: Tenths | null, revocationLine: number): void {
    this.standings.preview(weights, revocationLine);
    this.tell();
  }

  ask(question: Question): void {
    if (this.standings.ask(question)) this.tell();
  }

  /** Somebody is at work in the table. */
  readonly setHeld = (held: boolean): void => {
    this.atWork = held;
    this.hold();
  };

  /** Holds the order whoever is where: while an agent is looked at beside the list. */
  readonly pin = (pinned: boolean): void => {
    this.pinned = pinned;
    this.hold();
  };

  private hold(): void {
    const held = this.atWork || this.pinned;
    if (held === this.held) return;
    this.held = held;
    if (held) this.tell();
    else this.apply();
  }

  /** Brings the order up to date; rows travel if any of them moves. */
  apply(): void {
    this.standings.consider();
    if (this.standings.waiting > 0) this.travel();
    this.standings.refresh();
    this.tell();
  }

  dispose(): void {
    this.stopFollowing?.();
    this.stopTravelling?.();
    this.stopFollowing = null;
    this.stopTravelling = null;
  }

  private follow(): void {
    if (this.stopFollowing) return;
    const wait = Math.max(0, this.followedAt + FOLLOW_MS - this.clock.now());
    this.stopFollowing = this.clock.after(wait, () => {
      this.stopFollowing = null;
      this.followedAt = this.clock.now();
      if (this.held) this.standings.consider();
      else this.standings.refresh();
      this.tell();
    });
  }

  private travel(): void {
    this.stopTravelling?.();
    this.travelling = true;
    this.stopTravelling = this.clock.after(TRAVEL_MS, () => {
      this.stopTravelling = null;
      this.travelling = false;
      this.tell();
    });
  }

  private tell(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((text, i) => text === b[i]));
}
