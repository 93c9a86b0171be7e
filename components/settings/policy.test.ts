import { describe, expect, it } from "vitest";
import { boardFrom } from "@/lib/live/board";
import { DIMENSIONS } from "@/lib/trust/dimension";
import { DEFAULT_TRUST_POLICY } from "@/lib/trust/policy";
import { expiryOf } from "./key-acts";
import { policyEffect } from "./policy-effect";
import { policyChanges } from "./policy-fields";

const MEANS = [80, 80, 80, 80, 80];
const fleet = [
  { score: 900, flags: 1, signals: 50, means: MEANS },
  { score: 310, flags: 1, signals: 50, means: MEANS },
  { score: 200, flags: 3, signals: 50, means: MEANS },
  { score: 100, flags: 0, signals: 4, means: MEANS },
  { score: 480, flags: 1, signals: 9, means: [80, 80, 80, null, null] },
];
const board = boardFrom({
  instance: "i",
  seq: 1,
  version: 1,
  at: "2026-11-20T14:00:00Z",
  weightsVersion: 1,
  ids: fleet.map((_, i) => `a${i}`),
  names: fleet.map((_, i) => `a${i}`),
  models: fleet.map(() => "m"),
  scores: fleet.map((agent) => agent.score),
  dims: Object.fromEntries(DIMENSIONS.map((dimension, d) => [dimension, fleet.map((agent) => agent.means[d] ?? null)])) as never,
  flags: fleet.map((agent) => agent.flags),
  tiers: fleet.map(() => "T0"),
  tierDropAt: fleet.map(() => null),
  heldBy: fleet.map(() => null),
  lastSignalAt: fleet.map(() => null),
  signals: fleet.map((agent) => agent.signals),
  delta24h: fleet.map(() => null),
});

describe("what a policy would make of the fleet", () => {
  it("counts as it stands", () => {
    expect(policyEffect(board, DEFAULT_TRUST_POLICY)).toEqual({ agents: 5, rated: 4, underRevocation: 0, atRisk: 2 });
  });
  it("counts who falls under a raised line, and leaves out who is revoked or unrated", () => {
    expect(policyEffect(board, { ...DEFAULT_TRUST_POLICY, revocationThreshold: 320 }).underRevocation).toBe(1);
  });
  it("counts fewer rated agents when more evidence or coverage is asked for", () => {
    expect(policyEffect(board, { ...DEFAULT_TRUST_POLICY, minimumCoverage: 4 }).rated).toBe(3);
    expect(policyEffect(board, { ...DEFAULT_TRUST_POLICY, minimumEvidence: 51 }).rated).toBe(0);
  });
});

it("says in words what differs between two policies", () => {
  expect(policyChanges(DEFAULT_TRUST_POLICY, DEFAULT_TRUST_POLICY)).toEqual([]);
  expect(
    policyChanges(DEFAULT_TRUST_POLICY, {
      ...DEFAULT_TRUST_POLICY,
      revocationThreshold: 320,
      sampleIntervalSeconds: 60,
      autoRegister: true,
    }),
  ).toEqual(["Revocation line 300 → 320", "Trend interval 30\u00a0s → 1\u00a0m", "Register unknown agents off → on"]);
});

it("gives a key a lifetime in days, or none", () => {
  expect(expiryOf("30", Date.UTC(2026, 10, 20))).toBe("2026-12-20T00:00:00.000Z");
  expect(expiryOf("never", 0)).toBeUndefined();
});
