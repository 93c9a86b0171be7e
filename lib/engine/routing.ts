import { Refusal } from "../refusal";
import { TIERS } from "../registry/tier";
import type { Task } from "../routing/contest";
import { type Contest, decide, OFFERS_KEPT, type PolicyInForce } from "../routing/decide";
import type { Finding } from "../routing/decision-shape";
import type { TaskSubmission } from "../routing/task-shape";
import { runtime } from "../runtime";
import type { TaskRow } from "../store/tasks";
import type { Bids } from "./candidates";

/** Who is to be asked: those who bid, or with null everybody at the price each is taken to ask; never who tried before. */
export type Question = { task: Task; policy: string; bids: Bids | null; tried: ReadonlySet<string> };

export const NOBODY: ReadonlySet<string> = new Set();
const DEFAULT_POLICY = "balanced";
const DEFAULT_TIER = "T1";

/** The policy in force of a name; refuses 422 `routing/unknown-policy`. */
export function policyInForce(name: string = DEFAULT_POLICY): PolicyInForce {
  const found = runtime().policies.get(name);
  if (found) return found;
  const detail = `There is no routing policy ${name}.`;
  throw new Refusal(422, "routing/unknown-policy", detail, [{ pointer: "/policy", code: "routing/unknown-policy", detail }]);
}

/** What is found, and a digest of all combined scores where not all are in it; to be asked for at once. */
export type Found = { finding: Finding; contest: Contest; digest: () => string | null };

/** What the policies and the fleet say to a question at an instant (epoch ms). Changes nothing. */
export function find({ task, policy, bids, tried }: Question, now: number): Found {
  const { candidates } = runtime();
  const inForce = policyInForce(policy);
  if (bids) {
    const left = Object.fromEntries(Object.entries(bids).filter(([agentId]) => !tried.has(agentId)));
    const finding = decide(inForce, "bids", candidates.rankBids(task, inForce.policy, left, now));
    return { contest: "bids", finding, digest: () => null };
  }
  const ranking = candidates.rankOffers(task, inForce.policy, OFFERS_KEPT + tried.size, now);
  const ranked = ranking.ranked.filter(({ agentId }) => !tried.has(agentId));
  const out = ranking.ranked.length - ranked.length;
  const rest = {
    ...ranking,
    considered: ranking.considered - out,
    eligible: ranking.eligible - out,
    ranked: ranked.slice(0, OFFERS_KEPT),
  };
  return { contest: "offers", finding: decide(inForce, "offers", rest), digest: () => candidates.digestOf(ranking) };
}

/** The question that a submission puts. */
export function questionOf({
  description,
  requiredCapabilities,
  minTier,
  budgetSats,
  dispatch,
  penaltySats,
  policy,
  bids,
}: TaskSubmission) {
  return {
    task: {
      description,
      requiredCapabilities: requiredCapabilities ?? [],
      minTier: minTier ?? DEFAULT_TIER,
      budgetSats: budgetSats ?? null,
      penaltySats: penaltySats ?? 0,
      dispatch: dispatch ?? false,
    },
    policy: policy ?? DEFAULT_POLICY,
    bids: bids ?? null,
    tried: NOBODY,
  } satisfies Question;
}

/** The question that a stored task puts, and again puts to others once some have tried. */
export function questionAgain(row: TaskRow, bids: Bids | null, tried: ReadonlySet<string> = NOBODY): Question {
  return {
    task: {
      description: row.description,
      requiredCapabilities: JSON.parse(row.requiredCapabilities) as string[],
      minTier: TIERS[row.minLevel] ?? DEFAULT_TIER,
      budgetSats: row.budgetSats,
      penaltySats: row.penaltySats,
      dispatch: row.dispatch === 1,
    },
    policy: row.policy,
    bids,
    tried,
  };
}

/** The bids that a decision was made of; null where there were none but offers. */
export function bidsOf(finding: Finding, contest: Contest): Bids | null {
  if (contest !== "bids") return null;
  return Object.fromEntries(finding.candidates.map(({ agentId, bidSats }) => [agentId, bidSats ?? 0]));
}

/** Refuses what no task may be: 422 `routing/unknown-policy`, `routing/deadline-passed`, `routing/unknown-bidder`. */
export function checkSubmission({ deadline, bids, policy }: TaskSubmission, now: number): void {
  policyInForce(policy);
  if (deadline !== undefined && Date.parse(deadline) <= now) {
    const detail = "The deadline lies in the past.";
    throw new Refusal(422, "routing/deadline-passed", detail, [
      { pointer: "/deadline", code: "routing/deadline-passed", detail },
    ]);
  }
  const { fleet } = runtime();
  const unknown = Object.keys(bids ?? {}).filter((id) => !fleet.find(id));
  if (unknown.length > 0) {
    const items = unknown.map((id) => ({
      pointer: `/bids/${id}`,
      code: "routing/unknown-bidder" as const,
      detail: `No agent ${id} is registered.`,
    }));
    throw new Refusal(422, "routing/unknown-bidder", "A bid names an agent that is not registered. Nothing was stored.", items);
  }
}
