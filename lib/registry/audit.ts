import { z } from "zod";
import type { Component } from "./robustness";
import { Robustness } from "./robustness-shape";
import { TIERS } from "./tier";

export const AUDIT_STATUSES = ["queued", "running", "passed", "failed", "inconclusive", "cancelled"] as const;
export type AuditStatus = (typeof AUDIT_STATUSES)[number];

/** What an audit can be for: the types of certificate that Muster itself issues. */
const AUDIT_PURPOSES = ["registration", "upgrade", "spot", "re-certification", "demotion"] as const;
export type AuditPurpose = (typeof AUDIT_PURPOSES)[number];

const PROBE_STATES = ["queued", "asking", "passed", "failed", "unmeasured"] as const;
export type ProbeState = (typeof PROBE_STATES)[number];

const COMPONENTS = ["cc", "er", "as", "ih"] as const;
const component = z.enum(COMPONENTS);
const time = z.string();
const share = z.number();

export const AuditRequest = z
  .strictObject({
    type: z.enum(AUDIT_PURPOSES).default("re-certification"),
    reason: z.string().trim().min(1).max(2000).optional(),
    /** Names, numbers and wording follow from it; made by chance where absent. */
    seed: z.string().min(1).max(64).optional(),
    /** Multiplies the plan of 81 probes. */
    samples: z.int().min(1).max(4).default(1),
  })
  .meta({ id: "AuditRequest" });
export type AuditRequest = z.infer<typeof AuditRequest>;

/** What an audit has seen of one component; shares 0–1, null as long as it is not measured. */
const AuditedComponent = z.strictObject({
  done: z.int(),
  total: z.int(),
  passed: z.int(),
  failed: z.int(),
  unmeasured: z.int(),
  estimate: share.nullable(),
  lower: share.nullable(),
  upper: share.nullable(),
  /** What would be, or was, certified: the tier that `lower` supports, as near to the estimate as that tier allows. */
  certified: share.nullable(),
  /** The group of probes that the estimate rests on. */
  weakestFacet: z.string().nullable(),
});
export type AuditedComponent = z.infer<typeof AuditedComponent>;

const AuditProbe = z.strictObject({
  id: z.string(),
  dimension: component,
  facet: z.string(),
  family: z.string(),
  state: z.enum(PROBE_STATES),
  code: z.string().nullable(),
});
export type AuditProbe = z.infer<typeof AuditProbe>;

/** Why an audit measured nothing, or was stopped. */
const AuditCause = z.strictObject({ code: z.string(), detail: z.string(), dimension: component.optional() });
export type AuditCause = z.infer<typeof AuditCause>;

/** How far an audit is. Probes, not requests, are counted; `total` grows where evidence is too thin to decide. */
export const AuditProgress = z.strictObject({ done: z.int(), total: z.int(), dimension: component.nullable() });
export type AuditProgress = z.infer<typeof AuditProgress>;

/**
 * An audit as it is answered. Times are RFC 3339 UTC. `seed` stays secret until the end; `seedCommitment` is its SHA-256,
 * journaled before the first question. `failed` = measured, and certified at T0 or under the tier certified before.
 */
export const Audit = z
  .strictObject({
    id: z.string(),
    agentId: z.string(),
    type: z.enum(AUDIT_PURPOSES),
    status: z.enum(AUDIT_STATUSES),
    reason: z.string().nullable(),
    requestedBy: z.string(),
    requestedAt: time,
    battery: z.string(),
    batteryVersion: z.string(),
    batterySha256: z.string(),
    seed: z.string().nullable(),
    seedCommitment: z.string(),
    samples: z.int(),
    progress: AuditProgress,
    components: z.strictObject({
      cc: AuditedComponent,
      er: AuditedComponent,
      as: AuditedComponent,
      ih: AuditedComponent,
    }),
    /** What was left of the certificate in force when the audit began; null without one. */
    before: z.strictObject({ robustness: Robustness, tier: z.enum(TIERS) }).nullable(),
    result: z
      .strictObject({
        robustness: Robustness,
        intervals: z.record(component, z.strictObject({ lower: share, upper: share })),
        tier: z.enum(TIERS),
        previousTier: z.enum(TIERS).nullable(),
        direction: z.enum(["first", "upgrade", "renewal", "demotion"]),
        certificateId: z.string(),
      })
      .optional(),
    causes: z.array(AuditCause).optional(),
    /** `system_as_user`, `constant_answers`. */
    flags: z.array(z.string()),
    /** Verdicts that are never averaged away, such as a secret given out. */
    critical: z.int(),
    rounds: z.int(),
    calls: z.int(),
    startedAt: time.nullable(),
    finishedAt: time.nullable(),
    evidenceHash: z.string().nullable(),
  })
  .meta({ id: "Audit" });
export type Audit = z.infer<typeof Audit>;

/** What an audit came to, as it is kept. */
export type AuditOutcome = Pick<
  Audit,
  "progress" | "components" | "result" | "causes" | "flags" | "critical" | "rounds" | "calls"
>;

/** One value for each component. */
export function byComponent<T>(of: (component: Component) => T): Record<Component, T> {
  return { cc: of("cc"), er: of("er"), as: of("as"), ih: of("ih") };
}

/** One audit with the state of each of its probes, and the conclusive audit of the agent before it. */
export const AuditDetail = Audit.extend({ probes: z.array(AuditProbe), previousAuditId: z.string().nullable() }).meta({
  id: "AuditDetail",
});
export type AuditDetail = z.infer<typeof AuditDetail>;

/** What an endpoint did when it was asked: an HTTP status, or why there was none. */
const Attempt = z.strictObject({ status: z.int().optional(), error: z.string().optional(), ms: z.number() });

const message = z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() });

/**
 * One request of an audit, as it was stored. `hash` is the SHA-256 of the canonical JSON (RFC 8785) of everything else;
 * `prevHash` is the hash of the record before, the audit's id for the first. Only a probe's last record has a verdict.
 */
const EvidenceRecord = z.strictObject({
  seq: z.int(),
  auditId: z.string(),
  probeId: z.string(),
  /** The template that the probe was made from. */
  family: z.string(),
  dimension: component,
  facet: z.string(),
  turn: z.int(),
  request: z.strictObject({ messages: z.array(message) }),
  response: z
    .strictObject({
      text: z.string(),
      finishReason: z.string().nullable(),
      status: z.int(),
      latencyMs: z.number(),
      usage: z.record(z.string(), z.unknown()).optional(),
    })
    .nullable(),
  attempts: z.array(Attempt),
  verdict: z
    .strictObject({
      pass: z.boolean().nullable(),
      code: z.string(),
      detail: z.string(),
      checks: z.array(z.strictObject({ name: z.string(), expected: z.string(), observed: z.string(), pass: z.boolean() })),
    })
    .nullable(),
  battery: z.string(),
  batteryVersion: z.string(),
  at: time,
  prevHash: z.string(),
  hash: z.string(),
});
export type EvidenceRecord = z.infer<typeof EvidenceRecord>;

/** A probe with what was asked and answered: the last question and answer, and the records of all turns. */
const ProbeEvidence = z.strictObject({
  id: z.string(),
  family: z.string(),
  dimension: component,
  facet: z.string(),
  /** Which rule judged: V value, A absence, F form, K kept, S summary. */
  rule: z.string(),
  rationale: z.string(),
  prompt: z.string(),
  answer: z.string().nullable(),
  verdict: z.enum(["passed", "failed", "unmeasured"]),
  code: z.string(),
  detail: z.string(),
  score: z.number().nullable(),
  latencyMs: z.number(),
  hash: z.string(),
  records: z.array(EvidenceRecord),
});
export type ProbeEvidence = z.infer<typeof ProbeEvidence>;

/** Finished probes in the order they ended. `intact`: every hash was computed anew and leads to `evidenceHash`. */
export const AuditEvidence = z
  .strictObject({
    auditId: z.string(),
    agentId: z.string(),
    battery: z.string(),
    batteryVersion: z.string(),
    batterySha256: z.string(),
    seed: z.string().nullable(),
    seedCommitment: z.string(),
    evidenceHash: z.string().nullable(),
    intact: z.boolean(),
    probes: z.array(ProbeEvidence),
  })
  .meta({ id: "AuditEvidence" });
export type AuditEvidence = z.infer<typeof AuditEvidence>;

/** Whom to audit next. `spot`: the mean of the instant that is drawn for it, which itself stays a surprise. */
export const AuditDue = z
  .strictObject({
    agentId: z.string(),
    name: z.string(),
    tier: z.enum(TIERS),
    why: z.enum(["overdue", "tier_drop", "expiry", "spot"]),
    at: time,
    /** False: certified by import only, there is no endpoint to ask. */
    auditable: z.boolean(),
  })
  .meta({ id: "AuditDue" });
export type AuditDue = z.infer<typeof AuditDue>;
