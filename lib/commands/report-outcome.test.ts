import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAccount } from "../reads/account";
import { readAgent } from "../reads/agent";
import { readJournal, verifyJournal } from "../reads/journal";
import { readSignals } from "../reads/signals";
import { readTask, readTasks } from "../reads/tasks";
import { MOST_SATS } from "../routing/account";
import type { TaskSubmission } from "../routing/task-shape";
import { actorWith, type Bench, freshRuntime, OWNER } from "../testing";
import { ableAgent } from "./able-agent.fixture";
import { deregisterAgent } from "./deregister-agent";
import { reportOutcome } from "./report-outcome";
import { submitTask } from "./submit-task";
import { topUpAccount } from "./top-up-account";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await ableAgent("scout");
});
afterEach(() => bench.stop());

async function post(more: Partial<TaskSubmission> = {}) {
  const { taskId, id, candidates } = await submitTask(OWNER, { description: "Translate the manual", ...more });
  return { taskId, decisionId: id, priceSats: candidates[0]?.bidSats ?? 0 };
}

const agent = () => readAgent(OWNER, "scout");
const sumOfAll = () => bench.runtime.store.raw.prepare("SELECT sum(amountSats) FROM Posting").pluck().get();
const postings = () => readAccount(OWNER, "scout", { limit: 50 }).items;
const taskSignals = async () =>
  (await readSignals(OWNER, "scout", { limit: 100 })).items.filter(({ id }) => id?.startsWith("task:"));
const refusal = (code: string, status: number) => expect.objectContaining({ code, status });

describe("an outcome that is reported", () => {
  it("pays the price, speaks for the agent in signals that name the decision, and is journaled", async () => {
    const { taskId, decisionId, priceSats } = await post({ id: "t-1" });
    const before = (await agent()).score;
    bench.clock.now += 5_000;
    const task = await reportOutcome(OWNER, taskId, { success: true, result: "Das Handbuch", durationMs: 4_000 });
    expect(task).toMatchObject({
      status: "completed",
      assigned: "scout",
      expiresAt: null,
      finishedAt: task.attempts[0]?.endedAt,
    });
    expect(task.attempts).toMatchObject([
      {
        attempt: 1,
        decisionId,
        status: "completed",
        paidSats: priceSats,
        result: "Das Handbuch",
        durationMs: 4_000,
        startedAt: null,
      },
    ]);
    expect(await agent()).toMatchObject({
      openTasks: 0,
      account: { balanceSats: priceSats, earnedSats: priceSats, penaltiesSats: 0 },
      trackRecord: { tasks: 1, completed: 1, failed: 0, successRate: 1, avgDurationMs: 4_000 },
    });
    expect((await agent()).score).toBeGreaterThan(before);
    expect(sumOfAll()).toBe(0);
    const signals = await taskSignals();
    expect(signals.map(({ id, value, source }) => [id, value, source]).sort()).toEqual([
      ["task:t-1:collaboration_health", 1, "collaboration:key:test"],
      ["task:t-1:output_quality", 1, "consumer:key:test"],
    ]);
    expect(signals.every(({ traceId }) => traceId === decisionId)).toBe(true);
    const { items } = await readJournal(OWNER, { type: ["task.completed"], limit: 5 });
    expect(items).toMatchObject([{ agentId: "scout", data: { taskId, decisionId, attempt: 1, paidSats: priceSats } }]);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true });
  });

  it("a second time, also another one, is answered as before and pays nothing", async () => {
    const { taskId, priceSats } = await post();
    const first = await reportOutcome(OWNER, taskId, { success: true, result: "done" });
    expect(await reportOutcome(OWNER, taskId, { success: true, result: "done" })).toEqual(first);
    expect(await reportOutcome(OWNER, taskId, { success: false, failureReason: "Changed my mind" })).toEqual(first);
    expect((await agent()).account.balanceSats).toBe(priceSats);
    expect(await taskSignals()).toHaveLength(2);
  });

  it("thirty times at once settles once", async () => {
    const { taskId, priceSats } = await post({ penaltySats: 9 });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => reportOutcome(OWNER, taskId, { success: i % 2 === 0 })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(postings()).toMatchObject([{ kind: "payment", amountSats: priceSats }]);
  });

  it("as a failure costs the penalty and speaks against the agent, with the reason", async () => {
    const { taskId } = await post({ id: "t-1", penaltySats: 30 });
    await topUpAccount(OWNER, "scout", { amountSats: 100, reason: "Float" });
    const task = await reportOutcome(OWNER, taskId, { success: false, failureReason: "In French" });
    expect(task).toMatchObject({ status: "failed", attempts: [{ status: "failed", paidSats: -30, failureReason: "In French" }] });
    expect(await agent()).toMatchObject({
      account: { balanceSats: 70, penaltiesSats: 30 },
      holds: [],
      trackRecord: { failed: 1 },
    });
    expect(await taskSignals()).toMatchObject([{ id: "task:t-1:output_quality", value: 0, details: "In French" }]);
    expect(sumOfAll()).toBe(0);
  });

  it("as a failure that costs more than the agent has holds it until its account is topped up", async () => {
    const { taskId } = await post({ penaltySats: 30 });
    await reportOutcome(OWNER, taskId, { success: false });
    expect(await agent()).toMatchObject({ account: { balanceSats: -30 }, holds: [{ cause: "insolvent" }], mayAct: false });
    const { items } = await readJournal(OWNER, { type: ["agent.hold_set", "task.failed"], limit: 5 });
    expect(items.map(({ type }) => type)).toEqual(["agent.hold_set", "task.failed"]);
    expect(items[0]?.cause).toBe(items[1]?.id);
    await topUpAccount(OWNER, "scout", { amountSats: 30, reason: "Paid" });
    expect(await agent()).toMatchObject({ account: { balanceSats: 0 }, holds: [], mayAct: true });
  });

  it("speaks of resources where both budgets and both figures are known", async () => {
    const budgets = { tokensBudget: 100, timeBudgetMs: 1_000 };
    const { taskId } = await post({ id: "t-1", ...budgets });
    await reportOutcome(OWNER, taskId, { success: true, tokensUsed: 200, durationMs: 500 });
    const other = await post({ id: "t-2", ...budgets });
    await reportOutcome(OWNER, other.taskId, { success: true, tokensUsed: 200 });
    const used = (await taskSignals()).filter(({ dimension }) => dimension === "resource_efficiency");
    expect(used).toMatchObject([{ id: "task:t-1:resource_efficiency", value: 0.75 }]);
  });
});

describe("declared checks", () => {
  const checks: TaskSubmission["checks"] = [
    { kind: "json", schema: { type: "object", required: ["text"] } },
    { kind: "contains", text: "Handbuch" },
  ];

  it.each([
    ["a result that passes is paid", '{"text": "Das Handbuch"}', true, "completed"],
    ["a result that does not pass fails, whatever is said", '{"title": "Das Handbuch"}', true, "failed"],
    ["no result fails, whatever is said", undefined, true, "failed"],
    ["a failure stays one, though its result passes", '{"text": "Das Handbuch"}', false, "failed"],
  ])("%s", async (_, result, success, status) => {
    const { taskId } = await post({ checks });
    const task = await reportOutcome(OWNER, taskId, { success, result });
    expect(task.status).toBe(status);
    expect(task.attempts[0]?.checks.map(({ kind }) => kind)).toEqual(["json", "contains"]);
  });

  it("give the reason of a failure that nobody gave one for", async () => {
    const { taskId } = await post({ checks });
    const task = await reportOutcome(OWNER, taskId, { success: true, result: "{}" });
    expect(task.attempts[0]?.failureReason).toBe('The check "json" failed: The whole must have "text".');
  });
});

describe("an outcome is refused", () => {
  it("for a task that is unknown, or that nobody has", async () => {
    await expect(reportOutcome(OWNER, "nope", { success: true })).rejects.toEqual(refusal("routing/unknown-task", 404));
    const { taskId } = await submitTask(OWNER, { description: "Sing", requiredCapabilities: ["sing"] });
    await expect(reportOutcome(OWNER, taskId, { success: true })).rejects.toEqual(refusal("routing/task-not-assigned", 409));
  });

  it("to a key that is bound to the agent, and to one without the scope", async () => {
    const { taskId } = await post();
    const bound = actorWith(["read", "ingest", "route"], "scout");
    await expect(reportOutcome(bound, taskId, { success: true })).rejects.toEqual(refusal("access/bound-key", 403));
    await expect(reportOutcome(actorWith(["read"]), taskId, { success: true })).rejects.toEqual(refusal("access/scope", 403));
    expect(readTask(OWNER, taskId).status).toBe("assigned");
  });
});

describe("a settled task", () => {
  it("is after a restart what it was, and so is its agent", async () => {
    for (const success of [true, false]) {
      const { taskId } = await post({ penaltySats: 1 });
      await reportOutcome(OWNER, taskId, { success, durationMs: 10 });
    }
    const before = { tasks: readTasks(OWNER, { limit: 10 }), agent: await agent() };
    const work = bench.runtime.fleet.find("scout")?.work;
    await bench.restart();
    expect({ tasks: readTasks(OWNER, { limit: 10 }), agent: await agent() }).toEqual(before);
    expect(bench.runtime.fleet.find("scout")?.work).toEqual(work);
  });

  it("leaves nothing behind where its commit fails", async () => {
    const { taskId, priceSats } = await post();
    const { raw } = bench.runtime.store;
    const before = { task: readTask(OWNER, taskId), agent: await agent(), seq: bench.runtime.journal.seq };
    raw.exec("CREATE TRIGGER broken BEFORE INSERT ON Posting BEGIN SELECT RAISE(ABORT, 'out of ink'); END");
    await expect(reportOutcome(OWNER, taskId, { success: true })).rejects.toThrow("out of ink");
    expect({ task: readTask(OWNER, taskId), agent: await agent(), seq: bench.runtime.journal.seq }).toEqual(before);
    raw.exec("DROP TRIGGER broken");
    await reportOutcome(OWNER, taskId, { success: true });
    expect((await agent()).account.balanceSats).toBe(priceSats);
  });

  it("pays an agent that holds the most an account may be topped up to, also at the next start", async () => {
    await topUpAccount(OWNER, "scout", { amountSats: MOST_SATS, reason: "All there is" });
    const { taskId, priceSats } = await post();
    await reportOutcome(OWNER, taskId, { success: true });
    const { account } = await agent();
    expect(account).toMatchObject({ balanceSats: MOST_SATS + priceSats, earnedSats: priceSats });
    await bench.restart();
    expect((await agent()).account).toEqual(account);
  });

  it("of an agent that is gone is settled all the same", async () => {
    const { taskId, priceSats } = await post();
    await deregisterAgent(OWNER, "scout", "Retired");
    await reportOutcome(OWNER, taskId, { success: true });
    expect(await agent()).toMatchObject({ status: "deregistered", account: { balanceSats: priceSats }, openTasks: 0 });
    expect(await taskSignals()).toEqual([]);
  });
});

describe("the list of tasks", () => {
  it("is newest first, by status and by agent, in pages", async () => {
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push((await post()).taskId);
    const nobodys = (await submitTask(OWNER, { description: "Sing", requiredCapabilities: ["sing"] })).taskId;
    await reportOutcome(OWNER, ids[0] ?? "", { success: true, result: "done" });
    const listed = (query: Omit<Parameters<typeof readTasks>[1], "limit">) =>
      readTasks(OWNER, { limit: 50, ...query }).items.map(({ id }) => id);
    expect(listed({})).toEqual([nobodys, ids[2], ids[1], ids[0]]);
    expect(listed({ status: ["completed", "posted"] })).toEqual([nobodys, ids[0]]);
    expect(listed({ agentId: "scout", status: ["assigned"] })).toEqual([ids[2], ids[1]]);
    expect(readTask(OWNER, ids[0] ?? "").attempts[0]?.result).toBe("done");
    expect(readTasks(OWNER, { limit: 9 }).items.flatMap(({ attempts }) => attempts.map(({ result }) => result))).toEqual([
      null,
      null,
      null,
    ]);
    const first = readTasks(OWNER, { limit: 3 });
    const second = readTasks(OWNER, { limit: 3, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(listed({}));
    expect(second.nextCursor).toBeNull();
  });
});

describe("a page of tasks", () => {
  it("holds fewer where their texts are long, and the next goes on", async () => {
    const ids: string[] = [];
    const description = "Translate the manual".padEnd(20_000, ".");
    for (let i = 0; i < 110; i++) ids.unshift((await submitTask(OWNER, { description })).taskId);
    const first = readTasks(OWNER, { limit: 500 });
    expect(first.items.length).toBeLessThan(110);
    const second = readTasks(OWNER, { limit: 500, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });
});

describe("whatever outcomes come", () => {
  it("all accounts sum to zero, and each agent has what its attempts earned", async () => {
    await ableAgent("other", { value: 0.7 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ success: fc.boolean(), penaltySats: fc.integer({ min: 0, max: 3 }) }), { maxLength: 6 }),
        async (outcomes) => {
          await Promise.all(
            outcomes.map(async ({ success, penaltySats }) => {
              const { taskId, outcome } = await submitTask(OWNER, { description: "Translate the manual", penaltySats });
              if (outcome === "assigned") await reportOutcome(OWNER, taskId, { success });
            }),
          );
          expect(sumOfAll() ?? 0).toBe(0);
          const { items } = readTasks(OWNER, { limit: 500 });
          for (const id of ["scout", "other"]) {
            const earned = items.flatMap(({ attempts }) => attempts).filter(({ agentId }) => agentId === id);
            const sum = earned.reduce((total, { paidSats }) => total + (paidSats ?? 0), 0);
            expect((await readAgent(OWNER, id)).account.balanceSats).toBe(sum);
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
