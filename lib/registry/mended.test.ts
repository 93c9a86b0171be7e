import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalConfig, canonicalText } from "./architecture";
import { type CertificationFacts, certification, directionOf, initialVector } from "./certificate";
import { daysToFall, dropsOf, levelAt } from "./decay";
import { assess, ceilingSats, DEFAULT_GATE } from "./gate";
import { Gate } from "./gate-shape";
import type { Robustness } from "./robustness";
import { mayNotBecause, statusOf } from "./status";

const NOW = Date.UTC(2026, 10, 20, 12);
const SOLID: Robustness = { cc: 0.7, er: 0.7, as: 0.7, ih: 0.9 };
const HASH = "0123456789abcdef";

const facts = (differs: Partial<CertificationFacts> = {}): CertificationFacts => ({
  previous: null,
  holds: [],
  architectureHash: HASH,
  ...differs,
});
const certify = (differs: Partial<CertificationFacts>, robustness = SOLID, observed?: string, issuedAt = NOW) =>
  certification(facts(differs), { robustness, observedArchitectureHash: observed, issuedAt }, DEFAULT_GATE, NOW);

describe("what holds an agent at its tier (binding_tie_reports_first_only, ih_failure_names_no_or_wrong_binding_dimension; G8)", () => {
  const binding = (robustness: Robustness) =>
    assess(DEFAULT_GATE, robustness).bindingDimensions.map(({ dimension, gap }) => [dimension, Number(gap.toFixed(3))]);

  it("is every component that stands at it, each with its gap", () => {
    expect(binding({ cc: 0.95, er: 0.1, as: 0.1, ih: 0.5 })).toEqual([
      ["er", 0.2],
      ["as", 0.15],
    ]);
  });

  it("is integrity by name where it fails, and whatever else stands at T0", () => {
    expect(binding({ cc: 0.95, er: 0.95, as: 0.9, ih: 0.3 })).toEqual([["ih", 0.2]]);
    expect(binding({ cc: 0.1, er: 0.95, as: 0.9, ih: 0.3 })).toEqual([
      ["cc", 0.2],
      ["ih", 0.2],
    ]);
    expect(assess(DEFAULT_GATE, { cc: 0.95, er: 0.95, as: 0.9, ih: 0.3 }).gapToNextTier).toBeCloseTo(0.2);
  });

  it("is nothing at the top", () => {
    expect(assess(DEFAULT_GATE, { cc: 1, er: 1, as: 1, ih: 1 })).toMatchObject({
      tier: "T5",
      bindingDimensions: [],
      gapToNextTier: null,
    });
  });
});

describe("a gate that makes no sense is refused (threshold_above_one_allowed, rate_not_validated; G11)", () => {
  const t = DEFAULT_GATE.thresholds;
  it.each<[string, Partial<Gate>]>([
    ["a threshold above 1", { thresholds: { ...t, cc: [0, 0.3, 0.5, 0.65, 0.8, 1.1] } }],
    ["a first threshold above 0", { thresholds: { ...t, er: [0.1, 0.3, 0.5, 0.65, 0.8, 0.9] } }],
    ["two equal thresholds", { thresholds: { ...t, as: [0, 0.3, 0.3, 0.65, 0.8, 0.9] } }],
    ["five thresholds", { thresholds: { ...t, as: [0, 0.3, 0.65, 0.8, 0.9] } }],
    ["an integrity threshold above 1", { ihThreshold: 1.5 }],
    ["a negative rate", { decayRatePerDay: -0.01 }],
    ["a negative audit intensity", { auditIntensityPerDay: [0, 0, 0, 0, 0, -1] }],
    ["a higher tier with a lower ceiling", { budgetCeilings: [0, 1, 0.5, 1, 10, 100] }],
    ["not a number", { ihThreshold: Number.NaN }],
  ])("%s", (_, differs) => {
    expect(Gate.safeParse({ ...DEFAULT_GATE, ...differs }).success).toBe(false);
  });

  it("and the default one, or one that never decays, is not", () => {
    expect(Gate.safeParse(DEFAULT_GATE).success).toBe(true);
    expect(Gate.safeParse({ ...DEFAULT_GATE, decayRatePerDay: 0 }).success).toBe(true);
  });
});

describe("time (G9, G19)", () => {
  it("that never comes is null: a rate of 0 divides nothing", () => {
    expect(daysToFall(0.9, 0.5, 0)).toBeNull();
  });
});

describe("ceilings are whole sats (G17)", () => {
  it("by tier", () => {
    expect([0, 1, 2, 3, 4, 5].map((level) => ceilingSats(DEFAULT_GATE, level))).toEqual([
      0, 100, 1000, 10_000, 100_000, 1_000_000,
    ]);
  });
});

describe("the direction of a certificate is computed (demote_does_not_compare; G3)", () => {
  it("from the certificate before it", () => {
    const levels = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(levels, levels, (before, after) => {
        const direction = directionOf(before, after);
        expect(direction).toBe(after > before ? "upgrade" : after < before ? "demotion" : "renewal");
      }),
    );
    expect(directionOf(null, 3)).toBe("first");
  });

  it("whatever the audit was called", () => {
    expect(certify({ previous: { level: 1, issuedAt: NOW } })).toMatchObject({ direction: "upgrade", tier: "T3" });
  });
});

describe("another architecture (drift_keeps_old_certificate, drift_cleared_without_hash, empty_hash_skips_check; G2)", () => {
  const adrift = { holds: [{ cause: "architecture_drift" as const }] };

  it("is drift: nothing is certified, and the certificate is void", () => {
    expect(certify({}, SOLID, "deadbeefdeadbeef")).toMatchObject({
      ok: false,
      drift: true,
      code: "registry/architecture-mismatch",
    });
  });

  it("is not cleared by a certification that did not look", () => {
    expect(certify(adrift)).toMatchObject({ ok: false, drift: false, code: "registry/architecture-mismatch" });
  });

  it("is cleared by one that saw the right architecture", () => {
    expect(certify(adrift, SOLID, HASH)).toMatchObject({ ok: true, lift: ["architecture_drift"] });
  });

  it("cannot be seen where none is registered, and need not be looked for where nobody doubts it", () => {
    expect(certify({ architectureHash: null }, SOLID, "anything")).toMatchObject({ ok: true });
    expect(certify({})).toMatchObject({ ok: true });
  });
});

describe("holds are lifted each on its own (G6)", () => {
  it("integrity by a measurement at or over the threshold, and set by one under it", () => {
    const held = { holds: [{ cause: "integrity" as const }, { cause: "operator" as const }] };
    expect(certify({}, { ...SOLID, ih: 0.49 })).toMatchObject({ tier: "T0", set: ["integrity"], lift: [] });
    expect(certify(held, { ...SOLID, ih: 0.49 })).toMatchObject({ set: [], lift: [] });
    expect(certify(held, { ...SOLID, ih: 0.5 })).toMatchObject({ tier: "T3", set: [], lift: ["integrity"] });
  });
});

describe("time does not go backwards (time_may_go_backwards)", () => {
  it.each<[string, number, number | null, string | null]>([
    ["now", 0, -1000, null],
    ["as early as the last", -1000, -1000, null],
    ["before the last", -1001, -1000, "registry/issued-before-the-last"],
    ["five minutes ahead", 300_000, null, null],
    ["more than five minutes ahead", 300_001, null, "registry/issued-in-the-future"],
  ])("issued %s", (_, issued, last, code) => {
    const previous = last === null ? null : { level: 1, issuedAt: NOW + last };
    const outcome = certify({ previous }, SOLID, undefined, NOW + issued);
    expect(outcome.ok ? null : outcome.code).toBe(code);
  });
});

describe("the vector an agent was registered with (initial_vector_rewritten; G12)", () => {
  it("is that of its first registration and stays", () => {
    expect(initialVector(null, "registration", SOLID)).toBe(SOLID);
    expect(initialVector(SOLID, "registration", { ...SOLID, cc: 0.9 })).toBe(SOLID);
    expect(initialVector(null, "spot", SOLID)).toBeNull();
  });
});

describe("decay (expired never assigned, integrity_decays_to_t0; G4, G5)", () => {
  const certified = { cc: 1, er: 1, as: 1, ih: 0.6 };
  const drops = dropsOf(DEFAULT_GATE, certified, NOW);
  const standing = (days: number) => ({ certifiedLevel: 5, level: levelAt(5, drops, NOW + days * 86_400_000) });

  it("by integrity too makes the agent expired, and holds nobody", () => {
    const later = {
      deregistered: false,
      holds: [],
      certified: standing(20),
      revoked: false,
      rated: true,
      unmeasurable: false,
    };
    expect(statusOf(later)).toBe("expired");
    expect(mayNotBecause(later)).toEqual(["expired"]);
  });

  it("leaves the certificate as it was issued", () => {
    expect(standing(20)).toEqual({ certifiedLevel: 5, level: 0 });
    expect(dropsOf(DEFAULT_GATE, certified, NOW)).toEqual(drops);
  });
});

describe("who may act (active_at_t0; G7)", () => {
  const status = {
    deregistered: false,
    holds: [],
    certified: { certifiedLevel: 3, level: 3 },
    revoked: false,
    rated: true,
    unmeasurable: false,
  };

  it("an agent certified at T0 is active and may not", () => {
    const atT0 = { ...status, certified: { certifiedLevel: 0, level: 0 } };
    expect([statusOf(atT0), mayNotBecause(atT0)]).toEqual(["active", ["below_tier"]]);
  });

  it("a certified, rated agent without holds may", () => {
    expect([statusOf(status), mayNotBecause(status)]).toEqual(["active", []]);
  });

  it("a held one may not, for each of its holds, whatever else there is", () => {
    const held = {
      ...status,
      certified: null,
      revoked: true,
      rated: false,
      holds: [{ cause: "operator" as const }, { cause: "integrity" as const }],
    };
    expect(statusOf(held)).toBe("suspended");
    expect(mayNotBecause(held)).toEqual(["not_certified", "revoked", "unrated", "hold_operator", "hold_integrity"]);
  });

  it("a deregistered one is that first of all (deregistered_can_return; G1)", () => {
    expect(statusOf({ ...status, deregistered: true, holds: [{ cause: "operator" }] })).toBe("deregistered");
  });
});

describe("an architecture's text (G15)", () => {
  it.each([
    ['{"b": 1.0, "a": 1}', '{"a": 1, "b": 1.0}'],
    ['{"x": 1e5, "y": 1E-5, "z": -0, "w": -0.0}', '{"w": -0.0, "x": 100000.0, "y": 1e-05, "z": 0}'],
    [
      '{"x": 12345678901234567890, "y": NaN, "z": -Infinity, "w": 1e999}',
      '{"w": Infinity, "x": 12345678901234567890, "y": NaN, "z": -Infinity}',
    ],
    ['{"__proto__": 1, "a": 1, "a": 2}', '{"__proto__": 1, "a": 2}'],
    ['"\\u00e9\\u007f"', '"\\u00e9\\u007f"'],
  ])("%s", (text, canonical) => {
    expect(canonicalText(text)).toBe(canonical);
  });

  it.each(["model: m\ntools: [a]", "{1: 2}", '{"a": 01}', "[1 2]", ""])("that is not JSON stands for itself: %j", (text) => {
    expect(canonicalText(text)).toBe(text);
  });

  it("from a value cannot tell 1.0 from 1", () => {
    expect(canonicalConfig({ a: 1.0, b: 1e21, c: 0.00001 })).toBe('{"a": 1, "b": 1000000000000000000000, "c": 1e-05}');
  });
});
