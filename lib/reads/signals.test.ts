import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { readSignals } from "./signals";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a", "b");
  for (let i = 0; i < 60; i++) {
    const dimension = DIMENSIONS[(i * i) % 5] ?? "output_quality";
    await record([signal("a", dimension, i / 60, { source: i % 3 === 0 ? "third" : "other" }), signal("b", dimension, 1)]);
    bench.clock.now += 1000;
  }
});
afterEach(() => bench.stop());

async function all(query: Partial<Parameters<typeof readSignals>[2]>, limit = 7) {
  const items = [];
  let cursor: string | undefined;
  do {
    const page = await readSignals(OWNER, "a", { ...query, limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

describe("an agent's signals", () => {
  it("are listed newest first across dimensions, every one of them once, page by page", async () => {
    const rows = (await all({})).map((item) => item.row);
    expect(rows).toEqual(Array.from({ length: 60 }, (_, i) => 119 - 2 * i));
  });

  it("are filtered by dimension, source and time", async () => {
    expect((await all({ dimension: "resource_efficiency" })).map((item) => item.dimension)).toEqual(
      Array(24).fill("resource_efficiency"),
    );
    expect(await all({ source: "third" })).toHaveLength(20);
    const [from, to] = [bench.clock.now - 30_000, bench.clock.now - 20_000];
    const times = (await all({ from, to })).map((item) => Date.parse(item.at));
    expect(times).toHaveLength(11);
    expect(times.every((at) => at >= from && at <= to)).toBe(true);
  });

  it("are the same after a restart and go on where they were", async () => {
    const before = await all({});
    await bench.restart();
    expect(await all({})).toEqual(before);
    await record([signal("a", "output_quality", 1)]);
    expect((await all({})).slice(1).map((item) => item.row)).toEqual(before.map((item) => item.row));
  });

  it("take no cursor that Muster did not give", async () => {
    await expect(readSignals(OWNER, "a", { limit: 1, cursor: "1.2" })).rejects.toMatchObject({ status: 400, code: "http/query" });
  });
});
