import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { certifyAgent } from "../commands/certify-agent";
import { suspendAgent } from "../commands/hold-agent";
import { submitTask } from "../commands/submit-task";
import type { ConcernKind } from "../registry/attention";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { readAttention } from "./attention";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const report = (agentId: string, value: number, count = 5) =>
  record(DIMENSIONS.flatMap((dimension) => Array.from({ length: count }, () => signal(agentId, dimension, value))));
const ask = (kinds?: ConcernKind[]) => readAttention(OWNER, { kinds, limit: 50 });
const named = async (kinds?: ConcernKind[]) =>
  (await ask(kinds)).items.map(({ kind, agent, task }) => `${kind} ${agent?.id ?? task?.id}`);

describe("what needs a human now", () => {
  it("is nothing where all is well", async () => {
    await register("steady");
    await report("steady", 0.9);
    expect(await ask()).toMatchObject({ total: 0, agents: 1, counts: {}, items: [] });
  });

  it("has what happened in order of urgency, with why, and counts all of it whatever is asked for", async () => {
    await register("held", "gone", "quiet");
    await report("quiet", 0.9);
    bench.clock.now += 20 * MINUTE;
    await report("held", 0.9);
    await report("gone", 0.1);
    await suspendAgent(OWNER, "held", "Odd answers");
    await submitTask(OWNER, { id: "t-1", description: "Translate the notes", minTier: "T4" });
    expect(await named()).toEqual(["revoked gone", "hold held", "unroutable t-1", "silent quiet"]);
    const { items, counts, total } = await ask(["hold", "unroutable"]);
    expect({ counts, total }).toEqual({ counts: { revoked: 1, hold: 1, unroutable: 1, silent: 1 }, total: 4 });
    expect(items[0]?.agent?.holds).toMatchObject([{ cause: "operator", actor: "key:test", note: "Odd answers" }]);
    expect(items[1]?.task).toMatchObject({ title: "Translate the notes", minTier: "T4", attempts: 0 });
    expect(items[1]?.task?.refused).toMatchObject({ not_certified: 3 });
  });

  it("is told at once, also to those who asked a moment ago", async () => {
    await register("a");
    await report("a", 0.9);
    expect(await named()).toEqual([]);
    await suspendAgent(OWNER, "a", "now");
    expect(await named()).toEqual(["hold a"]);
  });

  it("names the tier that ends soon, when and by which components, and then that it is gone", async () => {
    await register("fading");
    await report("fading", 0.9);
    const robustness = { cc: 0.35, er: 0.8, as: 0.8, ih: 0.9 };
    await certifyAgent(OWNER, "fading", { robustness, auditType: "external" });
    expect(await named()).toEqual([]);
    const [drop] = await dropsAhead();
    bench.clock.now = drop - DAY / 2;
    expect(await named()).toContain("tier_drop fading");
    const { agent } = (await ask(["tier_drop"])).items[0] ?? {};
    expect(agent?.drop).toMatchObject({ to: "T0", dimensions: ["cc"], at: new Date(drop).toISOString() });
    bench.clock.now = drop + MINUTE;
    expect(await named(["expired", "tier_drop"])).toEqual(["expired fading"]);
  });

  it("knows how often a silent agent usually reports", async () => {
    await register("quiet");
    for (let i = 0; i < 6; i++) {
      await report("quiet", 0.9, 1);
      bench.clock.now += 20_000;
    }
    bench.clock.now += 30 * MINUTE;
    expect((await ask()).items[0]).toMatchObject({ kind: "silent", agent: { usualGapMs: 20_000 } });
  });

  it("is for those who may read", async () => {
    await expect(readAttention(actorWith(["ingest"]), { limit: 5 })).rejects.toMatchObject({ status: 403 });
  });
});

/** Instants at which the only agent's tiers end. */
async function dropsAhead(): Promise<[number]> {
  const next = bench.runtime.tierDrops.next;
  if (next === null) throw new Error("nothing decays");
  return [next];
}
