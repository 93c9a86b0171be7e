import { afterEach, beforeEach, expect, it } from "vitest";
import { type Bench, freshRuntime, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { scoreRow } from "./board-row";
import type { FleetAgent } from "./fleet";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a");
});
afterEach(() => bench.stop());

const rowAfter = (ms: number) => scoreRow(bench.runtime.fleet.find("a") as FleetAgent, bench.clock.now + ms);

it("says that no signal ever came", () => {
  expect(rowAfter(0)).toEqual(["a", 500, null, null, null, null, null, 0, 0, null]);
});

it("says how many signals there are, and leaves off that the last came just now", async () => {
  await record([signal("a", "output_quality", 1)]);
  expect(rowAfter(50)).toEqual(["a", 600, null, null, 100, null, null, 0, 1]);
  expect(rowAfter(3_000)).toEqual(["a", 600, null, null, 100, null, null, 0, 1, 3_000]);
});

it("leaves off full windows too, unless the last signal is old", async () => {
  await record(DIMENSIONS.flatMap((dimension) => Array.from({ length: 100 }, () => signal("a", dimension, 0.75))));
  expect(rowAfter(50)).toEqual(["a", 750, 75, 75, 75, 75, 75, 1]);
  expect(rowAfter(3_000)).toEqual(["a", 750, 75, 75, 75, 75, 75, 1, 500, 3_000]);
});
