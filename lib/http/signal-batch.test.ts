import { describe, expect, it } from "vitest";
import { checkBatch, signalLines } from "./signal-batch";

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const raw = { agentId: "scout", dimension: "output_quality", value: 0.5, source: "test" };
const at = (time: number) => ({ ...raw, observedAt: new Date(time).toISOString() });

/** What a batch is refused with, or null. */
function refusal(
  items: readonly unknown[],
): { status: number; code: string; errors: { pointer: string; code: string }[] } | null {
  try {
    checkBatch(items, NOW, false);
    return null;
  } catch (error) {
    return error as { status: number; code: string; errors: { pointer: string; code: string }[] };
  }
}

const TYPED = {
  policy_compliance: { agentId: "scout", kind: "policy_compliance", compliant: true, policyName: "egress" },
  resource_usage: {
    agentId: "scout",
    kind: "resource_usage",
    tokensUsed: 10,
    tokensBudget: 20,
    computeMs: 30,
    computeBudgetMs: 15,
  },
  output_quality: { agentId: "scout", kind: "output_quality", accepted: false, consumer: "ledger", rejectionReason: "late" },
  security_event: {
    agentId: "scout",
    kind: "security_event",
    withinBoundary: false,
    eventType: "egress",
    severity: "critical",
  },
  collaboration: { agentId: "scout", kind: "collaboration", handoffSuccessful: true, peerId: "ledger" },
} as const;

describe("typed signals", () => {
  it("become evidence with everything that any signal may carry", () => {
    const more = { id: "s-1", traceId: "t-1", weight: 2.5, observedAt: new Date(NOW).toISOString() };
    const { signals } = checkBatch(
      Object.values(TYPED).map((signal) => ({ ...signal, ...more })),
      NOW,
      false,
    );
    expect(signals).toEqual([
      { ...more, agentId: "scout", dimension: "policy_compliance", value: 1, source: "policy_engine", details: "Policy: egress" },
      {
        ...more,
        agentId: "scout",
        dimension: "resource_efficiency",
        value: 0.75,
        source: "resource_monitor",
        details: "tokens=10/20, compute=30/15ms",
      },
      { ...more, agentId: "scout", dimension: "output_quality", value: 0, source: "consumer:ledger", details: "late" },
      {
        ...more,
        agentId: "scout",
        dimension: "security_posture",
        value: 0,
        source: "security_monitor",
        details: "egress",
        critical: true,
      },
      { ...more, agentId: "scout", dimension: "collaboration_health", value: 1, source: "collaboration:ledger" },
    ]);
  });

  const spoiled: [string, object, string][] = [
    ["policy_compliance without its verdict", { ...TYPED.policy_compliance, compliant: undefined }, "/compliant"],
    ["a verdict that is no boolean", { ...TYPED.policy_compliance, compliant: 1 }, "/compliant"],
    ["an empty policy name", { ...TYPED.policy_compliance, policyName: "" }, "/policyName"],
    ["a long policy name", { ...TYPED.policy_compliance, policyName: "x".repeat(201) }, "/policyName"],
    ["a budget of nothing", { ...TYPED.resource_usage, tokensBudget: 0 }, "/tokensBudget"],
    ["a negative budget", { ...TYPED.resource_usage, computeBudgetMs: -1 }, "/computeBudgetMs"],
    ["negative use", { ...TYPED.resource_usage, tokensUsed: -1 }, "/tokensUsed"],
    ["no budget", { ...TYPED.resource_usage, tokensBudget: undefined }, "/tokensBudget"],
    ["an output nobody consumed", { ...TYPED.output_quality, consumer: undefined }, "/consumer"],
    ["a long rejection", { ...TYPED.output_quality, rejectionReason: "x".repeat(2001) }, "/rejectionReason"],
    ["an event without a type", { ...TYPED.security_event, eventType: "" }, "/eventType"],
    ["an unknown severity", { ...TYPED.security_event, severity: "fatal" }, "/severity"],
    ["a handoff to nobody", { ...TYPED.collaboration, peerId: undefined }, "/peerId"],
    ["a value beside a kind", { ...TYPED.collaboration, value: 1 }, "/value"],
    ["a member of another kind", { ...TYPED.collaboration, accepted: true }, "/accepted"],
    ["null for absent", { ...TYPED.output_quality, rejectionReason: null }, "/rejectionReason"],
  ];
  it.each(spoiled)("are refused for %s, naming the place", (_, item, pointer) => {
    expect(refusal([raw, item])).toMatchObject({
      status: 422,
      code: "http/schema",
      errors: [{ pointer: `/signals/1${pointer}` }],
    });
  });

  it("of an unknown kind are read as raw ones and refused", () => {
    for (const kind of ["audit", "", "__proto__", "constructor", 7, null])
      expect(refusal([{ agentId: "scout", kind, compliant: true }])?.status).toBe(422);
    expect(refusal([{ ...raw, kind: "audit" }])).toMatchObject({ errors: [{ pointer: "/signals/0/kind" }] });
  });
});

describe("raw signals", () => {
  it("are taken at the limits of every member", () => {
    const limits = [
      { ...raw, value: 0 },
      { ...raw, value: 1 },
      { ...raw, weight: 0.01 },
      { ...raw, weight: 10 },
      { ...raw, source: "x".repeat(200) },
      { ...raw, details: "x".repeat(2000), traceId: "t".repeat(128), id: "i".repeat(128) },
      { ...raw, details: "", traceId: "" },
      { ...raw, agentId: `a${"._:-".repeat(31)}xyz` },
    ];
    expect(checkBatch(limits, NOW, false).signals).toHaveLength(limits.length);
  });

  const spoiled: [string, object, string][] = [
    ["a value above 1", { ...raw, value: 1.0000001 }, "/value"],
    ["a value below 0", { ...raw, value: -0.0000001 }, "/value"],
    ["a value that is text", { ...raw, value: "1" }, "/value"],
    ["a weight too small", { ...raw, weight: 0.009 }, "/weight"],
    ["a weight too large", { ...raw, weight: 10.1 }, "/weight"],
    ["no source", { ...raw, source: "" }, "/source"],
    ["a long source", { ...raw, source: "x".repeat(201) }, "/source"],
    ["long details", { ...raw, details: "x".repeat(2001) }, "/details"],
    ["a long trace id", { ...raw, traceId: "x".repeat(129) }, "/traceId"],
    ["a long id", { ...raw, id: "x".repeat(129) }, "/id"],
    ["an empty id", { ...raw, id: "" }, "/id"],
    ["an unknown dimension", { ...raw, dimension: "speed" }, "/dimension"],
    ["an agent id with a blank", { ...raw, agentId: "a b" }, "/agentId"],
    ["a long agent id", { ...raw, agentId: "x".repeat(129) }, "/agentId"],
    ["a time without zone", { ...raw, observedAt: "2026-11-20T12:00:00" }, "/observedAt"],
    ["a time that is a number", { ...raw, observedAt: NOW }, "/observedAt"],
    ["a day that does not exist", { ...raw, observedAt: "2026-02-30T12:00:00Z" }, "/observedAt"],
    ["an unknown member", { ...raw, severity: "low" }, "/severity"],
  ];
  it.each(spoiled)("are refused for %s, naming the place", (_, item, pointer) => {
    expect(refusal([item])).toMatchObject({ status: 422, code: "http/schema", errors: [{ pointer: `/signals/0${pointer}` }] });
  });

  it.each([null, 1, "x", true, []])("are objects and not %j", (item) => {
    expect(refusal([item])).toMatchObject({ status: 422, errors: [{ pointer: "/signals/0" }] });
  });
});

describe("the time a signal was observed", () => {
  it("may lie 5 minutes ahead and 7 days back, exactly", () => {
    const edge = [at(NOW + 5 * MINUTE_MS), at(NOW - 7 * DAY_MS), at(NOW), raw];
    expect(checkBatch(edge, NOW, false).signals).toHaveLength(4);
  });

  it("may be written in any zone", () => {
    expect(checkBatch([{ ...raw, observedAt: "2026-11-20T17:05:00+05:00" }], NOW, false).signals).toHaveLength(1);
    expect(refusal([{ ...raw, observedAt: "2026-11-20T17:05:00.001+05:00" }])).toMatchObject({ code: "trust/from-the-future" });
  });

  it("may lie no further", () => {
    expect(refusal([at(NOW + 5 * MINUTE_MS + 1)])).toMatchObject({
      status: 422,
      code: "trust/from-the-future",
      errors: [{ pointer: "/signals/0/observedAt", code: "trust/from-the-future" }],
    });
    expect(refusal([raw, at(NOW - 7 * DAY_MS - 1)])).toMatchObject({
      status: 422,
      code: "trust/too-old",
      errors: [{ pointer: "/signals/1/observedAt", code: "trust/too-old" }],
    });
  });
});

describe("a batch of which the good signals are to be stored", () => {
  it("names every kind of error at its place and keeps the others with theirs", () => {
    const text = [
      JSON.stringify(raw),
      "{",
      JSON.stringify({ ...raw, value: 2 }),
      JSON.stringify(at(NOW + DAY_MS)),
      JSON.stringify(at(NOW - 8 * DAY_MS)),
      JSON.stringify({ ...TYPED.collaboration, more: 1 }),
      "7",
      JSON.stringify(TYPED.collaboration),
    ].join("\n");
    const { signals, positions, errors } = checkBatch(signalLines(text, true).signals, NOW, true);
    expect(signals).toHaveLength(2);
    expect(positions).toEqual([0, 7]);
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ["/signals/1", "http/json"],
      ["/signals/2/value", "too_big"],
      ["/signals/3/observedAt", "trust/from-the-future"],
      ["/signals/4/observedAt", "trust/too-old"],
      ["/signals/5/more", "unrecognized_keys"],
      ["/signals/6", "invalid_type"],
    ]);
  });

  it("names no more than five of one signal", () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`unknown-${i}`, 1]));
    expect(checkBatch([{ ...raw, ...many }, many], NOW, true).errors).toHaveLength(10);
    expect(refusal([{ ...raw, ...many }])?.errors).toHaveLength(5);
  });

  it("names all of them, however many", () => {
    const { errors } = checkBatch(
      Array.from({ length: 500 }, () => ({ ...raw, value: 2 })),
      NOW,
      true,
    );
    expect(errors).toHaveLength(500);
  });
});

describe("NDJSON", () => {
  it("is one signal a line; blank lines, line ends of any kind and a last line without one do not matter", () => {
    const line = JSON.stringify(raw);
    for (const text of [`${line}\n${line}\n`, `${line}\r\n\r\n${line}`, `\n\n  \n${line}\n\t\n${line}\n\n`])
      expect(signalLines(text, false)).toEqual({ signals: [raw, raw] });
  });

  it("names the line that is not JSON, blank ones counted", () => {
    expect(() => signalLines(`${JSON.stringify(raw)}\n\n{"agentId":\n`, false)).toThrow("Line 3 is not valid JSON");
  });

  it("names every such line where the others are stored", () => {
    const text = `{\n\n${JSON.stringify(raw)}\n}\r\n\n\n]`;
    const { errors, positions } = checkBatch(signalLines(text, true).signals, NOW, true);
    expect(errors.map(({ pointer, detail }) => `${pointer}: ${detail}`)).toEqual([
      "/signals/0: Line 1 is not valid JSON.",
      "/signals/2: Line 4 is not valid JSON.",
      "/signals/3: Line 7 is not valid JSON.",
    ]);
    expect(positions).toEqual([1]);
  });

  it("is read no further than what is too much anyway", () => {
    expect(signalLines("1\n".repeat(50_000), false).signals).toHaveLength(10_001);
  });
});
