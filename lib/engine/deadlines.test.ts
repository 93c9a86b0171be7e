import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Model, ModelServer } from "../auditors/model.fixture";
import { ableAgent } from "../commands/able-agent.fixture";
import { overrideDecision } from "../commands/override-decision";
import { reportOutcome } from "../commands/report-outcome";
import { submitTask } from "../commands/submit-task";
import { readAgent } from "../reads/agent";
import { readJournal } from "../reads/journal";
import { readSignals } from "../reads/signals";
import { readTask } from "../reads/tasks";
import type { TaskSubmission } from "../routing/task-shape";
import { type Bench, freshRuntime, OWNER } from "../testing";
import type { Alarm } from "./alarm";
import { watchDeadlines } from "./deadlines";
import { HandTimer } from "./hand-timer.fixture";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let bench: Bench;
let timer: HandTimer;
let alarm: Alarm;
let model: ModelServer;
const silent: Model = () => undefined;

beforeEach(async () => {
  model = await ModelServer.listen(silent);
  bench = await freshRuntime({ MUSTER_ALLOW_PRIVATE_ENDPOINTS: model.address });
  timer = new HandTimer(bench.clock);
  alarm = watchDeadlines(timer.arm);
});
afterEach(async () => {
  await alarm.stop();
  await bench.runtime.dispatcher.stop();
  await bench.stop();
  await model.close();
});

const post = async (more: Partial<TaskSubmission> = {}) =>
  (await submitTask(OWNER, { description: "Translate the manual", ...more })).taskId;
const pass = (ms: number) => timer.pass(bench.clock.now + ms, alarm);
const task = (id: string) => readTask(OWNER, id);

async function restart(): Promise<void> {
  await alarm.stop();
  await bench.runtime.dispatcher.stop();
  await bench.restart();
  timer.forget();
  alarm = watchDeadlines(timer.arm);
}

describe("a task that nobody takes", () => {
  it("expires after an hour, and costs nobody anything", async () => {
    const id = await post();
    expect(task(id)).toMatchObject({ status: "posted", expiresAt: new Date(bench.clock.now + HOUR).toISOString() });
    await pass(HOUR - 1);
    expect(task(id).status).toBe("posted");
    await pass(1);
    expect(task(id)).toMatchObject({ status: "expired", attempts: [], expiresAt: null });
    expect(timer.armed).toBeNull();
    const { items } = await readJournal(OWNER, { type: ["task.expired"], limit: 9 });
    expect(items).toMatchObject([{ agentId: null, actor: "system", data: { taskId: id } }]);
    await expect(reportOutcome(OWNER, id, { success: true })).rejects.toMatchObject({ code: "routing/task-not-assigned" });
  });

  it("expires by its deadline where that comes first", async () => {
    const id = await post({ deadline: new Date(bench.clock.now + MINUTE).toISOString() });
    await pass(MINUTE);
    expect(task(id).status).toBe("expired");
  });

  it("has more time once it is given to somebody", async () => {
    const id = await post({ requiredCapabilities: ["sing"] });
    await ableAgent("scout");
    await overrideDecision(OWNER, task(id).decisionId, { agentId: "scout", reason: "Try" });
    await pass(2 * HOUR);
    expect(task(id).status).toBe("assigned");
  });
});

describe("a task in somebody's hands", () => {
  beforeEach(() => ableAgent("scout", { url: model.url }));

  it("expires after a day, costs the penalty, speaks against the agent and may make it insolvent", async () => {
    const id = await post({ id: "t-1", penaltySats: 20 });
    await pass(24 * HOUR - 1);
    expect(task(id).status).toBe("assigned");
    await pass(1);
    expect(task(id)).toMatchObject({
      status: "expired",
      attempts: [{ status: "expired", paidSats: -20, failureReason: "The time was up." }],
    });
    expect(await readAgent(OWNER, "scout")).toMatchObject({
      account: { balanceSats: -20 },
      holds: [{ cause: "insolvent" }],
      openTasks: 0,
      trackRecord: { failed: 1 },
    });
    const { items } = await readSignals(OWNER, "scout", { limit: 1 });
    expect(items).toMatchObject([{ id: "task:t-1:collaboration_health", value: 0 }]);
    await expect(reportOutcome(OWNER, id, { success: true })).rejects.toMatchObject({
      code: "routing/task-expired",
      status: 409,
    });
  });

  it("expires when its own time is up", async () => {
    const id = await post({ timeBudgetMs: 5 * MINUTE });
    await pass(5 * MINUTE);
    expect(task(id).status).toBe("expired");
  });

  it("that is reported on in time stays what it is", async () => {
    const id = await post();
    await reportOutcome(OWNER, id, { success: true });
    expect(bench.runtime.deadlines.next).toBeNull();
    await pass(48 * HOUR);
    expect(task(id).status).toBe("completed");
  });

  it("and running at an endpoint that never answers goes to the runner-up after ten minutes, and expires after the last", async () => {
    await ableAgent("next", { value: 0.6, url: model.url });
    await bench.runtime.dispatcher.stop();
    await restart();
    bench.runtime.dispatcher.start();
    const id = await post({ dispatch: true });
    for (const agentId of ["scout", "next"]) {
      while (task(id).status !== "running") await new Promise((resolve) => setTimeout(resolve, 5));
      expect(task(id).assigned).toBe(agentId);
      await pass(10 * MINUTE);
    }
    expect(task(id)).toMatchObject({ status: "expired", attempts: [{ status: "expired" }, { status: "expired" }] });
  });
});

describe("what timed out while nothing ran", () => {
  it("ends at the next start, all of it, once", async () => {
    await ableAgent("scout");
    const ids = [
      await post(),
      await post({ requiredCapabilities: ["sing"] }),
      await post({ timeBudgetMs: MINUTE, penaltySats: 1 }),
    ];
    await alarm.stop();
    bench.clock.now += 25 * HOUR;
    await restart();
    await pass(0);
    expect(ids.map((id) => task(id).status)).toEqual(["expired", "expired", "expired"]);
    await restart();
    await pass(HOUR);
    const { items } = await readJournal(OWNER, { type: ["task.expired"], limit: 9 });
    expect(items).toHaveLength(3);
    expect((await readAgent(OWNER, "scout")).account.balanceSats).toBe(-1);
  });
});
