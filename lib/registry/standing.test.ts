import { describe, expect, it } from "vitest";
import { byDimension } from "../trust/dimension";
import { DEFAULT_TRUST_POLICY } from "../trust/policy";
import type { Agent } from "./agent";
import { agentLike } from "./agent.fixture";
import { standingOf } from "./standing";

const words = (differs: Partial<Agent>) => {
  const { lead, rest, notes } = standingOf(agentLike(differs), DEFAULT_TRUST_POLICY, (at) => at.slice(5, 16).replace("T", " "));
  return `${lead}${rest}. ${notes.join(" ")}`.trim();
};

const windows = (counts: number[]) =>
  byDimension((_, i) => ({ score: counts[i] ? 70 : null, windowCount: counts[i] ?? 0, totalCount: counts[i] ?? 0 }));
const operatorHold: Agent["holds"][number] = {
  cause: "operator",
  actor: "owner",
  since: "2026-11-20T13:36:00Z",
  note: "three egress violations",
};

describe("where an agent stands, in words", () => {
  it.each<[string, Partial<Agent>, string]>([
    ["trusted", {}, "Trusted by 34 points. 166 points to Verified. No holds."],
    ["verified", { score: 901, band: "verified_partner" }, "Verified by 1 point. No holds."],
    [
      "at risk",
      { score: 480, band: "probationary", atRisk: true },
      "Probationary by 180 points. 20 points to Standard. At risk: 20 points under the warning line of 500, 180 points above the revocation line of 300. No holds.",
    ],
    [
      "reinstated below the line",
      { score: 260, band: "untrusted", atRisk: true },
      "Untrusted. 40 points to Probationary. At risk: 240 points under the warning line of 500, 40 points under the revocation line of 300. No holds.",
    ],
    [
      "unrated",
      { rated: false, band: null, coverage: 2, dimensions: windows([2, 1]) },
      "Unrated: 2 more signals and 1 more dimension needed. No holds.",
    ],
    [
      "unrated for want of one dimension",
      { rated: false, band: null, coverage: 2, dimensions: windows([9, 9]) },
      "Unrated: 1 more dimension needed. No holds.",
    ],
    ["on hold", { status: "suspended", holds: [operatorHold] }, "On hold: operator. Apart from that, Trusted by 34 points."],
    [
      "revoked",
      { revoked: true, revokedAt: "2026-11-20T13:36:00Z", revocationReason: "Trust score 291 below threshold" },
      "Revoked since 11-20 13:36 because trust score 291 below threshold. Its signals are still scored; only a person can reinstate it.",
    ],
    [
      "revoked and on hold",
      { revoked: true, status: "suspended", holds: [operatorHold, { ...operatorHold, cause: "integrity" }] },
      "Revoked. Its signals are still scored; only a person can reinstate it. Also on hold: operator, integrity.",
    ],
    ["deregistered", { status: "deregistered", revoked: true }, "Deregistered: it takes no signals, and its id cannot return."],
  ])("%s", (_, differs, sentence) => {
    expect(words(differs)).toBe(sentence);
  });

  it("cuts a reason that would fill the screen", () => {
    expect(words({ revoked: true, revocationReason: "x".repeat(2000) }).length).toBeLessThan(260);
  });
});
