import type { TypedSignal } from "../trust/signal";
import type { TaskStatus } from "./task-shape";
import type { Ending } from "./work";

/** A task is tried by no more agents than this. */
export const MOST_ATTEMPTS = 3;

type Open = Exclude<TaskStatus, Ending>;

/** How long a state may last, ms, where no deadline comes before; the task's own time stands in for that of the latter two. */
const LONGEST_MS: Readonly<Record<Open, number>> = { posted: 3_600_000, assigned: 86_400_000, running: 600_000 };

/** What bounds a task. Times are epoch ms. */
type Terms = { deadline: number | null; timeBudgetMs: number | null };

/**
 * When a state that began at `since` times out; null for one that is final. Times are epoch ms. Who waits for a task to be
 * dispatched has not been asked yet: its time is not running.
 */
export function expiresAt(
  status: TaskStatus,
  since: number,
  { deadline, timeBudgetMs, dispatch = false }: Terms & { dispatch?: boolean },
): number | null {
  if (!isOpen(status)) return null;
  const isTimed = status === "running" || (status === "assigned" && !dispatch);
  const longest = (isTimed ? timeBudgetMs : null) ?? LONGEST_MS[status];
  return Math.min(since + longest, deadline ?? Number.POSITIVE_INFINITY);
}

/** Whether something may still become of a task. */
export function isOpen(status: TaskStatus): status is Open {
  return status === "posted" || status === "assigned" || status === "running";
}

/**
 * What may happen to a task. `reported`: somebody says what came of it; `answered`: the endpoint it was dispatched to did, and
 * `unanswered`: it gave nothing usable. `accepted` counts the declared checks in.
 */
export type TaskEvent =
  | { kind: "assigned" | "begun" | "unanswered" | "timed_out" }
  | { kind: "reported" | "answered"; accepted: boolean };

const APPLIES: Readonly<Record<Open, readonly TaskEvent["kind"][]>> = {
  posted: ["assigned", "timed_out"],
  assigned: ["assigned", "begun", "reported", "unanswered", "timed_out"],
  running: ["reported", "answered", "unanswered", "timed_out"],
};

/** What an event makes of a task: its state, the ending of its attempt if that is over, and whether somebody else is to try. */
export type Consequence = { status: TaskStatus; ending: Ending | null; again: boolean };

/** A task as far as its events concern it; `attempts` counts the present one. */
export type TaskFacts = Pick<Terms, "deadline"> & { status: TaskStatus; dispatch: boolean; attempts: number };

/**
 * What follows from an event at an instant (epoch ms); null where it does not apply. Another agent is to try after a dispatch
 * without a result that passes, while there is time; somebody's report is the last word.
 */
export function consequenceOf(
  { status, dispatch, attempts, deadline }: TaskFacts,
  event: TaskEvent,
  now: number,
): Consequence | null {
  if (!isOpen(status) || !APPLIES[status].includes(event.kind)) return null;
  if (event.kind === "assigned") return { status: "assigned", ending: null, again: false };
  if (event.kind === "begun") return { status: "running", ending: null, again: false };
  const ending = endingOf(event);
  if (status === "posted") return { status: ending, ending: null, again: false };
  const inTime = deadline === null || now < deadline;
  const again = dispatch && event.kind !== "reported" && ending !== "completed" && attempts < MOST_ATTEMPTS && inTime;
  return { status: ending, ending, again };
}

function endingOf(event: TaskEvent): Ending {
  if (event.kind === "timed_out") return "expired";
  return "accepted" in event && event.accepted ? "completed" : "failed";
}

/** Whole sats that an agent receives when its attempt ends; negative = it pays. */
export function paidSats(ending: Ending, { priceSats, penaltySats }: { priceSats: number; penaltySats: number }): number {
  return ending === "completed" ? priceSats : 0 - penaltySats;
}

/** An attempt that is over, as far as it says something about its agent. `judge` accepted or rejected the result. */
export type Ended = {
  taskId: string;
  attempt: number;
  agentId: string;
  decisionId: string;
  ending: Ending;
  /** Whether there was a result to judge, or at least a judgement. */
  delivered: boolean;
  judge: string;
  postedBy: string;
  reason: string | null;
  tokensUsed: number | null;
  tokensBudget: number | null;
  durationMs: number | null;
  timeBudgetMs: number | null;
};

/**
 * The signals that an ending implies: output accepted or rejected where there was something to judge, the handoff well done or
 * not where it was, and the use of resources where both budgets and both figures are known.
 */
export function signalsOf(ended: Ended): TypedSignal[] {
  const { ending, delivered, judge, postedBy, reason, tokensUsed, tokensBudget, durationMs, timeBudgetMs } = ended;
  const completed = ending === "completed";
  const signals: TypedSignal[] = [];
  if (delivered)
    signals.push({
      ...about(ended, "output_quality"),
      kind: "output_quality",
      accepted: completed,
      consumer: judge,
      ...(!completed && reason !== null && { rejectionReason: reason }),
    });
  if (completed || !delivered)
    signals.push({
      ...about(ended, "collaboration_health"),
      kind: "collaboration",
      handoffSuccessful: completed,
      peerId: postedBy,
    });
  if (tokensUsed !== null && tokensBudget !== null && durationMs !== null && timeBudgetMs !== null)
    signals.push({
      ...about(ended, "resource_efficiency"),
      kind: "resource_usage",
      tokensUsed,
      tokensBudget,
      computeMs: durationMs,
      computeBudgetMs: timeBudgetMs,
    });
  return signals;
}

function about({ agentId, taskId, attempt, decisionId }: Ended, dimension: string) {
  const id = attempt === 1 ? `task:${taskId}:${dimension}` : `task:${taskId}#${attempt}:${dimension}`;
  return { agentId, id, traceId: decisionId };
}
