import { z } from "zod";
import { TIERS } from "../registry/tier";
import { AgentId } from "../trust/signal";
import { RoutingWeights } from "./policy-shape";
import { schemaFault } from "./schema-rules";

const MOST_BIDS = 500;
const MOST_SATS = 2_100_000_000_000_000;
const DAY_MS = 86_400_000;

const sats = z.int().min(0).max(MOST_SATS);
const words = z.array(z.string().trim().min(1).max(64)).max(64);
const text = z.string().max(20_000);
const description = text.refine((text) => text.trim() !== "", { error: "Must say what is to be done." });

/** Whole sats by agent. JSON keeps the last of two members of the same name, so an agent bids once. */
const Bids = z
  .record(AgentId, sats)
  .refine((bids) => Object.keys(bids).length <= MOST_BIDS, { error: `Must not hold more than ${MOST_BIDS} bids.` });

const ResultSchema = z.record(z.string(), z.unknown()).superRefine((schema, context) => {
  const fault = schemaFault(schema);
  if (fault) context.addIssue({ code: "custom", path: fault.path, message: fault.detail });
});

/** What a result must fulfil; all of them, else the task has failed. What schemas may hold says `schemaFault`. */
export const TaskCheck = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("json"), schema: ResultSchema }),
    z.strictObject({ kind: z.literal("contains"), text: z.string().min(1).max(2000), ignoreCase: z.boolean().optional() }),
    z
      .strictObject({
        kind: z.literal("words"),
        min: z.int().min(0).max(1e6).optional(),
        max: z.int().min(0).max(1e6).optional(),
      })
      .refine(({ min = 0, max = min }) => min <= max, { error: "min must not exceed max." }),
  ])
  .meta({ id: "TaskCheck" });
export type TaskCheck = z.infer<typeof TaskCheck>;

/** POST /tasks. Without `bids` every eligible agent makes an offer; with none in it, nobody gets the task. */
export const TaskSubmission = z
  .strictObject({
    id: AgentId.optional(),
    description,
    requiredCapabilities: words.optional(),
    minTier: z.enum(TIERS).optional(),
    budgetSats: sats.min(1).optional(),
    tokensBudget: z.int().min(1).max(1e15).optional(),
    timeBudgetMs: z
      .int()
      .min(1)
      .max(365 * DAY_MS)
      .optional(),
    penaltySats: sats.optional(),
    deadline: z.iso.datetime({ offset: true }).optional(),
    checks: z.array(TaskCheck).max(16).optional(),
    bids: Bids.optional(),
    policy: z.string().min(1).max(64).optional(),
    dispatch: z.boolean().optional(),
  })
  .meta({ id: "TaskSubmission" });
export type TaskSubmission = z.infer<typeof TaskSubmission>;

/** Terms as they are given: the policy `classic` trims nothing. */
const terms = z.array(z.string().max(64)).max(64);

/** An agent as a preview is told of it; what is left out is neutral: no rate, a score of 500, no task yet. */
export const ListedCandidate = z
  .strictObject({
    agentId: AgentId,
    capabilities: terms.optional(),
    keywords: terms.optional(),
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
    description: text,
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

export const TASK_STATUSES = ["posted", "assigned", "running", "completed", "failed", "expired"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** POST /tasks/{id}/outcome. `result` is what the agent delivered; declared checks judge it, whatever `success` says. */
export const TaskOutcome = z
  .strictObject({
    success: z.boolean(),
    result: z.string().max(100_000).optional(),
    tokensUsed: z.int().min(0).max(1e15).optional(),
    durationMs: z
      .int()
      .min(0)
      .max(365 * DAY_MS)
      .optional(),
    failureReason: z.string().max(2000).optional(),
  })
  .meta({ id: "TaskOutcome" });
export type TaskOutcome = z.infer<typeof TaskOutcome>;

/** What came of one check. */
export const CheckResult = z.strictObject({
  kind: z.enum(["json", "contains", "words"]),
  passed: z.boolean(),
  detail: z.string(),
});
export type CheckResult = z.infer<typeof CheckResult>;

const time = z.string();

/** One agent's try at a task: the first is the decision's, a later one its runner-up's. */
export const TaskAttempt = z
  .strictObject({
    attempt: z.int().min(1),
    decisionId: z.string(),
    agentId: AgentId,
    priceSats: z.int(),
    penaltySats: z.int(),
    status: z.enum(["assigned", "running", "completed", "failed", "expired"]),
    assignedAt: time,
    startedAt: time.nullable(),
    endedAt: time.nullable(),
    durationMs: z.int().nullable(),
    tokensUsed: z.int().nullable(),
    /** What was paid for it (negative: what it cost the agent); null while it is open. */
    paidSats: z.int().nullable(),
    failureReason: z.string().nullable(),
    checks: z.array(CheckResult),
    result: z.string().nullable(),
  })
  .meta({ id: "TaskAttempt" });
export type TaskAttempt = z.infer<typeof TaskAttempt>;

/** A task as it is answered. `expiresAt` is when its present state times out; null once it is over. */
export const Task = z
  .strictObject({
    id: z.string(),
    status: z.enum(TASK_STATUSES),
    description: z.string(),
    requiredCapabilities: z.array(z.string()),
    minTier: z.enum(TIERS),
    budgetSats: z.int().nullable(),
    tokensBudget: z.int().nullable(),
    timeBudgetMs: z.int().nullable(),
    penaltySats: z.int(),
    deadline: time.nullable(),
    checks: z.array(TaskCheck),
    policy: z.string(),
    dispatch: z.boolean(),
    postedAt: time,
    postedBy: z.string(),
    expiresAt: time.nullable(),
    finishedAt: time.nullable(),
    /** The newest decision. */
    decisionId: z.string(),
    assigned: AgentId.nullable(),
    attempts: z.array(TaskAttempt),
  })
  .meta({ id: "Task" });
export type Task = z.infer<typeof Task>;
