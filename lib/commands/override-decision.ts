import { type Actor, authorise } from "../access/action";
import { candidateOf } from "../engine/candidates";
import { followTask } from "../engine/task-state";
import { Refusal } from "../refusal";
import type { IneligibleCode } from "../registry/agent";
import { offerSats } from "../routing/bid";
import type { Decision, Override } from "../routing/decision-shape";
import { fitsCeiling } from "../routing/eligibility";
import { afterAssignment, afterWithdrawal } from "../routing/work";
import { runtime } from "../runtime";
import { decisionsOf, findDecision, presentDecision } from "../store/decisions";
import { attemptsOf, lastAssignedAt, taskByNumber } from "../store/tasks";
import { type GroupCommit, inGroup } from "./group-commit";
import { DECISION_SIZE, titleOf } from "./route-task";

/**
 * Gives a task that waits to another agent; what the machine chose is kept beside it. No override opens the gates of the
 * registry (revoked, held, expired …) or of the ceiling, nor dispatches a task to where there is no endpoint. Refuses 404 `routing/unknown-decision` and `registry/unknown-agent`,
 * 409 `routing/task-not-open`, `routing/decision-superseded` and `routing/not-eligible`.
 */
export async function overrideDecision(actor: Actor, id: string, { agentId, reason }: Override): Promise<Decision> {
  authorise(actor, "overrideDecision");
  return inGroup(DECISION_SIZE, (commit) => override(commit, actor, id, { agentId, reason }));
}

function override(commit: GroupCommit, actor: Actor, id: string, { agentId, reason }: Override): Decision {
  const { store, fleet, tasks, decisions } = runtime();
  const { now } = commit;
  const row = findDecision(store.raw, id);
  const task = row && taskByNumber(store.raw, row.taskNumber);
  if (!row || !task) throw new Refusal(404, "routing/unknown-decision", `There is no decision ${id}.`);
  const agent = fleet.find(agentId);
  if (!agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${agentId} is registered.`);
  if (task.status !== "posted" && task.status !== "assigned")
    throw new Refusal(409, "routing/task-not-open", `The task is ${task.status}; it can no longer be given to another agent.`);
  if (decisionsOf(store.raw, task.number).at(-1)?.number !== row.number)
    throw new Refusal(409, "routing/decision-superseded", "The task was decided anew since; override its newest decision.");
  const { decision } = presentDecision(row);
  const known = decision.candidates.find((candidate) => candidate.agentId === agentId);
  const priceSats = known?.bidSats ?? offerSats(agent.manifest.rateSats, known?.capabilityScore ?? 0);
  const attempt = attemptsOf(store.raw, task.number).find((one) => one.attempt === row.attempt);
  const former = attempt && fleet.at(attempt.agentNumber);
  if (former === agent) throw new Refusal(409, "routing/not-eligible", `${agentId} has this task already.`);
  const facts = candidateOf(fleet, agent, now);
  const bars: IneligibleCode[] = [...facts.barredBy];
  if (task.dispatch === 1 && !facts.reachable) bars.push("no_endpoint");
  if (!fitsCeiling(facts.exposureSats, facts.ceilingSats, priceSats, task.penaltySats)) bars.push("over_ceiling");
  if (bars.length > 0)
    throw new Refusal(409, "routing/not-eligible", `No override opens these gates of ${agentId}: ${bars.join(", ")}.`);

  const given = { taskNumber: task.number, attempt: row.attempt, agentNumber: agent.number, priceSats, assignedAt: now };
  if (attempt && former) {
    tasks.reassign(given);
    commit.remember(former);
    const lastWonAt = lastAssignedAt(store.raw, former.number);
    former.work = afterWithdrawal(former.work, attempt.priceSats + task.penaltySats, lastWonAt);
    fleet.settle(former);
  } else tasks.insertAttempt({ ...given, decisionNumber: row.number });
  commit.remember(agent);
  agent.work = afterAssignment(agent.work, priceSats + task.penaltySats, now);
  fleet.settle(agent);
  tasks.setTask(task.number, "assigned", null);
  commit.onCommitted(() => followTask(task.number));
  decisions.override(row.number, agent.number, actor.name, reason);
  commit.entry({
    type: "routing.overridden",
    agentId,
    actor: actor.name,
    data: {
      decisionId: id,
      taskId: task.id,
      title: titleOf(task.description),
      recommended: row.recommendedId,
      previous: row.assignedId,
      priceSats,
      reason,
    },
  });
  return { ...decision, assigned: agentId, taskStatus: "assigned", override: { by: actor.name, reason } };
}
