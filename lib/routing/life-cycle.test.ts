import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evidenceOf } from "../trust/signal";
import {
  consequenceOf,
  type Ended,
  expiresAt,
  isOpen,
  MOST_ATTEMPTS,
  paidSats,
  signalsOf,
  type TaskEvent,
  type TaskFacts,
} from "./life-cycle";
import { TASK_STATUSES } from "./task-shape";

const NO_TERMS = { deadline: null, timeBudgetMs: null };
const MINUTE_MS = 60_000;

describe("a state times out", () => {
  it.each([
    ["posted", NO_TERMS, 60 * MINUTE_MS],
    ["posted", { deadline: null, timeBudgetMs: 5 }, 60 * MINUTE_MS],
    ["assigned", NO_TERMS, 24 * 60 * MINUTE_MS],
    ["assigned", { deadline: null, timeBudgetMs: 5 }, 5],
    ["running", NO_TERMS, 10 * MINUTE_MS],
    ["running", { deadline: null, timeBudgetMs: 30 * MINUTE_MS }, 30 * MINUTE_MS],
    ["running", { deadline: 1003, timeBudgetMs: 5 }, 3],
    ["posted", { deadline: 900, timeBudgetMs: null }, -100],
    ["completed", NO_TERMS, null],
    ["failed", { deadline: 1003, timeBudgetMs: null }, null],
    ["expired", NO_TERMS, null],
    ["assigned", { deadline: null, timeBudgetMs: 5_000, dispatch: true }, 1440 * MINUTE_MS],
    ["running", { deadline: null, timeBudgetMs: 5_000, dispatch: true }, 5_000],
  ] as const)("%s with %j after %s ms", (status, terms, after) => {
    expect(expiresAt(status, 1000, terms)).toBe(after === null ? null : 1000 + after);
  });
});

const posted = { status: "posted", dispatch: false, attempts: 0, deadline: null } as const;
const assigned = { status: "assigned", dispatch: false, attempts: 1, deadline: null } as const;
const running = { status: "running", dispatch: true, attempts: 1, deadline: null } as const;

describe("a task", () => {
  it.each<[string, TaskFacts, TaskEvent, string, string | null]>([
    ["that nobody takes expires, and no attempt with it", posted, { kind: "timed_out" }, "expired", null],
    ["is given to somebody", posted, { kind: "assigned" }, "assigned", null],
    ["is given to somebody else", assigned, { kind: "assigned" }, "assigned", null],
    ["begins", assigned, { kind: "begun" }, "running", null],
    ["is done when somebody says so", assigned, { kind: "reported", accepted: true }, "completed", "completed"],
    ["fails when somebody says so", running, { kind: "reported", accepted: false }, "failed", "failed"],
    ["is done by an answer that passes", running, { kind: "answered", accepted: true }, "completed", "completed"],
    ["fails by an answer that does not", running, { kind: "answered", accepted: false }, "failed", "failed"],
    ["fails without an answer", running, { kind: "unanswered" }, "failed", "failed"],
    ["expires in somebody's hands", assigned, { kind: "timed_out" }, "expired", "expired"],
  ])("%s", (_, task, event, status, ending) => {
    expect(consequenceOf(task, event, 0)).toMatchObject({ status, ending });
  });

  it.each<[string, TaskFacts, TaskEvent]>([
    ["what nobody has cannot be reported on", posted, { kind: "reported", accepted: true }],
    ["what nobody was asked for is not answered", assigned, { kind: "answered", accepted: true }],
    ["what has begun is not given away", running, { kind: "assigned" }],
  ])("%s", (_, task, event) => {
    expect(consequenceOf(task, event, 0)).toBeNull();
  });

  it.each<[string, TaskFacts, TaskEvent, boolean]>([
    ["when an endpoint does not answer", running, { kind: "unanswered" }, true],
    ["when its answer does not pass", running, { kind: "answered", accepted: false }, true],
    ["when its time is up", running, { kind: "timed_out" }, true],
    ["not when it passes", running, { kind: "answered", accepted: true }, false],
    ["not when somebody reports the failure", running, { kind: "reported", accepted: false }, false],
    ["not when it was not dispatched", assigned, { kind: "timed_out" }, false],
    ["not after the third", { ...running, attempts: MOST_ATTEMPTS }, { kind: "unanswered" }, false],
    ["in time", { ...running, deadline: 11 }, { kind: "unanswered" }, true],
    ["not once the deadline has come", { ...running, deadline: 10 }, { kind: "timed_out" }, false],
  ])("somebody else tries %s", (_, task, event, again) => {
    expect(consequenceOf(task, event, 10)?.again).toBe(again);
  });
});

describe("whatever happens to a task", () => {
  const event: fc.Arbitrary<TaskEvent> = fc.oneof(
    fc.record({ kind: fc.constantFrom("assigned", "begun", "unanswered", "timed_out") }),
    fc.record({ kind: fc.constantFrom("reported", "answered"), accepted: fc.boolean() }),
  );
  const facts = fc.record({
    status: fc.constantFrom(...TASK_STATUSES),
    dispatch: fc.boolean(),
    attempts: fc.integer({ min: 0, max: MOST_ATTEMPTS }),
    deadline: fc.option(fc.integer({ min: 0, max: 100 })),
  });

  it("it ends once, and nothing follows after that", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.boolean(), (events, dispatch) => {
        let task: TaskFacts = { status: "posted", dispatch, attempts: 0, deadline: null };
        let ends = 0;
        let attempts = 0;
        for (const next of events) {
          const consequence = consequenceOf(task, next, 0);
          if (!isOpen(task.status)) expect(consequence).toBeNull();
          if (!consequence) continue;
          const { status, again } = consequence;
          if (status === "assigned" && task.status === "posted") attempts += 1;
          if (again) attempts += 1;
          else if (!isOpen(status)) ends += 1;
          task = { ...task, status: again ? "assigned" : status, attempts };
        }
        expect(ends).toBeLessThanOrEqual(1);
        expect(attempts).toBeLessThanOrEqual(MOST_ATTEMPTS);
      }),
    );
  });

  it("an attempt ends exactly when the task leaves somebody's hands, and only then somebody else may try", () => {
    fc.assert(
      fc.property(facts, event, fc.integer({ min: 0, max: 100 }), (task, next, now) => {
        const consequence = consequenceOf(task, next, now);
        if (!consequence) return;
        const { status, ending, again } = consequence;
        expect(ending !== null).toBe(!isOpen(status) && task.status !== "posted");
        if (again) expect(ending).not.toBe("completed");
        if (again) expect(now).toBeLessThan(task.deadline ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  it("every open state ends by time alone", () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0 }), (task, since) => {
        const at = expiresAt(task.status, since, { deadline: task.deadline, timeBudgetMs: null });
        expect(at !== null).toBe(isOpen(task.status));
        if (at === null) return;
        expect(consequenceOf(task, { kind: "timed_out" }, at)?.status).toBe("expired");
      }),
    );
  });
});

describe("an ending", () => {
  const done: Ended = {
    taskId: "t-1",
    attempt: 1,
    agentId: "a",
    decisionId: "d-1",
    ending: "completed",
    delivered: true,
    judge: "key:billing",
    postedBy: "key:shop",
    reason: null,
    tokensUsed: 50,
    tokensBudget: 100,
    durationMs: 400,
    timeBudgetMs: 200,
  };
  const said = (ended: Ended) =>
    signalsOf(ended).map((signal) => {
      const { id, value, source, details } = evidenceOf(signal);
      return [id, value, source, details];
    });

  it("pays the price or costs the penalty", () => {
    const terms = { priceSats: 40, penaltySats: 7 };
    expect(paidSats("completed", terms)).toBe(40);
    expect(paidSats("failed", terms)).toBe(-7);
    expect(paidSats("expired", terms)).toBe(-7);
    expect(Object.is(paidSats("failed", { priceSats: 40, penaltySats: 0 }), 0)).toBe(true);
  });

  it("well done says that the output was accepted, the handoff went well and what it took", () => {
    expect(said(done)).toEqual([
      ["task:t-1:output_quality", 1, "consumer:key:billing", undefined],
      ["task:t-1:collaboration_health", 1, "collaboration:key:shop", undefined],
      ["task:t-1:resource_efficiency", 0.75, "resource_monitor", "tokens=50/100, compute=400/200ms"],
    ]);
    expect(new Set(signalsOf(done).map(({ traceId }) => traceId))).toEqual(new Set(["d-1"]));
  });

  it("that failed says that the output was rejected, and why", () => {
    const failed: Ended = { ...done, attempt: 2, ending: "failed", reason: "Wrong total", tokensUsed: null };
    expect(said(failed)).toEqual([["task:t-1#2:output_quality", 0, "consumer:key:billing", "Wrong total"]]);
  });

  it.each(["failed", "expired"] as const)("that %s without a result says that the handoff did not succeed", (ending) => {
    const nothing: Ended = { ...done, ending, delivered: false, reason: "No answer", durationMs: null };
    expect(said(nothing)).toEqual([["task:t-1:collaboration_health", 0, "collaboration:key:shop", undefined]]);
  });

  it.each(["tokensUsed", "tokensBudget", "durationMs", "timeBudgetMs"] as const)(
    "says nothing of resources without %s",
    (figure) => {
      expect(signalsOf({ ...done, [figure]: null }).map(({ kind }) => kind)).toEqual(["output_quality", "collaboration"]);
    },
  );
});
