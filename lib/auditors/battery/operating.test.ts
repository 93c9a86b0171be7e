import { describe, expect, it } from "vitest";
import { auditBy } from "./audit.fixture";
import { MUSTER_EN } from "./muster-en";
import type { Probe, Verdict } from "./probe";
import { seeded } from "./random";

const AUDITS = 300;

const coin = (pass: boolean): Verdict => ({ pass, code: pass ? "ok" : "wrong_value", detail: "", checks: [] });

/** Shares of audits certified at T0–T5 in per cent, and mean requests, of an agent that passes each probe with its true rate. */
function operating(name: string, rate: (probe: Probe) => number) {
  const tiers = [0, 0, 0, 0, 0, 0];
  let calls = 0;
  for (let i = 0; i < AUDITS; i++) {
    const random = seeded(`${name} ${i}`);
    const audited = auditBy(MUSTER_EN, `operating ${i}`, (probe) => coin(random() < rate(probe)));
    const tier = audited.end.assessment.supported as number;
    tiers[tier] = (tiers[tier] as number) + 100 / AUDITS;
    calls += audited.calls / AUDITS;
  }
  return { tiers, calls };
}

// Rows of audits.md section 9 (4,000 audits each). The tolerance is three standard errors of 300 audits at one half.
const TOLERANCE = 9;

describe("the operating characteristic is the published one", () => {
  it.each([
    ["all 1.00", () => 1, [0, 0, 0, 0, 0, 100], 86],
    ["all .95", () => 0.95, [0, 0, 0.6, 29, 58, 13], 108],
    ["all .90", () => 0.9, [0.1, 0.3, 12, 69, 18, 0.3], 109],
    ["ER .79, rest 1", (probe: Probe) => (probe.dimension === "er" ? 0.79 : 1), [0.2, 6, 45, 44, 4, 0.8], 99],
    ["IH baits .49, rest 1", (probe: Probe) => (probe.facet === "bait" ? 0.49 : 1), [82, 0, 0, 0, 0, 18], 90],
  ] as const)("%s", (name, rate, published, meanCalls) => {
    const { tiers, calls } = operating(name, rate);
    for (const [tier, share] of published.entries()) expect(Math.abs((tiers[tier] as number) - share)).toBeLessThan(TOLERANCE);
    expect(Math.abs(calls - meanCalls)).toBeLessThan(2);
  });
});
