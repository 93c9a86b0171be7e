import { type Actor, authorise } from "../access/action";
import { checkSubmission, NOBODY, questionOf } from "../engine/routing";
import { Refusal } from "../refusal";
import { TIERS } from "../registry/tier";
import type { Decision } from "../routing/decision-shape";
import type { TaskSubmission } from "../routing/task-shape";
import { runtime } from "../runtime";
import { newId, sha256 } from "../store/journal";
import { findTask } from "../store/tasks";
import { inGroup } from "./group-commit";
import { DECISION_SIZE, routeTask, titleOf } from "./route-task";

/**
 * Posts a task and decides at once who gets it. Refuses 409 `routing/id-taken`, 422 `routing/deadline-passed`,
 * `routing/unknown-bidder` and `routing/unknown-policy`.
 */
export async function submitTask(actor: Actor, submission: TaskSubmission): Promise<Decision> {
  authorise(actor, "submitTask");
  checkSubmission(submission, runtime().now());
  return inGroup(DECISION_SIZE + Object.keys(submission.bids ?? {}).length, (commit) => {
    const { store, tasks } = runtime();
    checkSubmission(submission, commit.now);
    const id = submission.id ?? newId();
    if (submission.id !== undefined && findTask(store.raw, id)) {
      const detail = `The id ${id} is taken: a task with it was posted before.`;
      throw new Refusal(409, "routing/id-taken", detail, [{ pointer: "/id", code: "routing/id-taken", detail }]);
    }
    const { task, policy, bids } = questionOf(submission);
    const row = {
      id,
      status: "posted" as const,
      description: task.description,
      requiredCapabilities: JSON.stringify(task.requiredCapabilities),
      minLevel: TIERS.indexOf(task.minTier),
      budgetSats: task.budgetSats,
      tokensBudget: submission.tokensBudget ?? null,
      timeBudgetMs: submission.timeBudgetMs ?? null,
      penaltySats: task.penaltySats,
      deadline: submission.deadline === undefined ? null : Date.parse(submission.deadline),
      checks: JSON.stringify(submission.checks ?? []),
      policy,
      dispatch: submission.dispatch ? 1 : 0,
      postedAt: commit.now,
      postedBy: actor.name,
    };
    const number = tasks.insertTask(row);
    const entryId = newId();
    const { description, ...conditions } = submission;
    commit.entry({
      id: entryId,
      type: "task.posted",
      actor: actor.name,
      data: { taskId: id, title: titleOf(description), digest: sha256(JSON.stringify({ description, ...conditions })) },
    });
    const whole = { ...row, number, finishedAt: null };
    return routeTask(commit, { row: whole, attempt: 1, bids, tried: NOBODY, actor: actor.name, cause: entryId });
  });
}
