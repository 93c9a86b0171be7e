import { describe, expect, it } from "vitest";
import { TaskSubmission } from "@/lib/routing/task-shape";
import { conditionsSet, draftFrom, EMPTY_TASK, errorsOf, submissionFrom, type TaskDraft, wholeNumber } from "./task-form-draft";

const draft = (part: Partial<TaskDraft> = {}): TaskDraft => ({ ...EMPTY_TASK, description: "Sort invoices", ...part });
const check = { key: "1", kind: "contains" as const, text: "", ignoreCase: false, min: "", max: "" };

describe("a task in the form", () => {
  it("is sent without what is empty, and as the server wants it", () => {
    const { submission, faults } = submissionFrom(draft());
    expect(submission).toEqual({ description: "Sort invoices", minTier: "T1", policy: "balanced" });
    expect(faults).toEqual({});
    expect(TaskSubmission.safeParse(submission).success).toBe(true);
  });

  it("sends everything that was typed", () => {
    const { submission, faults } = submissionFrom(
      draft({
        capabilities: ["invoices"],
        budgetSats: "1 200",
        penaltySats: "5",
        deadline: "2026-11-21T18:00",
        tokensBudget: "4,000",
        timeBudget: "90",
        checks: [
          { ...check, kind: "json", text: '{"type":"object"}' },
          { ...check, text: "total", ignoreCase: true },
          { ...check, kind: "words", max: "300" },
        ],
        bidding: "bids",
        bids: [
          { key: "1", agentId: "scout", sats: "30" },
          { key: "2", agentId: null, sats: "" },
        ],
        dispatch: true,
      }),
    );
    expect(faults).toEqual({});
    expect(TaskSubmission.parse(submission)).toEqual({
      description: "Sort invoices",
      minTier: "T1",
      policy: "balanced",
      requiredCapabilities: ["invoices"],
      budgetSats: 1200,
      penaltySats: 5,
      deadline: "2026-11-21T18:00:00Z",
      tokensBudget: 4000,
      timeBudgetMs: 90_000,
      checks: [
        { kind: "json", schema: { type: "object" } },
        { kind: "contains", text: "total", ignoreCase: true },
        { kind: "words", max: 300 },
      ],
      bids: { scout: 30 },
      dispatch: true,
    });
  });

  it("marks what cannot be sent where it stands", () => {
    const { faults } = submissionFrom(
      draft({
        budgetSats: "12.5",
        checks: [
          { ...check, kind: "json", text: "[1]" },
          { ...check, kind: "words", min: "9", max: "3" },
        ],
        bidding: "bids",
        bids: [
          { key: "1", agentId: "scout", sats: "1" },
          { key: "2", agentId: "scout", sats: "2" },
        ],
      }),
    );
    expect(Object.keys(faults).toSorted()).toEqual(["bids.1", "budgetSats", "checks.0", "checks.1"]);
  });

  it("places what the server complains about", () => {
    const typed = draft({
      checks: [check, { ...check, kind: "json", text: "{}" }],
      bids: [{ key: "1", agentId: "a/b", sats: "1" }],
    });
    expect(
      errorsOf(typed, [
        { pointer: "/deadline", detail: "passed" },
        { pointer: "/timeBudgetMs", detail: "too long" },
        { pointer: "/checks/0/schema/pattern", detail: "no patterns" },
        { pointer: "/bids/a~1b", detail: "unknown" },
      ]),
    ).toEqual({ deadline: "passed", timeBudget: "too long", "checks.1": "no patterns", "bids.0": "unknown" });
  });

  it("comes back from what was kept, and from nothing else", () => {
    const typed = draft({ budgetSats: "60" });
    expect(draftFrom(JSON.stringify(typed))).toEqual(typed);
    expect(draftFrom('{"description":"older"}')?.minTier).toBe("T1");
    for (const broken of [null, "", "{", "3", '{"description":1}', '{"minTier":"T9"}']) expect(draftFrom(broken)).toBeNull();
  });

  it("counts the conditions that say something", () => {
    expect(conditionsSet(draft({ budgetSats: "60" }))).toBe(0);
    expect(conditionsSet(draft({ penaltySats: "5", dispatch: true, bidding: "bids" }))).toBe(3);
  });

  it("reads whole numbers as people type them", () => {
    expect([wholeNumber(""), wholeNumber(" 1,000 "), wholeNumber("-1"), wholeNumber("1e3")]).toEqual([
      undefined,
      1000,
      null,
      null,
    ]);
  });
});
