import { describe, expect, it } from "vitest";
import { DIMENSIONS, type DimensionIndex } from "./dimension";
import { explain } from "./explain";
import { type GoldenCase, goldenCase, replay, type Total } from "./golden/replay.fixture";
import { DEFAULT_TRUST_POLICY } from "./policy";
import { evidenceOf, RawSignal, TypedSignal } from "./signal";
import { shouldRevoke, standingOf } from "./standing";
import { DEFAULT_WEIGHTS, weightList } from "./weights";
import { Weights } from "./weights-shape";
import { Windows } from "./windows";

const AGENT = 7;
const [P, R, O, S, C] = [0, 1, 2, 3, 4] as const;
const DEFAULTS = weightList(DEFAULT_WEIGHTS);
const ours: Total = (windows, agent, weights) => windows.score(agent, weights);

function windowsWith(...runs: [dimension: DimensionIndex, value: number, times: number][]): Windows {
  const windows = new Windows();
  for (const [dimension, value, times] of runs) for (let i = 0; i < times; i++) windows.push(AGENT, dimension, value, 1, i);
  return windows;
}

function factsOf(windows: Windows, revoked = false) {
  const score = windows.score(AGENT, DEFAULTS);
  return { score, evidence: windows.evidence(AGENT), coverage: windows.coverage(AGENT), revoked, policy: DEFAULT_TRUST_POLICY };
}

const only = (golden: GoldenCase) => replay(golden, ours).agents["did:mesh:a"]!;

describe("a store shared by the dimensions", () => {
  it("no longer launders trust: 1000 cheap efficiency signals leave 100 breaches where they are", () => {
    const windows = windowsWith([S, 0, 100]);
    expect(windows.score(AGENT, DEFAULTS)).toBe(375);
    for (let i = 0; i < 1000; i++) windows.push(AGENT, R, 1, 1, i);
    expect(windows.mean(AGENT, S)).toBe(0);
    expect(windows.count(AGENT, S)).toBe(100);
    expect(windows.score(AGENT, DEFAULTS)).toBe(450);
  });

  it("no longer evicts across dimensions: the golden case that came to 575 comes to 450", () => {
    const golden = goldenCase("reward-0013");
    expect(golden.quirks).toEqual(["cross_dimension_eviction"]);
    expect(golden.expected.agents["did:mesh:a"]!.total_score).toBe(575);
    expect(only(golden)).toMatchObject({ total_score: 450, tier: "probationary" });
    expect(only(golden).dimensions.security_posture).toMatchObject({ score: 0, signal_count: 100 });
  });

  it("at its very edge, 900 signals after 100, both agree", () => {
    const golden = goldenCase("reward-0022");
    expect(only(golden).scores).toEqual(golden.expected.agents["did:mesh:a"]!.scores);
  });
});

describe("a score that waits for the next pass", () => {
  it("is fresh at every signal: five perfect ones are not 500", () => {
    const windows = new Windows();
    const totals = DIMENSIONS.map((_, d) => {
      windows.push(AGENT, d as DimensionIndex, 1, 1, d);
      return windows.score(AGENT, DEFAULTS);
    });
    expect(totals).toEqual([625, 700, 800, 925, 1000]);
  });

  it("never stays behind the weights: the total is the one of the weights in force and its points sum to it", () => {
    const golden = goldenCase("reward-0023");
    expect(golden.quirks).toEqual(["stale_total_after_weight_change"]);
    const windows = windowsWith([P, 1, 1], [R, 0.9, 1], [O, 0.8, 1], [S, 0.7, 1], [C, 0.6, 1]);
    expect(windows.score(AGENT, DEFAULTS)).toBe(810);
    const changed = { ...DEFAULT_WEIGHTS, policy_compliance: 0.05, security_posture: 0.45 };
    const figures = explain(entriesOf(windows), changed);
    expect(windows.score(AGENT, weightList(changed))).toBe(750);
    expect(figures.score).toBe(750);
    expect(Object.values(figures.points)).toEqual([50, 135, 160, 315, 90]);
  });
});

describe("weights that are not checked", () => {
  it("are refused when they do not sum to 1 and leave the former weights in force", () => {
    const golden = goldenCase("reward-0029");
    const weights = golden.input.ops.filter((op) => op.op === "updateWeights").map((op) => op.weights);
    expect(weights[0]).toEqual({ policy_compliance: 0.2 });
    const replayed = replay(golden, ours);
    expect(replayed.weights_valid).toBe(true);
    expect(replayed.op_results.filter((result) => result && "returns" in result)).toEqual([
      { returns: false },
      { returns: false },
      { returns: true },
    ]);
  });

  it("are refused from the start", () => {
    const golden = goldenCase("reward-0025");
    expect(golden.quirks).toEqual(["weights_not_validated"]);
    expect(Weights.safeParse({ ...DEFAULT_WEIGHTS, ...golden.input.config }).success).toBe(false);
    expect(Weights.safeParse({ ...DEFAULT_WEIGHTS, policy_compliance: 0.9 }).success).toBe(false);
    expect(Weights.safeParse({ ...DEFAULT_WEIGHTS, policy_compliance: Number.NaN }).success).toBe(false);
    expect(Weights.safeParse({ ...DEFAULT_WEIGHTS, policy_compliance: -0.25, security_posture: 0.75 }).success).toBe(false);
  });
});

describe("binary noise", () => {
  it.each([
    [0.57, 570],
    [0.58, 580],
    [0.29, 290],
    [0.145, 145],
  ])("does not take a point: a perfect dimension of weight %f gives %i", (weight, total) => {
    const windows = windowsWith([P, 1, 1], [R, 0, 1], [O, 0, 1], [S, 0, 1], [C, 0, 1]);
    expect(windows.score(AGENT, [weight, 0, 0, 0, 1 - weight])).toBe(total);
  });

  it("is all that separates the golden case of 289 from 290", () => {
    expect(goldenCase("reward-0019").expected.agents["did:mesh:a"]!.total_score).toBe(289);
    expect(only(goldenCase("reward-0019")).total_score).toBe(290);
  });
});

describe("signals that say nothing", () => {
  it("a budget of zero is refused instead of being critical", () => {
    const usage = { agentId: "a", kind: "resource_usage", tokensUsed: 0, tokensBudget: 0, computeMs: 0, computeBudgetMs: 0 };
    expect(TypedSignal.safeParse(usage).success).toBe(false);
    expect(TypedSignal.safeParse({ ...usage, tokensBudget: -5, computeBudgetMs: 5 }).success).toBe(false);
    expect(TypedSignal.safeParse({ ...usage, tokensBudget: 1, computeBudgetMs: 1 }).success).toBe(true);
  });

  it.each([7, -0.1, Number.NaN, Number.POSITIVE_INFINITY])("a value of %f is refused", (value) => {
    expect(goldenCase("reward-0006").quirks).toEqual(["rejected_signal_creates_agent"]);
    const signal = { agentId: "a", dimension: "policy_compliance", value, source: "test" };
    expect(RawSignal.safeParse(signal).success).toBe(false);
  });

  it("reading an agent that was never heard of changes nothing", () => {
    const windows = new Windows();
    expect(windows.score(AGENT, DEFAULTS)).toBe(500);
    expect(windows.entries(AGENT, P)).toEqual([]);
    expect(windows.bytes()).toBe(0);
  });
});

describe("trust by default", () => {
  it("an agent without evidence has a number but no band, and nothing happens to it", () => {
    const facts = factsOf(new Windows());
    expect(facts.score).toBe(500);
    expect(standingOf(facts)).toEqual({ rated: false, band: null, atRisk: false });
  });

  it("a burst of zeros revokes a fresh agent only once there is enough evidence", () => {
    const windows = new Windows();
    const steps = ([P, R, O, S, C] as const).map((d) => {
      windows.push(AGENT, d, 0, 1, d);
      return [windows.score(AGENT, DEFAULTS), shouldRevoke(factsOf(windows))];
    });
    expect(steps).toEqual([
      [375, false],
      [300, false],
      [200, false],
      [75, false],
      [0, true],
    ]);
  });

  it("zeros on two dimensions alone never revoke, however many", () => {
    const facts = factsOf(windowsWith([P, 0, 100], [S, 0, 100]));
    expect(facts.score).toBe(250);
    expect(shouldRevoke(facts)).toBe(false);
  });

  it("a revoked agent is not revoked again by recovering and falling, only once per reinstatement", () => {
    const windows = windowsWith([P, 0, 2], [R, 0, 2], [O, 0, 2]);
    windows.push(AGENT, S, 0, 1, 0);
    expect(shouldRevoke(factsOf(windows))).toBe(true);
    expect(shouldRevoke(factsOf(windows, true))).toBe(false);
  });
});

describe("the weight of a signal", () => {
  it("counts: one breach of weight 10 outweighs five good events", () => {
    const windows = windowsWith([S, 1, 5]);
    windows.push(AGENT, S, 0, 10, 5);
    const good = 1 + 1.01 + 1.02 + 1.03 + 1.04;
    expect(windows.mean(AGENT, S)).toBeCloseTo((100 * good) / (good + 10.5), 10);
  });

  it("is 1 where none is given", () => {
    expect(evidenceOf({ agentId: "a", dimension: "security_posture", value: 1, source: "test" }).weight).toBe(1);
  });
});

function entriesOf(windows: Windows) {
  return DIMENSIONS.map((_, d) => windows.entries(AGENT, d as DimensionIndex));
}
