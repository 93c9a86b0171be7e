import { z } from "zod";
import { cut } from "../registry/cut";
import { AgentId } from "../trust/signal";
import { referenceSats } from "./bid";
import type { DecidedCandidate, Decision } from "./decision-shape";
import type { RoutingPolicy } from "./policy-shape";
import { countedOf, knowsPrices, pricePart, type Runner, runnerOf, runnersOf, scored, scoringPolicy, winnerOf } from "./rerun";
import { isClassic } from "./score";

const LONGEST_TITLE = 80;

/** What another policy would have made of decisions that were made. `wins` names every agent that won then or would have. */
export const PolicyEffect = z
  .strictObject({
    decisions: z.int(),
    changed: z.int(),
    moved: z.array(
      z.strictObject({
        decisionId: z.string(),
        taskId: z.string(),
        title: z.string(),
        from: AgentId.nullable(),
        to: AgentId.nullable(),
      }),
    ),
    wins: z.array(z.strictObject({ agentId: AgentId, before: z.int(), after: z.int() })),
  })
  .meta({ id: "RoutingPolicyEffect" });
export type PolicyEffect = z.infer<typeof PolicyEffect>;

/** The same with whose decisions were looked at; null: those of every policy but `classic`. */
export const PolicyForeseen = PolicyEffect.extend({ madeBy: z.string().nullable() }).meta({ id: "RoutingPolicyForeseen" });
export type PolicyForeseen = z.infer<typeof PolicyForeseen>;

/** A decision as it was stored, and whether its task required capabilities. */
export type PastDecision = Pick<
  Decision,
  "id" | "taskId" | "description" | "outcome" | "recommended" | "policy" | "prices" | "totals" | "candidates"
> & { requires: boolean };

type Tried = Pick<RoutingPolicy, "name" | "weights" | "minimumCapability">;

/**
 * What these weights and this minimum would have made of decisions, taken in one by one. Only stored candidates compete, with
 * the capability that was measured then: other synonyms show in decisions to come. Decisions of `classic` are left out,
 * because it measures otherwise.
 */
export class PolicyTrial {
  private decisions = 0;
  private readonly moved: PolicyEffect["moved"] = [];
  private readonly wins = new Map<string, Counts>();

  constructor(private readonly policy: Tried) {}

  add(decision: PastDecision): void {
    if (isClassic(decision.policy) !== isClassic(this.policy)) return;
    const from = decision.recommended;
    const to = winnerUnder(this.policy, decision);
    this.decisions++;
    this.count(from, "before");
    this.count(to, "after");
    if (to === from) return;
    this.moved.push({ decisionId: decision.id, taskId: decision.taskId, title: titleOf(decision.description), from, to });
  }

  /** Whose wins change most comes first. */
  effect(): PolicyEffect {
    const { decisions, moved, wins } = this;
    const change = ({ before, after }: Counts) => Math.abs(after - before);
    const bySize = [...wins].sort(([, a], [, b]) => change(b) - change(a) || b.before - a.before);
    return {
      decisions,
      changed: moved.length,
      moved,
      wins: bySize.map(([agentId, counts]) => ({ agentId, ...counts })),
    };
  }

  private count(agentId: string | null, when: keyof Counts): void {
    if (agentId === null) return;
    const counts = this.wins.get(agentId) ?? { before: 0, after: 0 };
    counts[when]++;
    this.wins.set(agentId, counts);
  }
}

/** The first line of what was to be done. */
function titleOf(description: string): string {
  return cut(description.trim().split("\n", 1)[0] ?? "", LONGEST_TITLE);
}

type Counts = { before: number; after: number };

function winnerUnder(policy: Tried, decision: PastDecision): string | null {
  if (decision.outcome === "no_bids") return null;
  const scoring = scoringPolicy(policy);
  const field = decision.candidates.filter((candidate) => competes(policy, decision, candidate)).map(runnerOf);
  return winnerOf(repriced(scoring, decision, field).map((runner) => scored(scoring, runner)))?.agentId ?? null;
}

/** Who passed every gate then and has the capability now, or was stopped by the former minimum alone. */
function competes({ minimumCapability }: Tried, { policy, requires }: PastDecision, candidate: DecidedCandidate): boolean {
  const { eligible, capabilityScore, ineligibleBecause } = candidate;
  if (capabilityScore < minimumCapability) return false;
  if (eligible) return true;
  const stoppedByMinimum = ineligibleBecause.length === 1 && ineligibleBecause[0] === "capability_missing" && !requires;
  return stoppedByMinimum && policy.minimumCapability !== undefined && capabilityScore < policy.minimumCapability;
}

/** Who comes or goes may change what prices are held against; that is known where every price is stored. */
function repriced(policy: RoutingPolicy, decision: PastDecision, field: readonly Runner[]): readonly Runner[] {
  const before = runnersOf(decision);
  const same = field.length === before.length && before.every(({ standing }) => has(field, standing.agentId));
  const all = decision.totals.eligible === before.length && [...before, ...field].every(({ rateSats }) => rateSats !== undefined);
  if (same || !all || !decision.prices || !knowsPrices(decision, before)) return field;
  const counted = field.map(({ standing, rateSats }) => countedOf(standing.bidSats, rateSats));
  const reference = referenceSats(decision.prices.budgetSats, Float64Array.from(counted));
  return field.map((runner) => ({ ...runner, parts: { ...runner.parts, price: pricePart(policy, runner, reference) } }));
}

function has(runners: readonly Runner[], agentId: string): boolean {
  return runners.some(({ standing }) => standing.agentId === agentId);
}
