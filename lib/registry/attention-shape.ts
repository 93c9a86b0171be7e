import { z } from "zod";
import { AgentId } from "../trust/signal";
import { HOLD_CAUSES } from "./agent";
import { CONCERNS } from "./attention";
import { TIERS } from "./tier";

const time = z.string();
const tier = z.enum(TIERS);
const component = z.enum(["cc", "er", "as", "ih"]);

/** What the queue knows of an agent that needs somebody. Each part is there where a concern is about it. */
const AttentionAgent = z.strictObject({
  id: AgentId,
  name: z.string(),
  score: z.int(),
  rated: z.boolean(),
  delta24h: z.int().nullable(),
  tier,
  /** False: certified by import only, there is no endpoint to ask. */
  auditable: z.boolean(),
  revocationReason: z.string().nullable(),
  holds: z.array(z.strictObject({ cause: z.enum(HOLD_CAUSES), actor: z.string(), since: time, note: z.string().nullable() })),
  /** The audit that failed or measured nothing last; `causes` says why nothing was measured. */
  audit: z
    .strictObject({ id: z.string(), tier: tier.nullable(), previousTier: tier.nullable(), causes: z.array(z.string()) })
    .nullable(),
  /** Audits since the certificate that measured nothing. */
  inconclusive: z.int(),
  /** The loss of tier that is soon or was last, and the components that decide it. */
  drop: z.strictObject({ at: time, from: tier, to: tier, dimensions: z.array(component) }).nullable(),
  missing: z.strictObject({ signals: z.int(), dimensions: z.int() }),
  lastSignalAt: time.nullable(),
  /** Median time between its last signals, ms. */
  usualGapMs: z.number().nullable(),
});
export type AttentionAgent = z.infer<typeof AttentionAgent>;

/** What the queue knows of a task that needs somebody. `refused` counts agents by the code of the gate that stopped them. */
const AttentionTask = z.strictObject({
  id: z.string(),
  title: z.string(),
  decisionId: z.string(),
  status: z.string(),
  minTier: tier,
  requiredCapabilities: z.array(z.string()),
  attempts: z.int(),
  /** Why the last attempt failed. */
  failureReason: z.string().nullable(),
  considered: z.int(),
  refused: z.record(z.string(), z.int()),
  expiresAt: time.nullable(),
});
export type AttentionTask = z.infer<typeof AttentionTask>;

const AttentionItem = z
  .strictObject({
    kind: z.enum(CONCERNS),
    also: z.array(z.enum(CONCERNS)),
    /** When it began; of a tier drop, when it will come. */
    at: time.nullable(),
    agent: AttentionAgent.nullable(),
    task: AttentionTask.nullable(),
  })
  .meta({ id: "AttentionItem" });
export type AttentionItem = z.infer<typeof AttentionItem>;

/** Who and what needs a human now, most urgent first: each agent once, by its most urgent concern. `counts` are of all, by kind. */
export const Attention = z
  .strictObject({
    asOf: time,
    total: z.int(),
    agents: z.int(),
    counts: z.partialRecord(z.enum(CONCERNS), z.int()),
    items: z.array(AttentionItem),
  })
  .meta({ id: "Attention" });
export type Attention = z.infer<typeof Attention>;
