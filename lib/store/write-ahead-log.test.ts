import { statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readScore } from "../reads/score";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { WriteAheadLog } from "./write-ahead-log";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a");
});
afterEach(() => bench.stop());

const logSize = () => statSync(`${bench.file}-wal`).size;
const many = () =>
  Array.from({ length: 2_000 }, (_, i) =>
    signal("a", "output_quality", 1, { details: "x".repeat(800), id: `${i}-${Math.random()}` }),
  );

describe("the write-ahead log", () => {
  it("is moved into the database beside the running process, and does not grow without end", async () => {
    const log = await WriteAheadLog.open(bench.runtime.store, bench.file, () => {});
    for (let i = 0; i < 5; i++) await record(many());
    const unmoved = logSize();
    const before = statSync(bench.file).size;
    await log.run();
    expect(statSync(bench.file).size).toBeGreaterThan(before);
    for (let i = 0; i < 20; i++) {
      await record(many());
      await log.run();
    }
    expect(logSize()).toBeLessThan(2 * unmoved);
    await log.close();
    await bench.restart();
    expect((await readScore(OWNER, "a")).dimensions.output_quality.totalCount).toBe(50_000);
  });

  it("is moved by the connections themselves before and after", async () => {
    const pages = () => bench.runtime.store.raw.pragma("wal_autocheckpoint", { simple: true });
    const before = pages();
    const log = await WriteAheadLog.open(bench.runtime.store, bench.file, () => {});
    expect(pages()).toBe(0);
    await log.close();
    expect(pages()).toBe(before);
    expect(before).toBeGreaterThan(0);
  });
});
