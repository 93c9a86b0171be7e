import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isRefusal } from "../refusal";
import { type Bench, freshRuntime, OWNER } from "../testing";
import { ableAgent } from "./able-agent.fixture";
import { deregisterAgent } from "./deregister-agent";
import { expireTasks } from "./expire-tasks";
import { overrideDecision } from "./override-decision";
import { reportOutcome } from "./report-outcome";
import { submitTask } from "./submit-task";
import { topUpAccount } from "./top-up-account";
import { updateAgent } from "./update-agent";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const IDS = ["ada", "bob", "cyd"];
const one = fc.constantFrom(...IDS);
const nth = fc.nat(20);

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("post" as const), penaltySats: fc.nat(200), bid: fc.option(one) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("report" as const), nth, success: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("override" as const), nth, agentId: one }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.constantFrom(1_000, 90_000_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("capacity" as const), agentId: one, capacity: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("topUp" as const), agentId: one, amountSats: fc.integer({ min: 1, max: 500 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("fail" as const), table: fc.constantFrom("JournalEntry", "Attempt", "Posting") }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Takes one step, at an instant of its own; what is refused changes nothing. */
async function take(step: Step, decisions: { id: string; taskId: string }[]): Promise<void> {
  bench.clock.now += 1;
  const { raw } = bench.runtime.store;
  const chosen = "nth" in step ? decisions[step.nth % Math.max(1, decisions.length)] : undefined;
  switch (step.kind) {
    case "post": {
      const bids = step.bid === null ? undefined : { [step.bid]: 40 };
      decisions.push(await submitTask(OWNER, { description: "Translate the manual", penaltySats: step.penaltySats, bids }));
      return;
    }
    case "report":
      if (chosen) await reportOutcome(OWNER, chosen.taskId, { success: step.success, durationMs: 10 });
      return;
    case "override":
      if (chosen) await overrideDecision(OWNER, chosen.id, { agentId: step.agentId, reason: "It knows the client" });
      return;
    case "wait":
      bench.clock.now += step.ms;
      for (const { number } of raw.prepare<[], { number: number }>("SELECT number FROM Task").all()) {
        bench.clock.now += 1;
        await expireTasks([number]);
      }
      return;
    case "capacity":
      await updateAgent(OWNER, step.agentId, { capacity: step.capacity });
      return;
    case "topUp":
      await topUpAccount(OWNER, step.agentId, { amountSats: step.amountSats, reason: "Goes on" });
      return;
    case "fail": {
      const before = hotState();
      raw.exec(`CREATE TRIGGER broken BEFORE INSERT ON ${step.table} BEGIN SELECT RAISE(ABORT, 'out of ink'); END`);
      const last = decisions.at(-1);
      await Promise.allSettled([
        submitTask(OWNER, { description: "Translate the manual" }),
        ...(last ? [reportOutcome(OWNER, last.taskId, { success: false })] : []),
      ]);
      raw.exec("DROP TRIGGER broken");
      if (step.table === "JournalEntry") expect(hotState()).toEqual(before);
    }
  }
}

function hotState() {
  const { fleet } = bench.runtime;
  return IDS.map((id) => {
    const agent = fleet.find(id);
    return agent && { id, work: agent.work, account: agent.account, holds: agent.holds, score: fleet.score(agent) };
  });
}

it("whatever happens to tasks, what is known of each agent is after a restart what it was before", async () => {
  for (const id of IDS) await ableAgent(id);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const decisions: { id: string; taskId: string }[] = [];
      for (const step of steps)
        await take(step, decisions).catch((error: unknown) => {
          if (!isRefusal(error)) throw error;
        });
      const before = hotState();
      await bench.restart();
      expect(hotState()).toEqual(before);
      expect(bench.runtime.store.raw.prepare("SELECT sum(amountSats) FROM Posting").pluck().get() ?? 0).toBe(0);
    }),
    { numRuns: 12 },
  );
  await deregisterAgent(OWNER, "ada", "Retired");
  const before = hotState();
  await bench.restart();
  expect(hotState()).toEqual(before);
});
