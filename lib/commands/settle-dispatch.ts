import { SYSTEM } from "../access/action";
import type { Completion } from "../auditors/completion";
import type { Errand } from "../engine/dispatcher";
import { allPassed, firstFailure, judgeResult } from "../routing/checks";
import type { TaskEvent } from "../routing/life-cycle";
import type { TaskCheck } from "../routing/task-shape";
import { runtime } from "../runtime";
import { taskByNumber } from "../store/tasks";
import { openErrand } from "./begin-attempt";
import { inGroup } from "./group-commit";
import { DECISION_SIZE } from "./route-task";
import { type Delivery, NOTHING, SETTLEMENT_SIZE, settleAttempt } from "./settle-attempt";

/** What is kept of a result. Unit: UTF-16 units. */
const LONGEST_RESULT = 100_000;
/** Of what an endpoint says it took no more is believed than of what anybody else reports. */
const MOST_TOKENS = 1e15;

/**
 * Ends an attempt by what came from the endpoint, or why it was not asked: an answer is judged by the declared checks,
 * anything else is a failure. Does nothing where the attempt is over or in other hands.
 */
export async function settleDispatch(errand: Errand, completion: Completion | string): Promise<void> {
  const task = taskByNumber(runtime().store.raw, errand.taskNumber);
  if (!task) return;
  const { event, delivery } = heard(completion, JSON.parse(task.checks) as TaskCheck[]);
  await inGroup(SETTLEMENT_SIZE + DECISION_SIZE, (commit) => {
    const state = openErrand(errand);
    if (state) settleAttempt(commit, state, event, delivery, SYSTEM);
  });
}

function heard(completion: Completion | string, checks: readonly TaskCheck[]): { event: TaskEvent; delivery: Delivery } {
  if (typeof completion === "string") return unanswered(completion);
  if (completion.kind !== "answer") return unanswered(reasonOf(completion));
  const { text, usage, latencyMs } = completion;
  const tokensUsed = usage && Math.min((usage.promptTokens ?? 0) + (usage.completionTokens ?? 0), MOST_TOKENS);
  const figures = { tokensUsed, durationMs: latencyMs };
  if (text.trim() === "") return unanswered("The endpoint's answer holds no text.", figures);
  const result = text.slice(0, LONGEST_RESULT).toWellFormed();
  const judged = judgeResult(checks, result);
  return {
    event: { kind: "answered", accepted: allPassed(judged) },
    delivery: { ...figures, delivered: true, result, checks: judged, reason: firstFailure(judged) },
  };
}

function unanswered(reason: string, figures: Partial<Delivery> = {}): { event: TaskEvent; delivery: Delivery } {
  return { event: { kind: "unanswered" }, delivery: { ...NOTHING, ...figures, reason } };
}

function reasonOf(completion: Exclude<Completion, { kind: "answer" }>): string {
  return completion.kind === "system_refused" ? "The endpoint refused the request." : completion.detail;
}
