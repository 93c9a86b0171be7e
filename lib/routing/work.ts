/** How an attempt at a task ended. */
export type Ending = "completed" | "failed" | "expired";

/** What an agent has on its hands and has done so far. Sats are whole, times epoch ms. Values are replaced, never changed. */
export type Work = {
  /** Open attempts, and Σ(price + penalty) of them. */
  open: number;
  exposureSats: number;
  /** Attempts ever, those that are over by their ending, and the time of those whose duration is known. */
  tasks: number;
  completed: number;
  failed: number;
  timed: number;
  durationMs: number;
  /** Whether each of the last 100 that are over was completed, oldest first. */
  recent: readonly boolean[];
  lastWonAt: number | null;
};

/** Endings that a track record looks back on. */
const RECENT = 100;

export const NO_WORK: Work = {
  open: 0,
  exposureSats: 0,
  tasks: 0,
  completed: 0,
  failed: 0,
  timed: 0,
  durationMs: 0,
  recent: [],
  lastWonAt: null,
};

/** After an attempt was given to the agent, at stake for `exposureSats` (price and penalty). */
export function afterAssignment(work: Work, exposureSats: number, at: number): Work {
  return {
    ...work,
    open: work.open + 1,
    exposureSats: work.exposureSats + exposureSats,
    tasks: work.tasks + 1,
    lastWonAt: at,
  };
}

/** After an open attempt was taken away again: it counts neither for nor against the agent. `lastWonAt` is that of those left. */
export function afterWithdrawal(work: Work, exposureSats: number, lastWonAt: number | null): Work {
  return { ...work, open: work.open - 1, exposureSats: work.exposureSats - exposureSats, tasks: work.tasks - 1, lastWonAt };
}

/** After an open attempt ended; `durationMs` null = not known. */
export function afterEnding(work: Work, exposureSats: number, ending: Ending, durationMs: number | null): Work {
  const completed = ending === "completed";
  return {
    ...work,
    open: work.open - 1,
    exposureSats: work.exposureSats - exposureSats,
    completed: work.completed + (completed ? 1 : 0),
    failed: work.failed + (completed ? 0 : 1),
    timed: work.timed + (durationMs === null ? 0 : 1),
    durationMs: work.durationMs + (durationMs ?? 0),
    recent: [...work.recent.slice(-(RECENT - 1)), completed],
  };
}

/** The track record as it is answered; shares are null before anything is over. */
export function trackRecordOf({ tasks, completed, failed, timed, durationMs }: Work) {
  const over = completed + failed;
  return {
    tasks,
    completed,
    failed,
    successRate: over === 0 ? null : completed / over,
    avgDurationMs: timed === 0 ? null : durationMs / timed,
  };
}
