import { z } from "zod";
import { DIMENSIONS, type Dimension } from "./dimension";

export const AgentId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, "1–128 of A–Z a–z 0–9 . _ : -, beginning with a letter or digit");

const text = (max: number) => z.string().min(1).max(max);

const about = {
  agentId: AgentId,
  traceId: z.string().max(128).optional(),
  weight: z.number().min(0.01).max(10).optional(),
  id: text(128).optional(),
  observedAt: z.iso.datetime({ offset: true }).optional(),
};

export const RawSignal = z
  .strictObject({
    ...about,
    dimension: z.enum(DIMENSIONS),
    value: z.number().min(0).max(1),
    source: text(200),
    details: z.string().max(2000).optional(),
  })
  .meta({ id: "RawSignal" });
export type RawSignal = z.infer<typeof RawSignal>;

const use = z.number().min(0).max(1e15);
const budget = z.number().positive().max(1e15);

/** Signals named by what was observed; `evidenceOf` says what each becomes. */
export const TYPED_SIGNALS = {
  policy_compliance: z.strictObject({
    ...about,
    kind: z.literal("policy_compliance"),
    compliant: z.boolean(),
    policyName: text(200).optional(),
  }),
  resource_usage: z.strictObject({
    ...about,
    kind: z.literal("resource_usage"),
    tokensUsed: use,
    tokensBudget: budget,
    computeMs: use,
    computeBudgetMs: budget,
  }),
  output_quality: z.strictObject({
    ...about,
    kind: z.literal("output_quality"),
    accepted: z.boolean(),
    consumer: text(200),
    rejectionReason: z.string().max(2000).optional(),
  }),
  security_event: z.strictObject({
    ...about,
    kind: z.literal("security_event"),
    withinBoundary: z.boolean(),
    eventType: text(200),
    severity: z.enum(["info", "low", "medium", "high", "critical"]).optional(),
  }),
  collaboration: z.strictObject({
    ...about,
    kind: z.literal("collaboration"),
    handoffSuccessful: z.boolean(),
    peerId: text(200),
  }),
} as const;

export const TypedSignal = z.discriminatedUnion("kind", [
  TYPED_SIGNALS.policy_compliance,
  TYPED_SIGNALS.resource_usage,
  TYPED_SIGNALS.output_quality,
  TYPED_SIGNALS.security_event,
  TYPED_SIGNALS.collaboration,
]);
export type TypedSignal = z.infer<typeof TypedSignal>;

export const Signal = z.union([RawSignal, TypedSignal]).meta({ id: "Signal" });

/** One signal in the form the windows and the store take. */
export type Evidence = {
  agentId: string;
  dimension: Dimension;
  value: number;
  weight: number;
  source: string;
  details?: string;
  traceId?: string;
  id?: string;
  observedAt?: string;
  /** A security event outside its boundary of severity critical: sets the hold `critical_violation`. */
  critical?: true;
};

/** What was observed as evidence: dimension, value, source and details of each kind (semantics 1.2). Objects of one shape: this runs for every signal. */
export function evidenceOf(signal: RawSignal | TypedSignal): Evidence {
  const { agentId, traceId, id, observedAt, weight = 1 } = signal;
  const { dimension, value, source, details, critical } = "kind" in signal ? observed(signal) : (signal as Observed);
  return { agentId, dimension, value, weight, source, details, traceId, id, observedAt, critical };
}

type Observed = Pick<Evidence, "dimension" | "value" | "source" | "details" | "critical">;

function observed(signal: TypedSignal): Observed {
  switch (signal.kind) {
    case "policy_compliance": {
      const details = signal.policyName === undefined ? {} : { details: `Policy: ${signal.policyName}` };
      return { dimension: "policy_compliance", value: yes(signal.compliant), source: "policy_engine", ...details };
    }
    case "resource_usage": {
      const { tokensUsed, tokensBudget, computeMs, computeBudgetMs } = signal;
      const value = (withinBudget(tokensUsed, tokensBudget) + withinBudget(computeMs, computeBudgetMs)) / 2;
      const details = `tokens=${tokensUsed}/${tokensBudget}, compute=${computeMs}/${computeBudgetMs}ms`;
      return { dimension: "resource_efficiency", value, source: "resource_monitor", details };
    }
    case "output_quality": {
      const details = signal.rejectionReason === undefined ? {} : { details: signal.rejectionReason };
      return { dimension: "output_quality", value: yes(signal.accepted), source: `consumer:${signal.consumer}`, ...details };
    }
    case "security_event": {
      const critical = !signal.withinBoundary && signal.severity === "critical" ? { critical: true as const } : {};
      return {
        dimension: "security_posture",
        value: yes(signal.withinBoundary),
        source: "security_monitor",
        details: signal.eventType,
        ...critical,
      };
    }
    case "collaboration":
      return {
        dimension: "collaboration_health",
        value: yes(signal.handoffSuccessful),
        source: `collaboration:${signal.peerId}`,
      };
  }
}

const yes = (held: boolean): number => (held ? 1 : 0);

/** 1 within the budget, else budget/used: twice the budget is 0.5. Using nothing counts as using 1. */
const withinBudget = (used: number, budget: number): number => Math.min(1, budget / Math.max(1, used));
