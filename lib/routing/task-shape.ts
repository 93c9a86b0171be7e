import { z } from "zod";
import { TIERS } from "../registry/tier";
import { AgentId } from "../trust/signal";
import { RoutingWeights } from "./policy-shape";

const MOST_BIDS = 500;
const MOST_SATS = 2_100_000_000_000_000;
const DAY_MS = 86_400_000;

const sats = z.int().min(0).max(MOST_SATS);
const words = z.array(z.string().trim().min(1).max(64)).max(64);
const description = z
  .string()
  .max(20_000)
  .refine((text) => text.trim() !== "", { error: "Must say what is to be done." });

/** Whole sats by agent. JSON keeps the last of two members of the same name, so an agent bids once. */
const Bids = z
  .record(AgentId, sats)
  .refine((bids) => Object.keys(bids).length <= MOST_BIDS, { error: `Must not hold more than ${MOST_BIDS} bids.` });

/** POST /tasks. Without `bids` every eligible agent makes an offer; with none in it, nobody gets the task. */
export const TaskSubmission = z
  .strictObject({
    id: AgentId.optional(),
    description,
    requiredCapabilities: words.optional(),
    minTier: z.enum(TIERS).optional(),
    budgetSats: sats.optional(),
    tokensBudget: z.int().min(1).max(1e15).optional(),
    timeBudgetMs: z
      .int()
      .min(1)
      .max(365 * DAY_MS)
      .optional(),
    penaltySats: sats.optional(),
    deadline: z.iso.datetime({ offset: true }).optional(),
    bids: Bids.optional(),
    policy: z.string().min(1).max(64).optional(),
    dispatch: z.boolean().optional(),
  })
  .meta({ id: "TaskSubmission" });
export type TaskSubmission = z.infer<typeof TaskSubmission>;

/** An agent as a preview is told of it; what is left out is neutral: no rate, a score of 500, no task yet. */
export const ListedCandidate = z
  .strictObject({
    agentId: AgentId,
    capabilities: words.optional(),
    keywords: words.optional(),
    rateSats: sats.optional(),
    capacity: z.int().min(1).max(100_000).optional(),
    openTasks: z.int().min(0).max(100_000).optional(),
    score: z.int().min(0).max(1000).optional(),
    finished: z.int().min(0).max(100).optional(),
    succeeded: z.int().min(0).max(100).optional(),
  })
  .refine(({ succeeded = 0, finished = 0 }) => succeeded <= finished, { error: "succeeded must not exceed finished." })
  .meta({ id: "ListedCandidate" });
export type ListedCandidate = z.infer<typeof ListedCandidate>;

/** POST /routing/preview: with `candidates` nothing of the registry is used and only the rules of bids apply; without `bids` nobody wins. */
export const RoutingQuestion = z
  .strictObject({
    description,
    bids: Bids.optional(),
    candidates: z
      .array(ListedCandidate)
      .max(MOST_BIDS)
      .refine((list) => new Set(list.map(({ agentId }) => agentId)).size === list.length, {
        error: "Each candidate may be listed once.",
      })
      .optional(),
    policy: z.string().min(1).max(64).optional(),
    weights: RoutingWeights.optional(),
  })
  .meta({ id: "RoutingQuestion" });
export type RoutingQuestion = z.infer<typeof RoutingQuestion>;
