import { z } from "zod";
import { BAND_KEYS } from "../trust/band";
import { byDimension } from "../trust/dimension";
import { AgentId } from "../trust/signal";
import { isShallow } from "./architecture";
import { PERSONA_KEYS } from "./persona";
import { Robustness } from "./robustness-shape";
import { TIERS } from "./tier";

export const HOLD_CAUSES = ["operator", "integrity", "architecture_drift", "insolvent", "critical_violation"] as const;
export type HoldCause = (typeof HOLD_CAUSES)[number];

export const STATUSES = ["deregistered", "suspended", "pending", "expired", "active"] as const;
export type Status = (typeof STATUSES)[number];

/** Why an agent may not act, or does not compete for a task. */
export const INELIGIBLE_CODES = [
  "unregistered",
  "deregistered",
  "not_certified",
  "expired",
  "revoked",
  "unrated",
  "hold_operator",
  "hold_integrity",
  "hold_architecture_drift",
  "hold_insolvent",
  "hold_critical_violation",
  "audit_inconclusive",
  "below_tier",
  "capability_missing",
  "over_budget",
  "over_ceiling",
  "no_capacity",
  "no_endpoint",
] as const;
export type IneligibleCode = (typeof INELIGIBLE_CODES)[number];

const name = z.string().min(1).max(200);
const words = z.array(z.string().min(1).max(64)).max(64);

const Endpoint = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).max(2000),
    protocol: z.enum(["openai-chat", "a2a"]),
    model: name.optional(),
    credential: z.string().max(64).optional(),
  })
  .meta({ id: "Endpoint" });

export type Endpoint = z.infer<typeof Endpoint>;

const LONGEST_CONFIG = 64 * 1024;
const TOO_LONG = { error: "Must not exceed 64 KiB." };
const TOO_DEEP = { error: "Must not nest deeper than 32 levels." };

/** The declared configuration as a value, or as text in which numbers keep their spelling. */
const Config = z
  .record(z.string(), z.unknown())
  .refine((config) => JSON.stringify(config).length <= LONGEST_CONFIG, TOO_LONG)
  .refine(isShallow, TOO_DEEP);
const ConfigText = z.string().min(1).max(LONGEST_CONFIG).refine(isShallow, TOO_DEEP);

const architecture = {
  config: Config.optional(),
  configText: ConfigText.optional(),
  architectureHash: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
};

/** A declared architecture; at least one of the three. */
export const Architecture = z.strictObject(architecture);
export type Architecture = z.infer<typeof Architecture>;

const manifest = {
  name,
  model: name,
  provenance: z.record(z.string(), z.unknown()).optional(),
  capabilities: words.optional(),
  keywords: words.optional(),
  rateSats: z.int().min(0).optional(),
  capacity: z.int().min(1).max(100_000).optional(),
  endpoint: Endpoint.optional(),
  externalIds: z.record(z.string(), z.unknown()).optional(),
};

export const AgentRegistration = z
  .strictObject({
    id: AgentId.optional(),
    ...manifest,
    ...architecture,
    persona: z.enum(PERSONA_KEYS).optional(),
    walletAddress: z.string().max(200).optional(),
    initialBalanceSats: z.int().min(0).max(2_100_000_000_000).optional(),
  })
  .meta({ id: "AgentRegistration" });
export type AgentRegistration = z.infer<typeof AgentRegistration>;

export const AgentPatch = z
  .strictObject({ ...manifest, name: name.optional(), model: name.optional() })
  .meta({ id: "AgentPatch" });
export type AgentPatch = z.infer<typeof AgentPatch>;

const time = z.string();

/**
 * An agent as it is answered. Times are RFC 3339 UTC; `score` is 0–1000, dimension scores 0–100. `tier` is what decay has
 * left now of `certifiedTier`, both by the gate in force; `tierDropAt` is when it goes down next.
 */
export const Agent = z
  .strictObject({
    id: AgentId,
    name: z.string(),
    model: z.string(),
    status: z.enum(STATUSES),
    holds: z.array(z.strictObject({ cause: z.enum(HOLD_CAUSES), actor: z.string(), since: time, note: z.string().nullable() })),
    score: z.int(),
    rated: z.boolean(),
    rank: z.int().nullable(),
    delta: z.strictObject({ h1: z.int().nullable(), h24: z.int().nullable(), d7: z.int().nullable() }),
    band: z.enum(BAND_KEYS).nullable(),
    revoked: z.boolean(),
    revokedAt: time.optional(),
    revocationReason: z.string().optional(),
    atRisk: z.boolean(),
    trend: z.enum(["improving", "stable", "degrading"]),
    dimensions: z.strictObject(
      byDimension(() => z.strictObject({ score: z.number().nullable(), windowCount: z.int(), totalCount: z.int() })),
    ),
    coverage: z.int(),
    lastSignalAt: time.optional(),
    tier: z.enum(TIERS),
    certifiedTier: z.enum(TIERS),
    robustness: Robustness.optional(),
    effectiveRobustness: Robustness.optional(),
    initialRobustness: Robustness.optional(),
    certifiedAt: time.optional(),
    tierDropAt: time.optional(),
    lastAuditAt: time.optional(),
    nextAuditAt: time.optional(),
    /** The audit that is queued or running. */
    openAuditId: z.string().optional(),
    auditOverdue: z.boolean(),
    bindingDimensions: z.array(z.strictObject({ dimension: z.string(), gap: z.number().optional() })),
    budgetCeilingSats: z.int(),
    mayAct: z.boolean(),
    mayNotBecause: z.array(z.enum(INELIGIBLE_CODES)),
    architectureHash: z.string().nullable(),
    provenance: z.record(z.string(), z.unknown()),
    capabilities: z.array(z.string()),
    keywords: z.array(z.string()),
    rateSats: z.int().nullable(),
    capacity: z.int(),
    openTasks: z.int(),
    endpoint: Endpoint.optional(),
    walletAddress: z.string().optional(),
    auditCid: z.string().optional(),
    externalIds: z.record(z.string(), z.unknown()),
    account: z.strictObject({
      balanceSats: z.int(),
      earnedSats: z.int(),
      spentSats: z.int(),
      penaltiesSats: z.int(),
      topUpsSats: z.int(),
    }),
    trackRecord: z.strictObject({
      tasks: z.int(),
      completed: z.int(),
      failed: z.int(),
      successRate: z.number().nullable(),
      avgDurationMs: z.number().nullable(),
    }),
    registeredAt: time,
    version: z.int(),
  })
  .meta({ id: "Agent" });
export type Agent = z.infer<typeof Agent>;
