import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAgent } from "../reads/agent";
import { readJournal } from "../reads/journal";
import { readWhatIf } from "../reads/leaderboard";
import { readWeightsHistory } from "../reads/settings";
import { actorWith, type Bench, boardNow, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS, type Dimension } from "../trust/dimension";
import { DEFAULT_WEIGHTS, weightList, weightsFrom } from "../trust/weights";
import { Weights } from "../trust/weights-shape";
import { changeWeights, undoWeights } from "./change-weights";
import { reinstateAgent } from "./revoke-agent";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const ONLY_SECURITY = weightsFrom([0, 0, 0, 1, 0]);

async function agentWith(id: string, values: Partial<Record<Dimension, number>>): Promise<void> {
  await register(id);
  await record(DIMENSIONS.map((dimension) => signal(id, dimension, values[dimension] ?? 1)));
}

describe("changing the weights", () => {
  it("recomputes every score and revokes rated agents now under the line, each with the change as cause", async () => {
    await agentWith("careless", { security_posture: 0.1 });
    await agentWith("careful", {});
    const version = await changeWeights(OWNER, { weights: ONLY_SECURITY, reason: "incident", ifVersion: 1 });
    expect(version).toMatchObject({ version: 2, reason: "incident", weights: ONLY_SECURITY });
    expect(await readAgent(OWNER, "careless")).toMatchObject({
      score: 100,
      revoked: true,
      revocationReason: "Trust score 100 below threshold",
    });
    expect(await readAgent(OWNER, "careful")).toMatchObject({ score: 1000, revoked: false, rank: 1 });
    const { items } = await readJournal(OWNER, { limit: 2 });
    expect(items).toMatchObject([
      { type: "agent.revoked", agentId: "careless", cause: items[1]?.id },
      { type: "weights.changed" },
    ]);
  });

  it("does what the what-if said it would", async () => {
    await agentWith("careless", { security_posture: 0.1 });
    await agentWith("careful", { output_quality: 0.4 });
    const { items, summary } = await readWhatIf(OWNER, { weights: weightList(ONLY_SECURITY), limit: 50 });
    expect(summary).toEqual({ moved: 0, crossedBand: 2, wouldRevoke: 1 });
    await changeWeights(OWNER, { weights: ONLY_SECURITY, reason: "as seen" });
    for (const { agentId, score, wouldRevoke } of items)
      expect(await readAgent(OWNER, agentId)).toMatchObject({ score, revoked: wouldRevoke });
  });

  it("refuses another version than the one in force and leaves nothing behind", async () => {
    const refused = changeWeights(OWNER, { weights: ONLY_SECURITY, reason: "late", ifVersion: 7 });
    await expect(refused).rejects.toMatchObject({ status: 409, code: "weights/version" });
    expect(bench.runtime.fleet.weights).toEqual({ version: 1, weights: DEFAULT_WEIGHTS });
    expect((await readWeightsHistory(OWNER, { limit: 50 })).items).toHaveLength(1);
  });

  it("needs the scope operate", async () => {
    await expect(changeWeights(actorWith(["read", "ingest"]), { weights: ONLY_SECURITY, reason: "no" })).rejects.toMatchObject({
      status: 403,
      code: "access/scope",
    });
  });

  it("takes only five weights from 0 to 1 that sum to 1", () => {
    const invalid = [
      { ...DEFAULT_WEIGHTS, policy_compliance: 0.9 },
      { ...DEFAULT_WEIGHTS, policy_compliance: -0.25, security_posture: 0.75 },
      { ...DEFAULT_WEIGHTS, policy_compliance: Number.NaN },
      { policy_compliance: 1 },
      { ...DEFAULT_WEIGHTS, extra: 0 },
    ];
    for (const weights of invalid) expect(Weights.safeParse(weights).success).toBe(false);
  });
});

describe("undoing a change of weights", () => {
  it("reinstates exactly those agents that the change revoked", async () => {
    await agentWith("careless", { security_posture: 0.1 });
    await agentWith("hopeless", Object.fromEntries(DIMENSIONS.map((d) => [d, 0])));
    await agentWith("pardoned", { security_posture: 0.1 });
    expect(await readAgent(OWNER, "hopeless")).toMatchObject({ revoked: true });
    await changeWeights(OWNER, { weights: ONLY_SECURITY, reason: "incident" });
    await reinstateAgent(OWNER, "pardoned", "by hand");
    const undone = await undoWeights(OWNER, { version: 2, reason: "too harsh" });
    expect(undone).toMatchObject({ version: 3, undoes: 2, weights: DEFAULT_WEIGHTS });
    expect(await readAgent(OWNER, "careless")).toMatchObject({ revoked: false, score: 775 });
    expect(await readAgent(OWNER, "hopeless")).toMatchObject({ revoked: true });
    expect((await readJournal(OWNER, { type: "agent.reinstated", limit: 50 })).items.map((entry) => entry.agentId)).toEqual([
      "careless",
      "pardoned",
    ]);
  });

  it("refuses to undo what a newer version has replaced", async () => {
    await changeWeights(OWNER, { weights: ONLY_SECURITY, reason: "one" });
    await changeWeights(OWNER, { weights: DEFAULT_WEIGHTS, reason: "two" });
    await expect(undoWeights(OWNER, { version: 2, reason: "late" })).rejects.toMatchObject({
      status: 409,
      code: "weights/superseded",
    });
    await expect(undoWeights(OWNER, { version: 9, reason: "never" })).rejects.toMatchObject({
      status: 404,
      code: "weights/unknown-version",
    });
  });

  it("undo after apply is as if nothing had happened", async () => {
    const list = fc
      .array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 })
      .filter((parts) => parts.some((part) => part > 0));
    for (const id of ["a", "b", "c"])
      await agentWith(id, { security_posture: 0.05, policy_compliance: 0.6, output_quality: 0.3 });
    const state = async () => {
      const { scores, flags, dims } = await boardNow();
      return { scores, flags, dims };
    };
    await fc.assert(
      fc.asyncProperty(list, async (parts) => {
        const sum = parts.reduce((total, part) => total + part, 0);
        const before = await state();
        const { version } = await changeWeights(OWNER, { weights: weightsFrom(parts.map((part) => part / sum)), reason: "try" });
        await undoWeights(OWNER, { version, reason: "back" });
        expect(await state()).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});
