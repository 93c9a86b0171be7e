import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readDecision, readDecisions } from "../reads/decisions";
import { readJournal } from "../reads/journal";
import { type Bench, freshRuntime, OWNER } from "../testing";
import { ableAgent } from "./able-agent.fixture";
import { overrideDecision } from "./override-decision";
import { submitTask } from "./submit-task";

// What the original router did wrong around its decisions; its arithmetic is in lib/routing/mended.test.ts, retries (T15) in
// dispatch.test.ts, sequence numbers on the socket (T16) in lib/live/socket.test.ts.

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await ableAgent("good", { value: 0.9 });
  await ableAgent("fair", { value: 0.7 });
});
afterEach(() => bench.stop());

const TASK = { description: "Translate the manual" };

describe("T1: who was recommended and who got the task are both in the log", () => {
  it("with who overrode it and why", async () => {
    const { id } = await submitTask(OWNER, TASK);
    await overrideDecision(OWNER, id, { agentId: "fair", reason: "It knows the customer" });
    expect(readDecision(OWNER, id)).toMatchObject({ recommended: "good", assigned: "fair" });
    const { items } = await readJournal(OWNER, { type: ["routing.overridden", "routing.decided"], limit: 2 });
    expect(items.map(({ agentId, actor }) => [agentId, actor])).toEqual([
      ["fair", "key:test"],
      ["good", "key:test"],
    ]);
    expect(items[0]?.data).toMatchObject({ recommended: "good", previous: "good", reason: "It knows the customer" });
  });
});

describe("T11: a decision that is kept cannot be changed unseen", () => {
  it("its row refuses changes, and the journal holds its hash", async () => {
    const { id } = await submitTask(OWNER, TASK);
    const { raw } = bench.runtime.store;
    const finding = raw.prepare("SELECT finding FROM Decision WHERE id = ?").pluck().get(id) as string;
    const [entry] = (await readJournal(OWNER, { type: ["routing.decided"], limit: 1 })).items;
    expect(entry?.data.digest).toBe(createHash("sha256").update(finding).digest("hex"));
    expect(() => raw.prepare("UPDATE Decision SET finding = '{}'").run()).toThrow("never changed");
    expect(() => raw.prepare("DELETE FROM Decision").run()).toThrow("never deleted");
    expect(() => raw.prepare("UPDATE Candidate SET combined = 1").run()).toThrow("never changed");
  });

  it("where its entry cannot be written, there is no decision either", async () => {
    const { raw } = bench.runtime.store;
    raw.exec("CREATE TRIGGER no_entries BEFORE INSERT ON JournalEntry BEGIN SELECT RAISE(ABORT, 'no entries today'); END");
    await expect(submitTask(OWNER, TASK)).rejects.toThrow("no entries today");
    raw.exec("DROP TRIGGER no_entries");
    expect(raw.prepare("SELECT count(*) FROM Task, Decision, Attempt").pluck().get()).toBe(0);
    expect(bench.runtime.fleet.find("good")?.work).toMatchObject({ open: 0, tasks: 0, exposureSats: 0 });
    expect(await submitTask(OWNER, TASK)).toMatchObject({ assigned: "good" });
  });
});

describe("T12: times are compared as instants", () => {
  it("whatever their offset, and a page is never without end", async () => {
    const { id } = await submitTask(OWNER, TASK);
    const at = bench.clock.now;
    const zulu = new Date(at).toISOString();
    const eastern = new Date(at + 5 * 3_600_000).toISOString().replace("Z", "+05:00");
    const ids = (range: { from?: string; to?: string }) =>
      readDecisions(OWNER, { ...range, limit: 10 }).items.map((one) => one.id);
    for (const time of [zulu, eastern]) {
      expect(ids({ from: time })).toEqual([id]);
      expect(ids({ to: time })).toEqual([id]);
    }
    expect(ids({ from: new Date(at + 1).toISOString() })).toEqual([]);
  });
});
