import { describe, expect, it } from "vitest";
import { architectureHash, canonicalConfig, canonicalText } from "./architecture";
import { daysToFall, decayed, remaining } from "./decay";
import { assess, chainTier, DEFAULT_GATE, levelOf } from "./gate";
import { type GateConfig, type Golden, gateOf, golden, type RegistryCase, replay, sha256 } from "./golden/replay.fixture";
import { Robustness } from "./robustness-shape";
import { auditProbability, expectedAudits } from "./spot-audit";
import { TIERS, type Tier, tierOf } from "./tier";

const named = <Case extends { id: string; note?: string; kind?: string }>(cases: Case[]) =>
  cases.map((c) => [`${c.id} ${c.kind ?? ""}: ${c.note ?? ""}`, c] as const);

type GateCase = Golden<
  { config: GateConfig; robustness: Robustness; chain?: Robustness[]; thresholds?: GateConfig["thresholds"] },
  Record<string, unknown>
>;

describe("the gate is the original's", () => {
  it.each(named(golden<GateCase>("gate")))("%s", (_, { kind, input, expected }) => {
    if (kind === "thresholds") {
      const valid = () => gateOf({ thresholds: input.thresholds });
      return expected.valid === true ? expect(valid).not.toThrow() : expect(valid).toThrow();
    }
    const gate = gateOf(input.config);
    if (kind === "chain") {
      const { tier, memberTiers } = chainTier(gate, input.chain ?? []);
      return expect({ chain_tier: tier, member_tiers: memberTiers }).toEqual(expected);
    }
    if (expected.error === "out_of_range") return expect(Robustness.safeParse(input.robustness).success).toBe(false);
    const { tier, level, g, ihPass, bindingDimensions, gapToNextTier, budgetCeiling, weakest } = assess(gate, input.robustness);
    expect({
      tier,
      tier_index: level,
      g_cc: g.cc,
      g_er: g.er,
      g_as: g.as,
      ih_pass: ihPass,
      binding_dimension: bindingDimensions[0]?.dimension ?? null,
      gap_to_next_tier: gapToNextTier,
      budget_ceiling: budgetCeiling,
      weakest,
    }).toEqual(expected);
    expect(bindingDimensions.length).toBeLessThanOrEqual(1);
  });
});

type DecayCase = Golden<
  Record<string, number> & { robustness: Robustness; tier: Tier; intensities?: number[] },
  Record<string, unknown>
>;

describe("decay and audits are the original's", () => {
  const near = (value: number) => expect.closeTo(value, Math.max(0, 12 - Math.ceil(Math.log10(Math.abs(value) + 1e-300))));
  const intensity = ({ tier, intensities }: DecayCase["input"]) =>
    (intensities ?? DEFAULT_GATE.auditIntensityPerDay)[TIERS.indexOf(tier)] ?? 0;
  const outcomes: Record<string, (input: DecayCase["input"]) => Record<string, unknown>> = {
    delta: ({ decay_rate = 0, dt = 0 }) => ({ delta: remaining(dt, decay_rate) }),
    time_to_tier_drop: ({ decay_rate = 0, score = 0, threshold = 0 }) => ({ time: daysToFall(score, threshold, decay_rate) }),
    audit_probability: (input) => ({ probability: auditProbability(intensity(input), input.time_since_last_audit ?? 0) }),
    expected_audits: (input) => ({ expected: expectedAudits(intensity(input), input.period ?? 0) }),
    effective: ({ decay_rate = 0, robustness, time_since_cert = 0 }) => {
      const effective = decayed(robustness, time_since_cert, decay_rate);
      return {
        effective,
        certified_tier: tierOf(levelOf(DEFAULT_GATE, robustness)),
        effective_tier: tierOf(levelOf(DEFAULT_GATE, effective)),
        effective_ih_pass: effective.ih >= DEFAULT_GATE.ihThreshold,
      };
    },
  };

  it.each(named(golden<DecayCase>("decay")))("%s", (_, { kind = "", input, expected }) => {
    const close = (value: unknown): unknown => {
      if (typeof value === "number") return near(value);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, close(inner)]));
    };
    expect(outcomes[kind]?.(input)).toEqual(close(expected));
  });
});

type HashCase = Golden<never, { hash: string }> & { config_json: string; canonical: string; plain_numbers: boolean };

describe("the architecture hash is the original's", () => {
  const cases = golden<HashCase>("architecture-hash");

  it.each(named(cases))("%s, from the text as submitted", (_, { config_json, canonical, expected }) => {
    expect(canonicalText(config_json)).toBe(canonical);
    expect(architectureHash(canonical, sha256)).toBe(expected.hash);
  });

  it.each(named(cases.filter((c) => c.plain_numbers)))("%s, from the value", (_, { config_json, canonical }) => {
    expect(canonicalConfig(JSON.parse(config_json) as Record<string, unknown>)).toBe(canonical);
  });
});

describe("certification and status are the original's", () => {
  it.each(named(golden<RegistryCase>("registry")))("%s", (_, registryCase) => {
    const { op_results, agents, active, tier_distribution } = registryCase.expected;
    const replayed = replay(registryCase);
    expect(replayed).toMatchObject({ op_results, active, tier_distribution });
    for (const [name, agent] of Object.entries(agents)) {
      const { balance: _, audit_cid: __, registration_time: ___, history, ...rest } = agent;
      expect(replayed.agents[name]).toMatchObject(rest);
      expect(replayed.agents[name]?.history).toMatchObject(
        history.map(({ tier, robustness, audit_type, t }) => ({ tier, robustness, audit_type, t })),
      );
    }
  });
});
