import { describe, expect, it } from "vitest";
import { DEFAULT_TRUST_POLICY } from "./policy";
import { type ScoreFacts, shouldRevoke, standingOf } from "./standing";

const facts = (differs: Partial<ScoreFacts>): ScoreFacts => ({
  score: 734,
  evidence: 80,
  coverage: 5,
  revoked: false,
  policy: DEFAULT_TRUST_POLICY,
  ...differs,
});

describe("an agent's standing", () => {
  it.each<[string, Partial<ScoreFacts>, object, boolean]>([
    ["trusted", {}, { rated: true, band: "trusted", atRisk: false }, false],
    ["one signal short", { evidence: 4 }, { rated: false, band: null, atRisk: false }, false],
    ["one dimension short", { coverage: 2 }, { rated: false, band: null, atRisk: false }, false],
    ["just enough evidence", { evidence: 5, coverage: 3 }, { rated: true, band: "trusted", atRisk: false }, false],
    ["at the warning line", { score: 500 }, { rated: true, band: "standard", atRisk: false }, false],
    ["under the warning line", { score: 499 }, { rated: true, band: "probationary", atRisk: true }, false],
    ["at the revocation line", { score: 300 }, { rated: true, band: "probationary", atRisk: true }, false],
    ["under the revocation line", { score: 299 }, { rated: true, band: "untrusted", atRisk: true }, true],
    ["revoked already", { score: 120, revoked: true }, { rated: true, band: "untrusted", atRisk: false }, false],
    ["revoked and recovered", { score: 950, revoked: true }, { rated: true, band: "verified_partner", atRisk: false }, false],
    ["low without evidence", { score: 75, evidence: 4 }, { rated: false, band: null, atRisk: false }, false],
  ])("%s", (_, differs, standing, revoke) => {
    expect(standingOf(facts(differs))).toEqual(standing);
    expect(shouldRevoke(facts(differs))).toBe(revoke);
  });

  it("follows the policy in force", () => {
    const policy = {
      ...DEFAULT_TRUST_POLICY,
      minimumEvidence: 0,
      minimumCoverage: 0,
      warningThreshold: 1000,
      revocationThreshold: 600,
    };
    expect(standingOf(facts({ score: 500, evidence: 0, coverage: 0, policy })).atRisk).toBe(true);
    expect(shouldRevoke(facts({ score: 500, evidence: 0, coverage: 0, policy }))).toBe(true);
  });
});
