import { type CharacterName, DIMENSIONS, type Dimension } from "./characters";
import { BREACHES, CONSUMERS, POLICIES, rejectionsOf, SECURITY_EVENTS, SOURCES } from "./phrases";
import { between, pick, type Random, wholeBetween } from "./random";

/** What was seen, in the forms that POST /api/v1/signals takes. */
export type Observation =
  | { dimension: Dimension; value: number; source: string; details?: string }
  | { kind: "policy_compliance"; compliant: boolean; policyName: string }
  | { kind: "resource_usage"; tokensUsed: number; tokensBudget: number; computeMs: number; computeBudgetMs: number }
  | { kind: "output_quality"; accepted: boolean; consumer: string; rejectionReason?: string }
  | {
      kind: "security_event";
      withinBoundary: boolean;
      eventType: string;
      severity: "info" | "low" | "medium" | "high" | "critical";
    }
  | { kind: "collaboration"; handoffSuccessful: boolean; peerId: string };

export type Signal = Observation & { agentId: string; id: string; traceId: string; observedAt?: string };

export type Subject = { character: CharacterName; peers: readonly string[] };

/** Share of signals sent as a bare measurement instead of a typed event. */
const RAW_SHARE = 0.2;

/** One observation of a dimension in which something went well or did not. */
export function observe(random: Random, dimension: number, good: boolean, subject: Subject): Observation {
  return random() < RAW_SHARE ? measure(random, dimension, good) : TYPED[dimension as keyof typeof TYPED](random, good, subject);
}

function measure(random: Random, dimension: number, good: boolean): Observation {
  const value = Number((good ? between(random, 0.9, 1) : between(random, 0, 0.15)).toFixed(3));
  return {
    dimension: DIMENSIONS[dimension] as Dimension,
    value,
    source: SOURCES[dimension] as string,
    details: `graded ${value} over ${wholeBetween(random, 3, 20)} checks`,
  };
}

const TYPED = {
  0: (random: Random, compliant: boolean): Observation => ({
    kind: "policy_compliance",
    compliant,
    policyName: pick(random, POLICIES),
  }),
  1: usage,
  2: (random: Random, accepted: boolean, { character }: Subject): Observation => ({
    kind: "output_quality",
    accepted,
    consumer: pick(random, CONSUMERS),
    ...(accepted ? {} : { rejectionReason: pick(random, rejectionsOf(character)) }),
  }),
  3: security,
  4: (random: Random, handoffSuccessful: boolean, { peers }: Subject): Observation => ({
    kind: "collaboration",
    handoffSuccessful,
    peerId: pick(random, peers),
  }),
};

/** Within both budgets counts 1; two to six times over counts a half to a sixth. */
function usage(random: Random, thrifty: boolean): Observation {
  const tokensBudget = wholeBetween(random, 4, 40) * 500;
  const computeBudgetMs = wholeBetween(random, 2, 30) * 1000;
  const share = () => (thrifty ? between(random, 0.3, 1) : between(random, 2, 6));
  return {
    kind: "resource_usage",
    tokensUsed: Math.round(tokensBudget * share()),
    tokensBudget,
    computeMs: Math.round(computeBudgetMs * share()),
    computeBudgetMs,
  };
}

/** A critical breach puts a hold on the agent, so only those that others can talk into anything commit one. */
function security(random: Random, withinBoundary: boolean, { character }: Subject): Observation {
  if (withinBoundary)
    return { kind: "security_event", withinBoundary, eventType: pick(random, SECURITY_EVENTS), severity: "info" };
  const critical = character === "jailbreakable" && random() < 0.03;
  const severity = critical ? "critical" : pick(random, ["low", "medium", "high"] as const);
  return { kind: "security_event", withinBoundary, eventType: pick(random, BREACHES), severity };
}
