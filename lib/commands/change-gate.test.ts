import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAgent } from "../reads/agent";
import { previewGate, readGate, readGateHistory } from "../reads/gate";
import { readJournal } from "../reads/journal";
import { DEFAULT_GATE } from "../registry/gate";
import type { Robustness } from "../registry/robustness";
import { actorWith, type Bench, boardNow, freshRuntime, OWNER, register } from "../testing";
import { certifyAgent } from "./certify-agent";
import { changeGate, undoGate } from "./change-gate";
import { suspendAgent } from "./hold-agent";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("strong", "fair", "weak", "new");
  await certify("strong", { cc: 0.95, er: 0.95, as: 0.95, ih: 1 });
  await certify("fair", { cc: 0.66, er: 0.9, as: 0.9, ih: 1 });
  await certify("weak", { cc: 0.9, er: 0.9, as: 0.3, ih: 0.9 });
});
afterEach(() => bench.stop());

const certify = (id: string, robustness: Robustness) => certifyAgent(OWNER, id, { robustness, auditType: "registration" });
const STRICT = { thresholds: { ...DEFAULT_GATE.thresholds, cc: [0, 0.3, 0.5, 0.7, 0.8, 0.97] } };
const tiers = () => Promise.all(["strong", "fair", "weak", "new"].map(async (id) => (await readAgent(OWNER, id)).tier));

describe("the gate in force", () => {
  it("is the original's by default, with how many active agents stand at each tier", async () => {
    expect(await readGate(OWNER)).toMatchObject({
      ...DEFAULT_GATE,
      version: 1,
      reason: "Default",
      distribution: { T0: 0, T1: 1, T2: 0, T3: 1, T4: 0, T5: 1 },
    });
    await suspendAgent(OWNER, "fair", "looking into it");
    expect((await readGate(OWNER)).distribution.T3).toBe(0);
  });

  it("is put there for a database from before there was one", async () => {
    bench.runtime.store.raw.prepare("DELETE FROM Setting WHERE kind = 'gate'").run();
    await bench.restart();
    expect(await readGate(OWNER)).toMatchObject({ ...DEFAULT_GATE, version: 1 });
  });
});

describe("changing the gate", () => {
  it("changes every tier at once and leaves the certificates as they are", async () => {
    expect(await tiers()).toEqual(["T5", "T3", "T1", "T0"]);
    expect(await changeGate(OWNER, { ...STRICT, reason: "stricter", ifVersion: 1 })).toMatchObject({
      version: 2,
      ...STRICT,
      ihThreshold: 0.5,
      distribution: { T1: 1, T2: 1, T4: 1 },
    });
    expect(await tiers()).toEqual(["T4", "T2", "T1", "T0"]);
    expect(await readAgent(OWNER, "fair")).toMatchObject({ certifiedTier: "T2", robustness: { cc: 0.66 } });
    await bench.restart();
    expect(await tiers()).toEqual(["T4", "T2", "T1", "T0"]);
    const [entry] = (await readJournal(OWNER, { type: "gate.changed", limit: 1 })).items;
    expect(entry?.data).toMatchObject({ version: 2, reason: "stricter", risen: 0, fallen: 2, undoes: null });
  });

  it("that raises the integrity threshold takes tiers and holds nobody: nobody was measured", async () => {
    await changeGate(OWNER, { ihThreshold: 0.95, reason: "stricter" });
    expect(await readAgent(OWNER, "weak")).toMatchObject({
      tier: "T0",
      status: "active",
      holds: [],
      mayNotBecause: ["below_tier", "unrated"],
    });
  });

  it("moves ceilings", async () => {
    await changeGate(OWNER, { budgetCeilings: [0, 1, 2, 3, 4, 5], satsPerUnit: 100, reason: "other money" });
    expect((await readAgent(OWNER, "fair")).budgetCeilingSats).toBe(300);
  });

  it("refuses another version than the one in force, and who may not", async () => {
    await expect(changeGate(OWNER, { ...STRICT, reason: "late", ifVersion: 7 })).rejects.toMatchObject({
      status: 409,
      code: "gate/version",
    });
    await expect(changeGate(actorWith(["read", "operate"]), { ...STRICT, reason: "no" })).rejects.toMatchObject({ status: 403 });
    expect((await readGateHistory(OWNER, { limit: 50 })).items).toHaveLength(1);
  });

  it("does what the preview said it would, which stores nothing and takes only read", async () => {
    const effect = await previewGate(actorWith(["read"]), STRICT);
    expect(effect).toMatchObject({
      certified: 3,
      changed: 2,
      risen: 0,
      fallen: 2,
      lost: 0,
      distribution: { T1: 1, T2: 1, T4: 1 },
    });
    expect(effect.items.map(({ agentId, previousTier, tier }) => [agentId, previousTier, tier])).toEqual([
      ["strong", "T5", "T4"],
      ["fair", "T3", "T2"],
    ]);
    expect(effect.items[0]?.bindingDimensions).toMatchObject([{ dimension: "cc" }]);
    expect((await readGate(OWNER)).version).toBe(1);
    await changeGate(OWNER, { ...STRICT, reason: "as seen" });
    for (const { agentId, tier } of effect.items) expect(await readAgent(OWNER, agentId)).toMatchObject({ tier });
    expect(await previewGate(OWNER, {})).toMatchObject({ changed: 0, items: [] });
  });
});

const ladder = fc
  .uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 5, maxLength: 5 })
  .map((list) => [0, ...list.sort((a, b) => a - b).map((n) => n / 100)]);
const gates = fc.record({
  thresholds: fc.record({ cc: ladder, er: ladder, as: ladder }),
  ihThreshold: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
  decayRatePerDay: fc.constantFrom(0, 0.001, 0.01, 0.1),
});

describe("any gate", () => {
  it("does what its preview said, and undone it is as if nothing had happened", async () => {
    bench.clock.now += 5 * 86_400_000;
    const state = async () => {
      const { ids, tiers: now, tierDropAt } = await boardNow();
      return { tiers: Object.fromEntries(ids.map((id, i) => [id, now[i]])), tierDropAt };
    };
    await fc.assert(
      fc.asyncProperty(gates, async (gate) => {
        const before = await state();
        const { items, changed } = await previewGate(OWNER, gate);
        const { version } = await changeGate(OWNER, { ...gate, reason: "try" });
        expect(items).toHaveLength(changed);
        expect((await state()).tiers).toEqual({
          ...before.tiers,
          ...Object.fromEntries(items.map(({ agentId, tier }) => [agentId, tier])),
        });
        await undoGate(OWNER, { version, reason: "back" });
        expect(await state()).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });
});

describe("undoing a change of the gate", () => {
  it("restores what was before as a new version", async () => {
    await changeGate(OWNER, { ...STRICT, reason: "stricter" });
    expect(await undoGate(OWNER, { version: 2, reason: "too strict" })).toMatchObject({ ...DEFAULT_GATE, version: 3, undoes: 2 });
    expect(await tiers()).toEqual(["T5", "T3", "T1", "T0"]);
    expect((await readGateHistory(OWNER, { limit: 2 })).items.map(({ version }) => version)).toEqual([3, 2]);
  });

  it("is refused where it is not the newest, unknown, or the first", async () => {
    await expect(undoGate(OWNER, { version: 1, reason: "x" })).rejects.toMatchObject({ status: 409, code: "gate/first-version" });
    await changeGate(OWNER, { ...STRICT, reason: "one" });
    await changeGate(OWNER, { decayRatePerDay: 0.02, reason: "two" });
    await expect(undoGate(OWNER, { version: 2, reason: "late" })).rejects.toMatchObject({ status: 409, code: "gate/superseded" });
    await expect(undoGate(OWNER, { version: 9, reason: "x" })).rejects.toMatchObject({
      status: 404,
      code: "gate/unknown-version",
    });
  });
});
