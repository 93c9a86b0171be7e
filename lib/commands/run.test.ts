import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, freshRuntime } from "../testing";
import { runCommand } from "./run";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

describe("a command", () => {
  it("is done once and answered, whatever fails after its commit", async () => {
    let applied = 0;
    const before = bench.runtime.journal.seq;
    const { result } = await runCommand(async () => ({
      writes: [],
      entries: [{ type: "user.updated", actor: "test", data: { id: "u", name: "U", changed: ["email"] } }],
      apply: () => {
        applied += 1;
        if (applied < 3) throw new Error("database is locked");
      },
      result: "done",
    }));
    expect(result).toBe("done");
    expect(applied).toBe(1);
    expect(bench.runtime.journal.seq).toBe(before + 1);
    expect(bench.runtime.store.raw.prepare("SELECT max(seq) FROM JournalEntry").pluck().get()).toBe(before + 1);
  });
});
