import { z } from "zod";
import { INELIGIBLE_CODES } from "../registry/agent";
import { TIERS } from "../registry/tier";
import { BAND_KEYS } from "../trust/band";
import { AgentId } from "../trust/signal";
import { TIE_BREAKS } from "./order";
import { RoutingWeights } from "./policy-shape";
import { TASK_STATUSES } from "./task-shape";

const share = z.number().min(0).max(1);
const sats = z.int().min(0);
const code = z.enum(INELIGIBLE_CODES);
const points = z.int();

export const OUTCOMES = ["assigned", "no_bids", "no_suitable_agent"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** An agent in a decision, as it was then. `rank` is null where a gate stopped it; `points` sum to `combined` in thousandths. */
export const DecidedCandidate = z
  .strictObject({
    agentId: AgentId,
    rank: z.int().min(1).nullable(),
    eligible: z.boolean(),
    ineligibleBecause: z.array(code),
    bidSats: sats.optional(),
    /** What the agent asked for a task then; a bid under half of it counts as half. Absent where nobody of that id was registered. */
    rateSats: sats.nullable().optional(),
    /** Place among these candidates by how long ago they last won, from 1 = never or longest ago; equals share one. */
    winOrder: z.int().min(1).optional(),
    /** Whether `bidSats` is what the agent is taken to ask, because the task came without bids. */
    offered: z.boolean(),
    capabilityScore: share,
    bidScore: share,
    trustScore: share.optional(),
    trackRecord: share.optional(),
    loadScore: share.optional(),
    combined: z.number().min(0),
    points: z.strictObject({ capability: points, price: points, trust: points, track: points, load: points }),
    won: z.boolean(),
    trust: z.strictObject({ score: z.int(), band: z.enum(BAND_KEYS).nullable(), tier: z.enum(TIERS) }),
  })
  .meta({ id: "DecidedCandidate" });
export type DecidedCandidate = z.infer<typeof DecidedCandidate>;

/** What follows from a task, the policy and the facts alone. `margin` is the combined score of the winner less that of the next. */
export const Finding = z.strictObject({
  outcome: z.enum(OUTCOMES),
  recommended: AgentId.nullable(),
  reason: z.string(),
  policy: z.strictObject({ name: z.string(), version: z.int(), weights: RoutingWeights, minimumCapability: share.optional() }),
  tieBreak: z.enum(TIE_BREAKS).optional(),
  margin: z.number().min(0).optional(),
  totals: z.strictObject({ considered: z.int(), eligible: z.int(), refused: z.partialRecord(code, z.int()) }),
  /** What prices were held against: the budget, or without one the counted prices of all eligible around their median, ascending. */
  prices: z.strictObject({ budgetSats: sats.nullable(), middle: z.array(z.number().min(0)).max(4) }).optional(),
  candidates: z.array(DecidedCandidate),
});
export type Finding = z.infer<typeof Finding>;

/** A decision as it is answered and kept. `assigned` differs from `recommended` only by an `override`. */
export const Decision = z
  .strictObject({
    id: z.string(),
    taskId: z.string(),
    description: z.string(),
    /** 1 for a task's first decision; a later one was made because the attempt before it failed. */
    attempt: z.int().min(1),
    assigned: AgentId.nullable(),
    /** How the task stands when this is answered; absent from what was not stored. */
    taskStatus: z.enum(TASK_STATUSES).optional(),
    override: z.strictObject({ by: z.string(), reason: z.string() }).optional(),
    decidedAt: z.string(),
    /** Its entry in the journal; told where one decision is read. */
    entry: z.strictObject({ seq: z.int(), hash: z.string() }).optional(),
    ...Finding.shape,
  })
  .meta({ id: "Decision" });
export type Decision = z.infer<typeof Decision>;

/** POST /routing/decisions/{id}/override: gives the task to another agent; the machine's choice stays beside it. */
export const Override = z.strictObject({ agentId: AgentId, reason: z.string().trim().min(1).max(2000) }).meta({ id: "Override" });
export type Override = z.infer<typeof Override>;

/** The same question on today's data, and everything that is no more what it was (lib/routing/replay). */
export const DecisionReplay = z
  .strictObject({
    decisionId: z.string(),
    at: z.string(),
    finding: Finding,
    differences: z.array(
      z.strictObject({
        of: z.string(),
        agentId: z.string().optional(),
        was: z.unknown(),
        is: z.unknown(),
      }),
    ),
  })
  .meta({ id: "DecisionReplay" });
export type DecisionReplay = z.infer<typeof DecisionReplay>;

/** Over all decisions ever. Considered = stored candidates; `winRate` = won / considered, null before the first. */
export const RoutingStats = z
  .strictObject({
    agentId: AgentId,
    tasksWon: z.int(),
    tasksConsidered: z.int(),
    eligible: z.int(),
    winRate: share.nullable(),
    avgCombined: z.number().nullable(),
  })
  .meta({ id: "RoutingStats" });
export type RoutingStats = z.infer<typeof RoutingStats>;
