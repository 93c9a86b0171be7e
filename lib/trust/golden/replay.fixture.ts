import { readFileSync } from "node:fs";
import { bandOf } from "../band";
import { byDimension, DIMENSIONS, type Dimension, type DimensionIndex, dimensionIndex } from "../dimension";
import { DEFAULT_TRUST_POLICY, type TrustPolicy } from "../policy";
import { type Evidence, evidenceOf, RawSignal, TypedSignal } from "../signal";
import { shouldRevoke, standingOf } from "../standing";
import { trendOf } from "../trend";
import { weightList } from "../weights";
import { Weights } from "../weights-shape";
import { Windows } from "../windows";

type Code = "P" | "R" | "O" | "S" | "C";

type Op = { t: number; agent: string } & (
  | { op: "signals"; signals: [Code, number][]; source?: string }
  | { op: "policyCompliance"; compliant: boolean; policyName: string | null }
  | { op: "resourceUsage"; tokensUsed: number; tokensBudget: number; computeMs: number; computeBudgetMs: number }
  | { op: "outputQuality"; accepted: boolean; consumer: string; rejectionReason: string | null }
  | { op: "securityEvent"; withinBoundary: boolean; eventType: string }
  | { op: "collaboration"; successful: boolean; peer: string }
  | { op: "recalculate" }
  | { op: "tick" }
  | { op: "updateWeights"; weights: Partial<Weights> }
  | { op: "getScore" }
);

type OpResult = null | { value: number } | { returns: boolean | number } | { error: "invalid_value" };

/** An agent as the vectors tell of it. */
type ReplayedAgent = {
  total_score: number;
  tier: string;
  dimensions: Record<string, { score: number; signal_count: number; weight: number; contribution: number }>;
  retained_signals: number;
  scores: number[];
  trend: string;
  revoked: boolean;
  revoked_at: number | null;
  revocation_score: number | null;
  recent_signals: [Code, number, string, number][];
};

export type Outcome = {
  op_results: OpResult[];
  agents: Record<string, ReplayedAgent>;
  agents_at_risk: string[];
  weights_valid: boolean;
  revocation_notices: [string, number][];
};

export type GoldenCase = {
  id: string;
  group: string;
  note: string;
  quirks?: string[];
  input: { config: Record<string, number>; ops: Op[] };
  expected: Outcome & { agents: Record<string, { near_integer_recalculations?: number[] }> };
};

type Golden = {
  defaults: { weights: Weights; revocation_threshold: number; warning_threshold: number };
  dimension_codes: Record<Code, Dimension>;
  cases: GoldenCase[];
};

const golden = JSON.parse(readFileSync(new URL("./reward.json", import.meta.url), "utf8")) as Golden;

export const GOLDEN_CASES = golden.cases;

export function goldenCase(id: string): GoldenCase {
  const found = GOLDEN_CASES.find((c) => c.id === id);
  if (!found) throw new Error(`no golden case ${id}`);
  return found;
}

/** Integer total of an agent in the windows at five weights. */
export type Total = (windows: Windows, agent: number, weights: number[]) => number;

/** Runs a case's ops at the original's recalculation moments, unrated agents not spared (minimum evidence 0). */
export function replay({ input }: GoldenCase, total: Total): Outcome {
  return new Replay(input.config, total).run(input.ops);
}

type Agent = {
  number: number;
  scores: number[];
  dimensions: ReplayedAgent["dimensions"];
  revokedAt: number | null;
  revocationScore: number | null;
  recent: ReplayedAgent["recent_signals"];
};

class Replay {
  private readonly windows = new Windows();
  private readonly agents = new Map<string, Agent>();
  private readonly notices: [string, number][] = [];
  private readonly policy: TrustPolicy;
  private weights: Weights;

  constructor(
    config: Record<string, number>,
    private readonly total: Total,
  ) {
    this.weights = byDimension((d) => config[d] ?? golden.defaults.weights[d]);
    this.policy = {
      ...DEFAULT_TRUST_POLICY,
      minimumEvidence: 0,
      minimumCoverage: 0,
      revocationThreshold: config.revocation_threshold ?? golden.defaults.revocation_threshold,
      warningThreshold: config.warning_threshold ?? golden.defaults.warning_threshold,
    };
  }

  run(ops: readonly Op[]): Outcome {
    const op_results = ops.map((op) => this.step(op));
    const atRisk = [...this.agents].filter(([, agent]) => standingOf(this.facts(agent)).atRisk);
    return {
      op_results,
      agents: Object.fromEntries([...this.agents].map(([id, agent]) => [id, this.tell(agent)])),
      agents_at_risk: atRisk.map(([id]) => id),
      weights_valid: Weights.safeParse(this.weights).success,
      revocation_notices: this.notices,
    };
  }

  private step(op: Op): OpResult {
    switch (op.op) {
      case "signals":
        return this.recordAll(op);
      case "tick":
        for (const id of this.agents.keys()) this.recalculate(id, op.t);
        return null;
      case "recalculate":
        this.recalculate(op.agent, op.t);
        return null;
      case "updateWeights":
        return { returns: this.updateWeights(op.weights) };
      case "getScore":
        return { returns: this.total(this.windows, -1, weightList(this.weights)) };
      default: {
        const evidence = evidenceOf(TypedSignal.parse(typedOf(op)));
        this.record(evidence, op.t);
        return op.op === "resourceUsage" ? { value: evidence.value } : null;
      }
    }
  }

  private recordAll({ agent, signals, source = "test", t }: Extract<Op, { op: "signals" }>): OpResult {
    for (const [code, value] of signals) {
      const dimension = golden.dimension_codes[code];
      const signal = RawSignal.safeParse({ agentId: agent, dimension, value, source });
      if (!signal.success) return { error: "invalid_value" };
      this.record(evidenceOf(signal.data), t);
    }
    return null;
  }

  private record({ agentId, dimension, value, weight, source }: Evidence, t: number): void {
    const agent = this.agents.get(agentId) ?? this.meet(agentId);
    this.windows.push(agent.number, dimensionIndex(dimension), value, weight, 0);
    agent.recent = [...agent.recent, [codeOf(dimension), value, source, t] as (typeof agent.recent)[number]].slice(-10);
    if (value < 0.3) this.recalculate(agentId, t);
  }

  private meet(id: string): Agent {
    const number = this.agents.size;
    const agent: Agent = { number, scores: [], dimensions: {}, revokedAt: null, revocationScore: null, recent: [] };
    this.agents.set(id, agent);
    return agent;
  }

  private recalculate(id: string, t: number): void {
    const agent = this.agents.get(id) ?? this.meet(id);
    const score = this.total(this.windows, agent.number, weightList(this.weights));
    agent.scores.push(score);
    agent.dimensions = byDimension((_, d) => this.dimension(agent, d));
    if (!shouldRevoke(this.facts(agent))) return;
    agent.revokedAt = t;
    agent.revocationScore = score;
    this.notices.push([id, t]);
  }

  /** Refused weights leave nothing behind. */
  private updateWeights(changed: Partial<Weights>): boolean {
    const parsed = Weights.safeParse({ ...this.weights, ...changed });
    if (parsed.success) this.weights = parsed.data;
    return parsed.success;
  }

  private dimension(agent: Agent, d: DimensionIndex): ReplayedAgent["dimensions"][string] {
    const score = this.windows.exactMean(agent.number, d);
    const weight = this.weights[DIMENSIONS[d]];
    return { score, signal_count: this.windows.total(agent.number, d), weight, contribution: score * weight };
  }

  private facts({ number, scores, revokedAt }: Agent) {
    const evidence = this.windows.evidence(number);
    const coverage = this.windows.coverage(number);
    return { score: scores.at(-1) ?? 500, evidence, coverage, revoked: revokedAt !== null, policy: this.policy };
  }

  private tell(agent: Agent): ReplayedAgent {
    const { score } = this.facts(agent);
    const shown = Object.entries(agent.dimensions).map(([d, figures]) => {
      // The original tells the weights now in force beside means of the last recalculation.
      const weight = this.weights[d as Dimension];
      return [d, { ...figures, weight, contribution: figures.score * weight }];
    });
    return {
      total_score: score,
      tier: bandOf(score),
      dimensions: Object.fromEntries(shown),
      retained_signals: DIMENSIONS.reduce((sum, _, d) => sum + this.windows.total(agent.number, d as DimensionIndex), 0),
      scores: agent.scores,
      trend: trendOf(agent.scores),
      revoked: agent.revokedAt !== null,
      revoked_at: agent.revokedAt,
      revocation_score: agent.revocationScore,
      recent_signals: agent.recent,
    };
  }
}

function codeOf(dimension: Dimension): Code {
  return Object.entries(golden.dimension_codes).find(([, d]) => d === dimension)?.[0] as Code;
}

function typedOf(op: Op): unknown {
  switch (op.op) {
    case "policyCompliance":
      return { agentId: op.agent, kind: "policy_compliance", compliant: op.compliant, policyName: op.policyName ?? undefined };
    case "resourceUsage": {
      const { tokensUsed, tokensBudget, computeMs, computeBudgetMs } = op;
      return { agentId: op.agent, kind: "resource_usage", tokensUsed, tokensBudget, computeMs, computeBudgetMs };
    }
    case "outputQuality": {
      const { accepted, consumer, rejectionReason } = op;
      return { agentId: op.agent, kind: "output_quality", accepted, consumer, rejectionReason: rejectionReason ?? undefined };
    }
    case "securityEvent":
      return { agentId: op.agent, kind: "security_event", withinBoundary: op.withinBoundary, eventType: op.eventType };
    case "collaboration":
      return { agentId: op.agent, kind: "collaboration", handoffSuccessful: op.successful, peerId: op.peer };
    default:
      throw new Error(`not a typed signal: ${op.op}`);
  }
}
