import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../access/action";
import { suspendAgent } from "../commands/hold-agent";
import { markSeen } from "../commands/mark-seen";
import { submitTask } from "../commands/submit-task";
import { CHANGE_NAMES, groupOf, isChange } from "../journal/changes";
import { actorWith, type Bench, freshRuntime, OWNER, register } from "../testing";
import { readChanges } from "./changes";
import { readJournal } from "./journal";
import { readBoardAt } from "./moment";

const somebody: Actor = { ...actorWith(["read"]), kind: "session", id: "user:somebody", name: "somebody" };
const DAY = 24 * 3_600_000;

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

describe("what changed", () => {
  it("is what the journal lists under the same conditions", async () => {
    await register("a", "b");
    const { seq } = bench.runtime.journal;
    bench.clock.now += 1000;
    await register("c");
    await suspendAgent(OWNER, "a", "looking");
    await submitTask(OWNER, { id: "t", description: "Translate it" });
    const { counts, since } = await readChanges(OWNER, { after: seq });
    expect(since).toMatchObject({ seq, marked: false });
    expect(counts).toMatchObject({ registered: 1, held: 1, routed: 1, unroutable: 1, revoked: 0, failed: 0 });
    for (const change of CHANGE_NAMES) {
      const { types, status, nobody } = groupOf(change);
      const { items } = await readJournal(OWNER, { since: seq, type: types, status, nobody, limit: 50 });
      expect(items).toHaveLength(counts[change]);
      expect(items.every((entry) => isChange(entry, change))).toBe(true);
    }
  });

  it("is counted the same after somebody looked at a moment of the past", async () => {
    await register("a");
    bench.clock.now += 1000;
    const before = await readChanges(OWNER);
    await readBoardAt(OWNER, bench.clock.now);
    expect(before.counts.registered).toBe(1);
    expect(await readChanges(OWNER)).toEqual(before);
  });

  it("counts from the last 24 hours before somebody marked anything, and from the mark after that", async () => {
    await register("old");
    bench.clock.now += 2 * DAY;
    await register("new");
    expect(await readChanges(somebody)).toMatchObject({ since: { seq: 1, marked: false }, counts: { registered: 1 } });
    await markSeen(somebody, { seq: bench.runtime.journal.seq });
    expect(await readChanges(somebody)).toMatchObject({ since: { seq: 2, marked: true }, head: 2, counts: { registered: 0 } });
    await register("newest");
    expect(await readChanges(somebody)).toMatchObject({ counts: { registered: 1 } });
  });

  it("is marked for one user only, in the database, and leaves no entry", async () => {
    await register("a");
    const before = bench.runtime.journal.seq;
    await markSeen(somebody, { seq: before });
    await bench.restart();
    expect(bench.runtime.journal.seq).toBe(before);
    expect((await readChanges(somebody)).since).toMatchObject({ seq: before, marked: true });
    expect((await readChanges({ ...somebody, id: "user:other" })).since.marked).toBe(false);
  });

  it("can be taken back, to the mark before and to none", async () => {
    await register("a", "b");
    await markSeen(somebody, { seq: 1 });
    const { since } = await readChanges(somebody);
    bench.clock.now += 60_000;
    await markSeen(somebody, { seq: 2 });
    await markSeen(somebody, { seq: since.seq, at: Date.parse(since.at ?? "") });
    expect((await readChanges(somebody)).since).toEqual(since);
    await markSeen(somebody, { seq: null });
    expect((await readChanges(somebody)).since.marked).toBe(false);
  });

  it("cannot be marked beyond the journal's end, nor by a key", async () => {
    await expect(markSeen(somebody, { seq: 99 })).rejects.toMatchObject({ status: 409, code: "journal/not-yet" });
    await expect(markSeen(OWNER, { seq: 0 })).rejects.toMatchObject({ status: 403 });
  });
});
