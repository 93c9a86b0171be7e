import { describe, expect, it } from "vitest";
import { listedContender } from "./listed";
import { ListedCandidate, RoutingQuestion, TaskSubmission } from "./task-shape";

const task = { description: "Fix the bug" };
const bids = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`agent-${i}`, 10]));

describe("a task is taken", () => {
  it.each([
    ["with nothing but a description", task],
    [
      "with all there is",
      {
        ...task,
        id: "t-1",
        requiredCapabilities: ["code"],
        minTier: "T2",
        budgetSats: 60,
        tokensBudget: 1000,
        timeBudgetMs: 60_000,
        penaltySats: 5,
        deadline: "2026-11-21T10:00:00Z",
        bids: { a: 0 },
        policy: "classic",
        dispatch: true,
      },
    ],
    ["with 500 bids", { ...task, bids: bids(500) }],
    ["without any bid", { ...task, bids: {} }],
    ["with 20,000 characters", { description: "é".repeat(20_000) }],
  ])("%s", (_, body) => {
    expect(TaskSubmission.safeParse(body).success).toBe(true);
  });
});

describe("a task is refused", () => {
  it.each([
    ["an empty description", { description: "" }],
    ["a blank description", { description: " \n\u00a0 " }],
    ["100 KB of description", { description: "x".repeat(100_000) }],
    ["no description", {}],
    ["501 bids", { ...task, bids: bids(501) }],
    ["a negative bid", { ...task, bids: { a: -1 } }],
    ["a fractional bid", { ...task, bids: { a: 0.5 } }],
    ["an infinite bid", { ...task, bids: JSON.parse('{"a": 1e309}') }],
    ["a bid above all bitcoin", { ...task, bids: { a: 2_100_000_000_000_001 } }],
    ["a bid as text", { ...task, bids: { a: "5" } }],
    ["a bid of null", { ...task, bids: { a: null } }],
    ["a bidder that is no id", { ...task, bids: { "a b": 1 } }],
    ["bids as a list", { ...task, bids: [["a", 1]] }],
    ["an unknown tier", { ...task, minTier: "T6" }],
    ["a negative budget", { ...task, budgetSats: -1 }],
    ["a fractional penalty", { ...task, penaltySats: 1.5 }],
    ["65 required capabilities", { ...task, requiredCapabilities: Array.from({ length: 65 }, () => "code") }],
    ["a required capability of spaces", { ...task, requiredCapabilities: ["  "] }],
    ["a deadline that is no time", { ...task, deadline: "soon" }],
    ["a member nobody knows", { ...task, surprise: 1 }],
    ["null for absent", { ...task, budgetSats: null }],
  ])("for %s", (_, body) => {
    expect(TaskSubmission.safeParse(body).success).toBe(false);
  });

  it("a bid for the name every object has is a bid like any other, or none", () => {
    const parsed = TaskSubmission.safeParse({ ...task, bids: JSON.parse('{"__proto__": 5, "constructor": 6}') });
    if (parsed.success) expect(Object.entries(parsed.data.bids ?? {})).toEqual(expect.arrayContaining([["constructor", 6]]));
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("two bids of one agent in a body are the last of them", () => {
    const parsed = TaskSubmission.parse({ ...task, bids: JSON.parse('{"a": 5, "a": 6}') });
    expect(parsed.bids).toEqual({ a: 6 });
  });
});

describe("a preview", () => {
  it("lists each candidate once", () => {
    expect(RoutingQuestion.safeParse({ ...task, candidates: [{ agentId: "a" }, { agentId: "b" }] }).success).toBe(true);
    expect(RoutingQuestion.safeParse({ ...task, candidates: [{ agentId: "a" }, { agentId: "a" }] }).success).toBe(false);
  });

  it("knows no more finished well than finished", () => {
    expect(ListedCandidate.safeParse({ agentId: "a", finished: 1, succeeded: 2 }).success).toBe(false);
  });

  it("takes what is left out as neutral", () => {
    const agent = listedContender({ agentId: "a" });
    expect(agent).toMatchObject({ score: 500, rated: false, barredBy: [], openTasks: 0, finished: 0 });
    expect(agent.ceilingSats).toBe(Number.POSITIVE_INFINITY);
  });

  it("weighs with five weights that sum to 1", () => {
    const weights = { capability: 1, price: 0, trust: 0, track: 0, load: 0 };
    expect(RoutingQuestion.safeParse({ ...task, weights }).success).toBe(true);
    expect(RoutingQuestion.safeParse({ ...task, weights: { ...weights, price: 0.1 } }).success).toBe(false);
    expect(RoutingQuestion.safeParse({ ...task, weights: { ...weights, capability: Number.NaN } }).success).toBe(false);
  });
});
