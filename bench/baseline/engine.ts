import { meanOf } from "./formula";

/** Names and weights of the original's dimensions, in its order. */
const DIMENSIONS = [
  "policy_compliance",
  "resource_efficiency",
  "output_quality",
  "security_posture",
  "collaboration_health",
] as const;
const WEIGHTS = [0.25, 0.15, 0.2, 0.25, 0.15] as const;
const SIGNALS_KEPT = 1000;
const HISTORY_KEPT = 100;
const CRITICAL = 0.3;

type Signal = { dimension: string; value: number; source: string; details?: string; timestamp: Date; weight: number };
type DimensionScore = { name: string; score: number; signalCount: number };
type Score = { total: number; tier: string; dimensions: Map<string, DimensionScore>; calculatedAt: Date };
type State = {
  score: Score;
  dimensions: Map<string, DimensionScore>;
  recentSignals: Signal[];
  history: [Date, number][];
  lastUpdated: Date;
  revoked: boolean;
  revocationReason?: string;
};

function tierOf(total: number): string {
  if (total >= 900) return "verified_partner";
  if (total >= 700) return "trusted";
  if (total >= 500) return "standard";
  return total >= 300 ? "probationary" : "untrusted";
}

/**
 * The original reward engine, re-implemented plainly with its data structures and its costs: one list of 1000 signals for
 * all dimensions, cut by copying; a critical signal (< 0.3) walks the list once per dimension.
 */
export class OriginalEngine {
  private readonly agents = new Map<string, State>();

  record(agent: string, dimension: string, value: number, source: string, details?: string): void {
    const state = this.agents.get(agent) ?? this.create(agent);
    if (!(DIMENSIONS as readonly string[]).includes(dimension) || !(value >= 0 && value <= 1))
      throw new RangeError("invalid signal");
    state.recentSignals.push({ dimension, value, source, details, timestamp: new Date(), weight: 1 });
    if (state.recentSignals.length > SIGNALS_KEPT) state.recentSignals = state.recentSignals.slice(-SIGNALS_KEPT);
    if (value < CRITICAL) this.recalculate(state);
  }

  total(agent: string): number {
    return this.agents.get(agent)?.score.total ?? 500;
  }

  private create(agent: string): State {
    const now = new Date();
    const score: Score = { total: 500, tier: tierOf(500), dimensions: new Map(), calculatedAt: now };
    const state: State = { score, dimensions: new Map(), recentSignals: [], history: [], lastUpdated: now, revoked: false };
    this.agents.set(agent, state);
    return state;
  }

  private recalculate(state: State): void {
    let raw = 0;
    for (const [i, name] of DIMENSIONS.entries()) {
      const signals = state.recentSignals.filter((signal) => signal.dimension === name);
      const score = meanOf(signals.slice(-100).map((signal) => signal.value));
      state.dimensions.set(name, { name, score, signalCount: signals.length });
      raw += score * (WEIGHTS[i] ?? 0);
    }
    const total = Math.max(0, Math.min(1000, Math.trunc(raw * 10)));
    const now = new Date();
    state.score = { total, tier: tierOf(total), dimensions: new Map(state.dimensions), calculatedAt: now };
    state.history.push([now, total]);
    if (state.history.length > HISTORY_KEPT) state.history = state.history.slice(-HISTORY_KEPT);
    state.lastUpdated = now;
    if (total < 300 && !state.revoked) {
      state.revoked = true;
      state.revocationReason = `Trust score ${total} below threshold`;
    }
  }
}
