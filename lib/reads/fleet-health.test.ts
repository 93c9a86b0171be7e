import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { certifyAgent } from "../commands/certify-agent";
import { suspendAgent } from "../commands/hold-agent";
import { submitTask } from "../commands/submit-task";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { readFleetHealth } from "./fleet-health";

const DAY = 24 * 3_600_000;
const robustness = { cc: 0.65, er: 0.8, as: 0.8, ih: 0.9 };

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const report = (agentId: string, value: number) =>
  record(DIMENSIONS.flatMap((dimension) => Array.from({ length: 5 }, () => signal(agentId, dimension, value))));
describe("the fleet in numbers", () => {
  it("tells no data from nought", async () => {
    expect(await readFleetHealth(OWNER)).toMatchObject({
      agents: 0,
      median: { score: null, change24h: null },
      routed: { tasks: 0, atFirstTry: 0 },
      signals: { perMinute: 0, reporters: 0 },
    });
  });

  it("counts who may act, who lacks what, and what came within a minute", async () => {
    await register("able", "held", "new", "thin", "narrow");
    for (const id of ["able", "held"]) {
      await report(id, 0.9);
      await certifyAgent(OWNER, id, { robustness, auditType: "external" });
    }
    bench.clock.now += 2 * 60_000;
    await record([signal("thin", "output_quality", 1)]);
    await record(Array.from({ length: 6 }, () => signal("narrow", "output_quality", 1)));
    await suspendAgent(OWNER, "held", "looking");
    expect(await readFleetHealth(OWNER)).toMatchObject({
      ...{ agents: 5, mayAct: 1, rated: 2, held: 1, certified: 2 },
      unrated: { total: 3, noSignals: 1, fewSignals: 1, fewDimensions: 1 },
      signals: { perMinute: 7, reporters: 1 },
      median: { score: 900 },
    });
  });

  it("says what became of tiers since yesterday, by decay and by certificates", async () => {
    await register("old", "fresh");
    await certifyAgent(OWNER, "old", { robustness, auditType: "external" });
    const before = (await readFleetHealth(OWNER)).tiers.find(({ count }) => count > 0);
    expect(before).toMatchObject({ count: 1, change24h: 1 });
    bench.clock.now += 2 * DAY;
    expect((await readFleetHealth(OWNER)).tiers.every(({ change24h }) => change24h === 0)).toBe(true);
    await certifyAgent(OWNER, "fresh", { robustness, auditType: "external" });
    expect((await readFleetHealth(OWNER)).tiers.map(({ change24h }) => change24h).reduce((a, b) => a + b)).toBe(1);
  });

  it("names the drops of the next 14 days, the soonest first", async () => {
    await register("soon", "later", "never");
    await certifyAgent(OWNER, "later", { robustness: { ...robustness, cc: 0.55 }, auditType: "external" });
    await certifyAgent(OWNER, "soon", { robustness: { ...robustness, cc: 0.52 }, auditType: "external" });
    const { drops } = await readFleetHealth(OWNER);
    expect(drops).toMatchObject({ days: 14, total: 2 });
    expect(drops.items.map(({ agentId }) => agentId)).toEqual(["soon", "later"]);
    expect(drops.items[0]?.dimensions).toEqual(["cc"]);
  });

  it("counts tasks that found an agent at the first try", async () => {
    await submitTask(OWNER, { description: "Translate it" });
    expect((await readFleetHealth(OWNER)).routed).toEqual({ tasks: 1, atFirstTry: 0 });
  });

  it("is for those who may read", async () => {
    await expect(readFleetHealth(actorWith(["ingest"]))).rejects.toMatchObject({ status: 403 });
  });
});
