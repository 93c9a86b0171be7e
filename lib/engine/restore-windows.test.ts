import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readScore } from "../reads/score";
import { windowFileOf } from "../store/window-file";
import { actorWith, type Bench, boardNow, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { keepWindows } from "./keep-windows";

const RIVAL = { ...actorWith(["ingest"], "b"), reporter: "key:rival", name: "key:rival", maxShare: 0.2 };
const SOON = 10_000;

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a", "b");
});
afterEach(() => bench.stop());

const file = () => windowFileOf(bench.file);

/** Signals of every kind: plain, weighted and of a capped reporter, more than a window holds. */
async function report(rounds: number, value: number): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    await record(DIMENSIONS.map((dimension, d) => signal("a", dimension, (value + i * 0.013 * d) % 1)));
    await record([signal("b", "output_quality", value, { weight: 1 + (i % 3) })]);
  }
  await record([signal("a", "security_posture", 0)], RIVAL);
}

/** All that must be the same before and after: the board to the last byte, and every signal that counts. */
async function state() {
  const { at: _, version: __, ...board } = await boardNow();
  const scores = [];
  for (const id of ["a", "b"]) {
    const { provenance: ___, ...score } = await readScore(OWNER, id);
    scores.push(score);
  }
  return JSON.stringify({ board, scores });
}

describe("after a restart", () => {
  it("windows from the file are what they were, and later signals are added", async () => {
    await report(130, 0.4);
    await keepWindows(SOON);
    const kept = await state();
    await bench.restart();
    expect(await state()).toBe(kept);

    await report(30, 0.9);
    const later = await state();
    await bench.restart();
    expect(await state()).toBe(later);
    await report(5, 0.1);
    expect((await readScore(OWNER, "a")).dimensions.output_quality.totalCount).toBe(165);
  });

  it("really come from the file: what is not in it any more is still counted", async () => {
    await report(20, 0.4);
    await keepWindows(SOON);
    const kept = await state();
    bench.runtime.store.raw.exec("DELETE FROM Signal WHERE row < 50");
    const board = JSON.parse(kept).board as unknown;
    await bench.restart();
    expect(JSON.parse(await state()).board).toEqual(board);
  });

  it.each([
    ["is cut short", (content: Buffer) => content.subarray(0, content.length / 2)],
    ["has a changed byte", (content: Buffer) => changed(content, 1_000)],
    ["has a changed proof", (content: Buffer) => changed(content, content.length - 60)],
    ["is empty", () => Buffer.alloc(0)],
  ])("a file that %s is not used: every signal is read again", async (_, spoil) => {
    await report(120, 0.4);
    await keepWindows(SOON);
    const kept = await state();
    writeFileSync(file(), spoil(readFileSync(file())));
    await bench.restart();
    expect(await state()).toBe(kept);
  });

  it("a file of another database, or of a future that this one has not seen, is not used", async () => {
    await report(3, 0.4);
    await keepWindows(SOON);
    const foreign = readFileSync(file());
    await bench.stop();
    bench = await freshRuntime();
    await register("a", "b");
    await report(3, 0.8);
    const own = await state();
    writeFileSync(file(), foreign);
    await bench.restart();
    expect(await state()).toBe(own);
  });

  it("a band that was journaled is not journaled again, with the file as without", async () => {
    await report(30, 0.4);
    await keepWindows(SOON);
    const { fleet } = bench.runtime;
    const journaled = ["a", "b"].map((id) => fleet.find(id)?.journaled);
    expect(journaled[0]?.band).not.toBeNull();
    await bench.restart();
    expect(["a", "b"].map((id) => bench.runtime.fleet.find(id)?.journaled)).toEqual(journaled);
  });

  it("nothing is written where nothing came, and little is not worth a file while running", async () => {
    await keepWindows(SOON);
    await report(1, 0.5);
    await keepWindows();
    expect(() => readFileSync(file())).toThrow("ENOENT");
    await keepWindows(SOON);
    expect(readFileSync(file()).length).toBeGreaterThan(0);
  });
});

function changed(content: Buffer, at: number): Buffer {
  const copy = Buffer.from(content);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
