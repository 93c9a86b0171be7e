import { type Actor, authorise } from "../access/action";
import { bidsOf, checkSubmission, find, policyInForce, questionAgain, questionOf } from "../engine/routing";
import { Refusal } from "../refusal";
import type { Contender } from "../routing/candidate";
import { type Bidder, rankBids, rankOffers, type Task } from "../routing/contest";
import { decide } from "../routing/decide";
import type { Decision, DecisionReplay, Finding, Outcome, RoutingStats } from "../routing/decision-shape";
import { listedContender } from "../routing/listed";
import { differences } from "../routing/replay";
import type { RoutingQuestion, TaskSubmission } from "../routing/task-shape";
import { runtime } from "../runtime";
import { type DecisionRow, decisionsAfter, findDecision, listDecisions, presentDecision, totalsOf } from "../store/decisions";
import { entryOfDecision } from "../store/journal";
import { pageOfRows } from "../store/page";
import { attemptsOf, taskByNumber } from "../store/tasks";
import { turns } from "../turns";

/** Id of a decision that was not made. */
const NOT_STORED = "dry-run";
const EXPORT_ROWS = 100;
/** Of a whole fleet a preview tells the best; its totals count everybody. */
const MOST_PREVIEWED = 500;

export type DecisionsQuery = {
  taskId?: string;
  agentId?: string;
  outcome?: Outcome;
  from?: string;
  to?: string;
  brief?: boolean;
  limit: number;
  cursor?: string;
};

/** What would be decided now; stores nothing. Refuses as `submitTask` does, but for an id that is taken. */
export function dryRun(actor: Actor, submission: TaskSubmission): Decision {
  authorise(actor, "previewRouting");
  const now = runtime().now();
  checkSubmission(submission, now);
  const { finding } = find(questionOf(submission), now);
  return unstored(submission.description, finding, now, submission.id);
}

/** Who would win by a description alone, among those listed or the best 500 of the whole fleet. Refuses 422 `routing/unknown-policy`. */
export function previewRouting(actor: Actor, { description, bids, candidates, policy, weights }: RoutingQuestion): Decision {
  authorise(actor, "previewRouting");
  const now = runtime().now();
  const inForce = policyInForce(policy);
  const asked = weights ? { ...inForce, policy: { ...inForce.policy, weights } } : inForce;
  const task: Task = { description, requiredCapabilities: [], minTier: "T0", budgetSats: null, penaltySats: 0 };
  if (!candidates) {
    const ranked = bids
      ? runtime().candidates.rankBids(task, asked.policy, bids, now)
      : runtime().candidates.rankOffers(task, asked.policy, MOST_PREVIEWED, now);
    return unstored(description, decide(asked, bids ? "bids" : "scoring", ranked), now);
  }
  const listed = new Map(candidates.map((candidate) => [candidate.agentId, listedContender(candidate)]));
  const ranking = bids ? rankBids(task, asked.policy, biddersOf(bids, listed)) : rankOffers(task, asked.policy, listed.values());
  return unstored(description, decide(asked, bids ? "bids" : "scoring", ranking), now);
}

/** One decision with its entry in the journal. Refuses 404 `routing/unknown-decision`. */
export function readDecision(actor: Actor, id: string): Decision {
  authorise(actor, "readFleet");
  const { decision } = presentDecision(decisionRow(id));
  const entry = entryOfDecision(runtime().store.raw, id, Date.parse(decision.decidedAt));
  return entry ? { ...decision, entry } : decision;
}

/**
 * Decisions, newest first; of an agent those that kept it as a candidate or gave it the task. Brief ones have no candidates,
 * or those of an agent that agent and the winner. Refuses 404 `registry/unknown-agent`.
 */
export function readDecisions(actor: Actor, query: DecisionsQuery): { items: Decision[]; nextCursor: string | null } {
  authorise(actor, "readFleet");
  const { store, fleet } = runtime();
  const { taskId, agentId, outcome, from, to, brief = false, limit, cursor } = query;
  const agent = agentId === undefined ? undefined : fleet.find(agentId);
  if (agentId !== undefined && !agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${agentId} is registered.`);
  const filter = {
    taskId,
    agentNumber: agent?.number,
    outcome,
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
  };
  const rows = listDecisions(store.raw, filter, { before: beforeOf(cursor), limit: limit + 1 });
  const { items, more } = pageOfRows(rows, limit, (row) => row.finding.length + row.description.length);
  return {
    items: items.map((row) => {
      const { decision } = presentDecision(row);
      return brief ? { ...decision, candidates: briefly(decision, agentId) } : decision;
    }),
    nextCursor: more ? String(items.at(-1)?.number) : null,
  };
}

function briefly({ candidates, assigned }: Decision, agentId: string | undefined): Decision["candidates"] {
  if (agentId === undefined) return [];
  return candidates.filter((candidate) => candidate.agentId === agentId || candidate.won || candidate.agentId === assigned);
}

/** The same question on today's data, and what differs. Refuses 404 `routing/unknown-decision`. */
export function replayDecision(actor: Actor, id: string): DecisionReplay {
  authorise(actor, "replayDecision");
  const { store, now, fleet } = runtime();
  const row = decisionRow(id);
  const task = taskByNumber(store.raw, row.taskNumber);
  if (!task) throw new Error(`the task of decision ${id} is gone`);
  const { decision, contest } = presentDecision(row);
  const at = now();
  const before = attemptsOf(store.raw, task.number).filter(({ attempt }) => attempt < row.attempt);
  const tried = new Set(before.flatMap(({ agentNumber }) => fleet.at(agentNumber)?.id ?? []));
  const { finding } = find(questionAgain(task, bidsOf(decision, contest), tried), at);
  return { decisionId: id, at: new Date(at).toISOString(), finding, differences: differences(decision, finding) };
}

/** Every decision after a time as lines, oldest first. */
export async function* exportDecisions(actor: Actor, since: string | undefined): AsyncGenerator<string> {
  authorise(actor, "readFleet");
  const { store } = runtime();
  const breathe = turns();
  let after = { decidedAt: since === undefined ? 0 : Date.parse(since), number: Number.MAX_SAFE_INTEGER };
  for (;;) {
    const rows = decisionsAfter(store.raw, after, EXPORT_ROWS);
    for (const row of rows) {
      yield `${JSON.stringify(presentDecision(row).decision)}\n`;
      await breathe();
    }
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_ROWS) return;
    after = last;
  }
}

/** What decisions say of one agent; as fast after a million of them. Refuses 404 `registry/unknown-agent`. */
export function readRoutingStats(actor: Actor, id: string): RoutingStats {
  authorise(actor, "readFleet");
  const { store, fleet } = runtime();
  const agent = fleet.find(id);
  if (!agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${id} is registered.`);
  const { considered, eligible, combinedSum } = totalsOf(store.raw, agent.number);
  const tasksWon = agent.work.tasks;
  return {
    agentId: id,
    tasksWon,
    tasksConsidered: considered,
    eligible,
    winRate: considered === 0 ? null : Math.min(1, tasksWon / considered),
    avgCombined: eligible === 0 ? null : combinedSum / eligible,
  };
}

function decisionRow(id: string): DecisionRow {
  const row = findDecision(runtime().store.raw, id);
  if (!row) throw new Refusal(404, "routing/unknown-decision", `There is no decision ${id}.`);
  return row;
}

function beforeOf(cursor: string | undefined): number {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
  if (Number.isSafeInteger(before) && before > 0) return before;
  throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
}

function biddersOf(bids: Readonly<Record<string, number>>, listed: ReadonlyMap<string, Contender>): Bidder[] {
  return Object.entries(bids).map(([agentId, bidSats]) => ({ agentId, bidSats, agent: listed.get(agentId) ?? null }));
}

function unstored(description: string, finding: Finding, now: number, taskId = NOT_STORED): Decision {
  return {
    id: NOT_STORED,
    taskId,
    description,
    attempt: 1,
    assigned: finding.recommended,
    decidedAt: new Date(now).toISOString(),
    ...finding,
  };
}
