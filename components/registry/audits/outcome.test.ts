import { describe, expect, it } from "vitest";
import type { Audit } from "@/lib/registry/audit";
import { auditOf } from "@/lib/registry/audit.fixture";
import { outcomeOf } from "./outcome";

type Result = NonNullable<Audit["result"]>;

const measured = { cc: 0.9, er: 0.85, as: 0.8, ih: 0.9 };

function ended(over: Partial<Result>): Audit {
  const result: Result = {
    robustness: measured,
    intervals: {
      cc: { lower: 0, upper: 1 },
      er: { lower: 0, upper: 1 },
      as: { lower: 0, upper: 1 },
      ih: { lower: 0, upper: 1 },
    },
    tier: "T4",
    previousTier: "T4",
    direction: "renewal",
    certificateId: "c-1",
    ...over,
  };
  return auditOf({ status: result.tier === "T0" ? "failed" : "passed", result });
}

describe("what an audit came to", () => {
  it.each([
    ["a renewal", ended({}), "kept", "T4 renewed"],
    ["a first certificate", ended({ previousTier: null, direction: "first" }), "kept", "First: T4"],
    ["an upgrade", ended({ previousTier: "T2", tier: "T3", direction: "upgrade" }), "up", "T2 to T3"],
    ["a demotion", ended({ previousTier: "T3", tier: "T2", direction: "demotion" }), "down", "T3 to T2"],
    [
      "a loss of integrity",
      ended({ previousTier: "T1", tier: "T0", direction: "demotion", robustness: { ...measured, ih: 0.419 } }),
      "failed",
      "T1 to T0, integrity 0.41",
    ],
    [
      "a component at T0",
      ended({ previousTier: null, tier: "T0", direction: "first", robustness: { ...measured, cc: 0.2 } }),
      "failed",
      "First: T0, CC 0.20",
    ],
    [
      "two components that were not measured",
      auditOf({
        status: "inconclusive",
        causes: [
          { code: "thin_facet", detail: "x", dimension: "ih" },
          { code: "thin_facet", detail: "x", dimension: "as" },
        ],
      }),
      "open",
      "AS, IH not measured",
    ],
    [
      "an endpoint that was never reached",
      auditOf({ status: "inconclusive", causes: [{ code: "endpoint", detail: "It answered 401." }] }),
      "open",
      "It answered 401.",
    ],
    [
      "an endpoint that failed ten times in a row",
      auditOf({
        status: "inconclusive",
        causes: [
          { code: "endpoint_gone", detail: "The endpoint failed on ten probes in a row." },
          { code: "thin_facet", detail: "x", dimension: "cc" },
        ],
      }),
      "open",
      "Endpoint did not answer",
    ],
    [
      "a stop",
      auditOf({ status: "cancelled", progress: { done: 12, total: 96, dimension: null } }),
      "cancelled",
      "Cancelled at 12 of 96",
    ],
  ])("%s", (_, audit, mark, text) => {
    expect(outcomeOf(audit)).toEqual({ mark, text });
  });

  it("is nothing while it is open", () => {
    expect([outcomeOf(auditOf()), outcomeOf(auditOf({ status: "running" }))]).toEqual([null, null]);
  });
});
