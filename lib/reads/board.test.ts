import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FleetAgent } from "../engine/fleet";
import { actorWith, type Bench, boardNow, freshRuntime, OWNER, record, register, signal } from "../testing";
import { readBoard } from "./board";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a", "b");
});
afterEach(() => bench.stop());

describe("the board", () => {
  it("is refused without the scope, however many others are being answered", async () => {
    const answered = readBoard(OWNER);
    await expect(readBoard(actorWith(["ingest"]))).rejects.toMatchObject({ status: 403 });
    await answered;
  });

  it("is the same bytes for all who ask at once, and others after a commit", async () => {
    const [first, second] = await Promise.all([readBoard(OWNER), readBoard(OWNER)]);
    expect(second).toBe(first);
    await record([signal("a", "output_quality", 1)]);
    expect(await readBoard(OWNER)).not.toBe(first);
  });

  it("holds what was committed before it was asked for, also where another is still being written", async () => {
    const early = readBoard(OWNER);
    await record([signal("a", "output_quality", 1)]);
    const version = bench.runtime.fleet.version;
    const [late, later] = await Promise.all([boardNow(), boardNow()]);
    expect(late.version).toBe(version);
    expect(late).toEqual(later);
    expect(late.signals).toEqual([1, 0]);
    await early;
  });

  it("is of one moment: a row that changes while rows are copied is as its version has it", async () => {
    const { fleet } = bench.runtime;
    for (let i = 0; i < 30_000; i++) fleet.put({ ...(fleet.find("a") as FleetAgent), id: `more-${i}`, number: 100 + i });
    const writing = boardNow();
    await record([signal("a", "output_quality", 1)]);
    const board = await writing;
    expect(board.ids).toHaveLength(30_002);
    expect([board.version, board.signals[0]]).toEqual(board.signals[0] === 1 ? [fleet.version, 1] : [fleet.version - 1, 0]);
  });

  it("is dated anew once time has passed", async () => {
    const first = await boardNow();
    bench.clock.now += 1_000;
    expect(Date.parse((await boardNow()).at) - Date.parse(first.at)).toBe(1_000);
  });
});
