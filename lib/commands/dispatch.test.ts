import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Model, ModelServer } from "../auditors/model.fixture";
import { readAgent } from "../reads/agent";
import { readDecision, readDecisions, replayDecision } from "../reads/decisions";
import { readJournal, verifyJournal } from "../reads/journal";
import { readTask } from "../reads/tasks";
import { type Task, Task as TaskShape, type TaskSubmission } from "../routing/task-shape";
import { type Bench, freshRuntime, OWNER } from "../testing";
import { ableAgent } from "./able-agent.fixture";
import { suspendAgent } from "./hold-agent";
import { overrideDecision } from "./override-decision";
import { reportOutcome } from "./report-outcome";
import { revokeAgent } from "./revoke-agent";
import { submitTask } from "./submit-task";
import { updateAgent } from "./update-agent";

let bench: Bench;
let first: ModelServer;
let second: ModelServer;

beforeEach(async () => {
  first = await ModelServer.listen(() => "Das Handbuch");
  second = await ModelServer.listen(() => "Das zweite Handbuch");
  bench = await freshRuntime({ MUSTER_ALLOW_PRIVATE_ENDPOINTS: `${first.address},${second.address}` });
  await ableAgent("best", { value: 0.95, url: first.url });
  await ableAgent("next", { value: 0.7, url: second.url });
});
afterEach(async () => {
  await bench.runtime.dispatcher.stop();
  await bench.stop();
  await first.close();
  await second.close();
});

const post = async (more: Partial<TaskSubmission> = {}) =>
  (await submitTask(OWNER, { description: "Translate the manual", dispatch: true, ...more })).taskId;

async function until(id: string, holds: (task: Task) => boolean): Promise<Task> {
  for (;;) {
    const task = readTask(OWNER, id);
    if (holds(task)) return task;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const over = (id: string) => until(id, ({ finishedAt }) => finishedAt !== null);

async function dispatched(more: Partial<TaskSubmission> = {}): Promise<Task> {
  bench.runtime.dispatcher.start();
  return over(await post(more));
}

const attempts = ({ attempts: all }: Task) => all.map(({ agentId, status }) => [agentId, status]);
const sumOfAll = () => bench.runtime.store.raw.prepare("SELECT sum(amountSats) FROM Posting").pluck().get();
const never: Model = () => undefined;

describe("a dispatched task", () => {
  it("is put to the winner's endpoint, and its answer settles it", async () => {
    first.model = (_, response) => {
      const usage = { prompt_tokens: 7, completion_tokens: 5 };
      response.end(JSON.stringify({ choices: [{ message: { content: "Das Handbuch" }, finish_reason: "stop" }], usage }));
      return undefined;
    };
    const task = await dispatched({ tokensBudget: 100, timeBudgetMs: 60_000 });
    expect(first.asked).toEqual([[{ role: "user", content: "Translate the manual" }]]);
    expect(second.asked).toEqual([]);
    const [attempt] = task.attempts;
    expect(attempt).toMatchObject({ agentId: "best", status: "completed", result: "Das Handbuch", tokensUsed: 12 });
    expect(attempt?.durationMs).toBeGreaterThanOrEqual(0);
    expect(attempt?.startedAt).not.toBeNull();
    expect((await readAgent(OWNER, "best")).account.balanceSats).toBe(attempt?.priceSats);
    const { items } = await readJournal(OWNER, { type: ["task.started", "task.completed"], limit: 9 });
    expect(items.map(({ type, agentId, actor }) => [type, agentId, actor])).toEqual([
      ["task.completed", "best", "system"],
      ["task.started", "best", "system"],
    ]);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true });
  });

  it("whose endpoint counts more tokens than there are is answered as the contract says", async () => {
    first.model = (_, response) => {
      const usage = { prompt_tokens: Number.MAX_SAFE_INTEGER, completion_tokens: Number.MAX_SAFE_INTEGER };
      response.end(JSON.stringify({ choices: [{ message: { content: "Das Handbuch" }, finish_reason: "stop" }], usage }));
      return undefined;
    };
    const task = await dispatched();
    expect(task.attempts).toMatchObject([{ status: "completed", tokensUsed: 1e15 }]);
    expect(TaskShape.safeParse(task).error).toBeUndefined();
  });

  it("that is not to be dispatched is put to nobody", async () => {
    bench.runtime.dispatcher.start();
    await post({ dispatch: false });
    await post();
    await bench.runtime.dispatcher.idle();
    expect(first.asked).toHaveLength(1);
  });

  it("keeps of an answer what 100,000 characters hold", async () => {
    first.model = () => `${"a".repeat(99_999)}😀`;
    const [attempt] = (await dispatched()).attempts;
    expect(attempt?.result).toBe(`${"a".repeat(99_999)}\ufffd`);
  });

  it("goes four at a time to one endpoint, and to another beside it", async () => {
    first.model = never;
    bench.runtime.dispatcher.start();
    const bids = { best: 10 };
    const ids = await Promise.all([...Array.from({ length: 4 }, () => post({ bids })), post({ bids: { next: 10 } })]);
    await over(ids[4] ?? "");
    while (first.asked.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(second.asked).toHaveLength(1);
  });
});

describe("an endpoint that", () => {
  const BROKEN: Record<string, [Model, RegExp]> = {
    hangs: [never, /not finished its answer/],
    "drips a byte at a time": [
      (_, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        const timer = setInterval(() => response.write(" "), 20);
        response.on("close", () => clearInterval(timer));
        return undefined;
      },
      /not finished its answer/,
    ],
    "answers garbage": [
      (_, response) => {
        response.end("\u0000<html>");
        return undefined;
      },
      /no choices/,
    ],
    "answers 500": [
      (_, response) => {
        response.writeHead(500).end();
        return undefined;
      },
      /answered 500/,
    ],
    "answers 404": [
      (_, response) => {
        response.writeHead(404).end();
        return undefined;
      },
      /nothing at the endpoint/,
    ],
    "hangs up": [
      (_, response) => {
        response.destroy();
        return undefined;
      },
      /closed the connection/,
    ],
    "leads elsewhere": [
      (_, response) => {
        response.writeHead(302, { location: second.url }).end();
        return undefined;
      },
      /redirects are not followed/,
    ],
    "says nothing": [() => "  \n", /holds no text/],
    "answers two megabytes": [() => "a".repeat(2_000_000), /more than 1048576 bytes/],
  };

  it.each(Object.entries(BROKEN))("%s costs the penalty, and the runner-up does the task", async (_, [model, reason]) => {
    first.model = model;
    const task = await dispatched({ penaltySats: 3 });
    expect(attempts(task)).toEqual([
      ["best", "failed"],
      ["next", "completed"],
    ]);
    expect(task.attempts[0]).toMatchObject({ paidSats: -3, failureReason: expect.stringMatching(reason) });
    expect((await readAgent(OWNER, "best")).holds).toMatchObject([{ cause: "insolvent" }]);
    const decision = readDecision(OWNER, task.decisionId);
    expect(decision).toMatchObject({ attempt: 2, assigned: "next" });
    expect(decision.candidates.map(({ agentId }) => agentId)).toEqual(["next"]);
    const { items } = await readJournal(OWNER, { type: ["task.failed", "routing.decided"], limit: 2 });
    expect(items[0]).toMatchObject({ type: "routing.decided", agentId: "next", cause: items[1]?.id });
    expect(sumOfAll()).toBe(0);
  });

  it("is no more there when its turn comes costs the penalty too", async () => {
    const id = await post({ penaltySats: 3 });
    await updateAgent(OWNER, "best", { endpoint: { url: first.url, protocol: "a2a" } });
    bench.runtime.dispatcher.start();
    const task = await over(id);
    expect(attempts(task)).toEqual([
      ["best", "failed"],
      ["next", "completed"],
    ]);
    expect(task.attempts[0]).toMatchObject({
      failureReason: "The agent has no endpoint that tasks can be put to.",
      startedAt: null,
      paidSats: -3,
    });
  });
});

describe("after a failure", () => {
  it("of a check the runner-up tries", async () => {
    const task = await dispatched({ checks: [{ kind: "contains", text: "zweite" }] });
    expect(attempts(task)).toEqual([
      ["best", "failed"],
      ["next", "completed"],
    ]);
    expect(task.attempts[0]).toMatchObject({ result: "Das Handbuch", failureReason: expect.stringContaining("contains") });
  });

  it("of everybody the task has failed, and a decision says that nobody was left", async () => {
    first.model = second.model = () => "";
    const task = await dispatched();
    expect(task.status).toBe("failed");
    expect(attempts(task)).toEqual([
      ["best", "failed"],
      ["next", "failed"],
    ]);
    expect(readDecisions(OWNER, { taskId: task.id, limit: 9 }).items.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [3, "no_suitable_agent"],
      [2, "assigned"],
      [1, "assigned"],
    ]);
  });

  it("who tried before is left out of a replay as well", async () => {
    await dispatched({ checks: [{ kind: "contains", text: "zweite" }] });
    const [again] = readDecisions(OWNER, { limit: 1 }).items;
    const { finding, differences } = replayDecision(OWNER, again?.id ?? "");
    expect(finding).toMatchObject({ recommended: "next", totals: { considered: 1 } });
    expect(differences.filter(({ of }) => of === "recommended" || of === "candidate")).toEqual([]);
  });

  it("of three the fourth is not asked", async () => {
    first.model = () => "";
    for (const id of ["a", "b", "c"]) await ableAgent(id, { value: 0.99, url: first.url });
    const task = await dispatched();
    expect(task.status).toBe("failed");
    expect(task.attempts).toHaveLength(3);
    expect(second.asked).toEqual([]);
  });

  it("among bidders only those who bid try, at what they bid", async () => {
    first.model = () => "";
    const task = await dispatched({ bids: { best: 10, next: 12 } });
    expect(task.attempts).toMatchObject([
      { agentId: "best", priceSats: 10, paidSats: 0 },
      { agentId: "next", priceSats: 12, paidSats: 12 },
    ]);
    expect(attempts(await over(await post({ bids: { best: 10 } })))).toEqual([["best", "failed"]]);
  });

  it("past the deadline nobody tries", async () => {
    first.model = () => {
      bench.clock.now += 2_000;
      return "";
    };
    const deadline = new Date(bench.clock.now + 1_000).toISOString();
    expect(attempts(await dispatched({ deadline }))).toEqual([["best", "failed"]]);
  });
});

describe("before its agent is asked", () => {
  it.each([
    ["suspended", () => suspendAgent(OWNER, "best", "Look into it"), "The agent is held: operator."],
    ["revoked", () => revokeAgent(OWNER, "best", "Enough"), "The agent is revoked."],
  ])("a task of one that was %s since goes to the runner-up", async (_, act, reason) => {
    const id = await post();
    await act();
    bench.runtime.dispatcher.start();
    const task = await over(id);
    expect(attempts(task)).toEqual([
      ["best", "failed"],
      ["next", "completed"],
    ]);
    expect(task.attempts[0]).toMatchObject({ failureReason: reason, startedAt: null });
    expect(first.asked).toEqual([]);
  });

  it("a task is not given to one that cannot be asked", async () => {
    await ableAgent("mute");
    const { decisionId } = readTask(OWNER, await post({ penaltySats: 10 }));
    await expect(overrideDecision(OWNER, decisionId, { agentId: "mute", reason: "Their turn" })).rejects.toMatchObject({
      code: "routing/not-eligible",
      message: expect.stringContaining("no_endpoint"),
    });
  });

  it("a task that was given to another is put to that one only", async () => {
    const id = await post();
    await overrideDecision(OWNER, readTask(OWNER, id).decisionId, { agentId: "next", reason: "Their turn" });
    bench.runtime.dispatcher.start();
    expect(attempts(await over(id))).toEqual([["next", "completed"]]);
    expect(first.asked).toEqual([]);
  });
});

describe("while an endpoint thinks", () => {
  let id = "";
  beforeEach(async () => {
    first.model = never;
    bench.runtime.dispatcher.start();
    id = await post();
    await until(id, ({ status }) => status === "running");
    while (first.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it("an outcome that somebody reports is the last word", async () => {
    const task = await reportOutcome(OWNER, id, { success: false, failureReason: "Too late" });
    await bench.runtime.dispatcher.idle();
    expect(readTask(OWNER, id)).toEqual(task);
    expect(attempts(task)).toEqual([["best", "failed"]]);
  });

  it("a stop leaves the task running, and a start asks again; it is paid once", async () => {
    await bench.runtime.dispatcher.stop();
    expect(readTask(OWNER, id).status).toBe("running");
    const { startedAt } = readTask(OWNER, id).attempts[0] ?? {};
    await bench.restart();
    first.model = () => "Das Handbuch";
    bench.runtime.dispatcher.start();
    const task = await over(id);
    expect(task.attempts).toMatchObject([{ status: "completed", startedAt }]);
    expect(first.asked).toHaveLength(2);
    expect((await readAgent(OWNER, "best")).account.earnedSats).toBe(task.attempts[0]?.priceSats);
    const { items } = await readJournal(OWNER, { type: ["task.started"], limit: 9 });
    expect(items).toHaveLength(1);
  });

  it("and its time has passed by the next start, it is not asked again", async () => {
    await bench.runtime.dispatcher.stop();
    bench.clock.now += 600_000;
    await bench.restart();
    bench.runtime.dispatcher.start();
    await bench.runtime.dispatcher.idle();
    expect(first.asked).toHaveLength(1);
    expect(bench.runtime.deadlines.next).toBeLessThanOrEqual(bench.clock.now);
  });
});

it("a database that is busy is waited for, and the answer is not lost", async () => {
  const { writer } = bench.runtime;
  let refusals = 2;
  const enqueue = writer.enqueue.bind(writer);
  first.model = () => {
    writer.enqueue = (item, size) => {
      if (refusals-- > 0) item.reject(Object.assign(new Error("busy"), { name: "Refusal", status: 503, code: "store/busy" }));
      else enqueue(item, size);
    };
    return "Das Handbuch";
  };
  const task = await dispatched();
  expect(task.status).toBe("completed");
  expect(first.asked).toHaveLength(1);
  expect(refusals).toBeLessThan(0);
});
