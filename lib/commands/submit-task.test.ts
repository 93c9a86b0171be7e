import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAgent } from "../reads/agent";
import {
  dryRun,
  exportDecisions,
  previewRouting,
  readDecision,
  readDecisions,
  readRoutingStats,
  replayDecision,
} from "../reads/decisions";
import { readJournal } from "../reads/journal";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { certifyAgent } from "./certify-agent";
import { importAgents } from "./import-agents";
import { overrideDecision } from "./override-decision";
import { submitTask } from "./submit-task";
import { updateAgent } from "./update-agent";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

/** An agent that may act: rated by its value, certified T4. */
async function able(id: string, value = 0.8, manifest: { capabilities?: string[]; rateSats?: number; capacity?: number } = {}) {
  await register(id);
  await updateAgent(OWNER, id, { capabilities: ["translate"], rateSats: 100, ...manifest });
  await record(DIMENSIONS.flatMap((dimension) => [signal(id, dimension, value), signal(id, dimension, value)]));
  await certifyAgent(OWNER, id, { robustness: { cc: 0.85, er: 0.85, as: 0.8, ih: 0.9 }, auditType: "external" });
}

const TASK = { description: "Translate the manual" };

/** Where the journal keeps a decision. */
async function entryOf(decisionId: string) {
  const { items } = await readJournal(OWNER, { type: "routing.decided", limit: 50 });
  const entry = items.find(({ data }) => data.decisionId === decisionId);
  return entry && { seq: entry.seq, hash: entry.hash };
}

describe("a posted task", () => {
  it("goes to the best of those who may act, and the log says why", async () => {
    await able("good", 0.95);
    await able("fair", 0.6);
    await register("newcomer");
    const decision = await submitTask(OWNER, TASK);
    expect(decision).toMatchObject({ outcome: "assigned", recommended: "good", assigned: "good", attempt: 1 });
    expect(decision.totals).toEqual({
      considered: 3,
      eligible: 2,
      refused: { not_certified: 1, unrated: 1, capability_missing: 1 },
    });
    expect(readDecision(OWNER, decision.id)).toEqual({ ...decision, entry: await entryOf(decision.id) });
    expect(readDecisions(OWNER, { limit: 10, agentId: "fair" }).items).toEqual([decision]);
    const { items } = await readJournal(OWNER, { type: ["task.posted", "routing.decided"], limit: 10 });
    expect(items.map(({ type, agentId }) => [type, agentId])).toEqual([
      ["routing.decided", "good"],
      ["task.posted", null],
    ]);
    expect(items[0]?.cause).toBe(items[1]?.id);
    expect(await readAgent(OWNER, "good")).toMatchObject({ openTasks: 1, trackRecord: { tasks: 1, completed: 0 } });
    expect(readRoutingStats(OWNER, "fair")).toMatchObject({ tasksWon: 0, tasksConsidered: 1, eligible: 1, winRate: 0 });
  });

  it("names its own entry among those of other decisions of the same commit", async () => {
    await able("good");
    const decisions = await Promise.all([1, 2, 3].map(() => submitTask(OWNER, TASK)));
    for (const { id } of decisions) {
      const { entry } = readDecision(OWNER, id);
      expect(entry).toBeDefined();
      expect(entry).toEqual(await entryOf(id));
    }
  });

  it("survives a restart with all that the winner owes", async () => {
    await able("good");
    const decision = await submitTask(OWNER, { ...TASK, penaltySats: 50 });
    await bench.restart();
    expect(readDecision(OWNER, decision.id)).toEqual({ ...decision, entry: await entryOf(decision.id) });
    const agent = bench.runtime.fleet.find("good");
    expect(agent?.work).toMatchObject({ open: 1, tasks: 1, exposureSats: (decision.candidates[0]?.bidSats ?? 0) + 50 });
  });

  it("stays posted where nobody may take it", async () => {
    await register("newcomer");
    const decision = await submitTask(OWNER, TASK);
    expect(decision).toMatchObject({ outcome: "no_suitable_agent", assigned: null });
    expect(readDecisions(OWNER, { limit: 10, outcome: "no_suitable_agent" }).items).toHaveLength(1);
  });

  it("is everyday work in the journal, unless nobody may take it", async () => {
    const notable = async () => (await readJournal(OWNER, { routine: false, limit: 100 })).items.map(({ type }) => type);
    await register("newcomer");
    await submitTask(OWNER, TASK);
    expect((await notable()).filter((type) => type.startsWith("routing."))).toEqual(["routing.decided"]);
    await able("good");
    const before = await notable();
    await submitTask(OWNER, TASK);
    expect(await notable()).toEqual(before);
  });

  it("is never given beyond capacity or ceiling, however many come at once", async () => {
    await able("good", 0.9, { capacity: 3 });
    const decisions = await Promise.all(Array.from({ length: 8 }, () => submitTask(OWNER, TASK)));
    expect(decisions.filter(({ assigned }) => assigned === "good")).toHaveLength(3);
    expect(decisions.at(-1)?.totals.refused).toMatchObject({ no_capacity: 1 });
    expect(await bench.runtime.store.prisma.attempt.count()).toBe(3);
  });

  it("is refused where it makes no sense, and leaves nothing", async () => {
    await able("good");
    await submitTask(OWNER, { ...TASK, id: "first" });
    const before = bench.runtime.journal;
    const refusals = [
      { submission: { ...TASK, id: "first" }, code: "routing/id-taken" },
      { submission: { ...TASK, deadline: "2020-01-01T00:00:00Z" }, code: "routing/deadline-passed" },
      { submission: { ...TASK, policy: "nobody-knows" }, code: "routing/unknown-policy" },
      { submission: { ...TASK, bids: { good: 10, stranger: 5 } }, code: "routing/unknown-bidder" },
    ];
    for (const { submission, code } of refusals) await expect(submitTask(OWNER, submission)).rejects.toMatchObject({ code });
    expect(bench.runtime.journal).toEqual(before);
    expect(await bench.runtime.store.prisma.task.count()).toBe(1);
  });

  it("is only looked at by a dry run", async () => {
    await able("good");
    const before = bench.runtime.journal;
    expect(dryRun(OWNER, TASK)).toMatchObject({ id: "dry-run", outcome: "assigned", recommended: "good" });
    expect(bench.runtime.journal).toEqual(before);
    expect(await bench.runtime.store.prisma.decision.count()).toBe(0);
  });

  it("takes bids, and an empty auction has no winner", async () => {
    await able("dear", 0.9);
    await able("cheap", 0.9);
    expect(await submitTask(OWNER, { ...TASK, bids: { dear: 200, cheap: 60 } })).toMatchObject({ assigned: "cheap" });
    expect(await submitTask(OWNER, { ...TASK, bids: {} })).toMatchObject({ outcome: "no_bids", assigned: null });
  });
});

describe("a large fleet", () => {
  it("is previewed by its best 500, and counted whole", async () => {
    const ids = Array.from({ length: 501 }, (_, i) => `agent-${i}`);
    const given = (id: string) => ({ id, name: id, model: "m", capabilities: ["translate"], rateSats: 100 });
    await importAgents(
      OWNER,
      ids.map((id, i) => ({ row: i + 1, line: i + 2, given: given(id) })),
      false,
    );
    await record(ids.flatMap((id) => DIMENSIONS.map((dimension) => signal(id, dimension, 0.8))));
    for (const id of ids)
      await certifyAgent(OWNER, id, { robustness: { cc: 0.85, er: 0.85, as: 0.8, ih: 0.9 }, auditType: "external" });
    const { candidates, totals } = previewRouting(OWNER, TASK);
    expect(totals).toMatchObject({ considered: 501, eligible: 501 });
    expect(candidates).toHaveLength(500);
  });

  it("that bids weighs as much in a commit, which holds up everybody while it is written", async () => {
    await able("good");
    await submitTask(OWNER, TASK);
    const weightOf = async (bids: Record<string, number>) => {
      const submitted = submitTask(OWNER, { ...TASK, bids });
      const { waiting } = bench.runtime.writer;
      await submitted;
      return waiting;
    };
    expect(await weightOf({ good: 50 })).toBe((await weightOf({})) + 1);
  });
});

describe("a decision", () => {
  it("is the same in a replay until the facts change", async () => {
    await able("good", 0.9, { capacity: 1 });
    await able("fair", 0.6);
    const first = await submitTask(OWNER, { ...TASK, bids: { good: 80, fair: 80 } });
    const { differences } = replayDecision(OWNER, first.id);
    expect(differences).toContainEqual({ of: "recommended", was: "good", is: "fair" });
    expect(differences).toContainEqual({ of: "codes", agentId: "good", was: [], is: ["no_capacity"] });
  });

  it("is overridden beside the machine's choice", async () => {
    await able("good", 0.9);
    await able("fair", 0.6);
    const { id } = await submitTask(OWNER, TASK);
    const overridden = await overrideDecision(OWNER, id, { agentId: "fair", reason: "It knows the customer" });
    expect(overridden).toMatchObject({
      recommended: "good",
      assigned: "fair",
      override: { by: "key:test", reason: "It knows the customer" },
    });
    expect(readDecision(OWNER, id)).toEqual({ ...overridden, entry: await entryOf(id) });
    expect(bench.runtime.fleet.find("good")?.work).toMatchObject({ open: 0, exposureSats: 0, tasks: 0 });
    expect(bench.runtime.fleet.find("fair")?.work).toMatchObject({ open: 1, tasks: 1 });
  });

  it("is exported in the order of time, also where the clock was set back, and none at the time since", async () => {
    const exported = async (since?: string) => {
      const ids: string[] = [];
      for await (const line of exportDecisions(OWNER, since)) ids.push((JSON.parse(line) as { id: string }).id);
      return ids;
    };
    const late = await submitTask(OWNER, TASK);
    bench.clock.now -= 60_000;
    const early = await submitTask(OWNER, TASK);
    const beside = await submitTask(OWNER, TASK);
    expect(await exported()).toEqual([early.id, beside.id, late.id]);
    expect(await exported(early.decidedAt)).toEqual([late.id]);
    expect(await exported(late.decidedAt)).toEqual([]);
  });

  it("is listed with whoever got it by an override, also one that was not considered", async () => {
    await able("good", 0.9);
    await able("quiet", 0.9);
    const { id } = await submitTask(OWNER, { ...TASK, bids: { good: 50 } });
    await submitTask(OWNER, TASK);
    await overrideDecision(OWNER, id, { agentId: "quiet", reason: "Their turn" });
    const listed = (agentId: string) => readDecisions(OWNER, { limit: 10, agentId }).items.map((decision) => decision.id);
    expect(listed("quiet")).toContain(id);
    expect(new Set(listed("quiet")).size).toBe(2);
    expect(listed("good")).toHaveLength(2);
  });

  it("cannot be overridden in favour of who may not act", async () => {
    await able("good");
    await register("newcomer");
    const { id } = await submitTask(OWNER, TASK);
    await expect(overrideDecision(OWNER, id, { agentId: "newcomer", reason: "Please" })).rejects.toMatchObject({
      code: "routing/not-eligible",
    });
  });
});
