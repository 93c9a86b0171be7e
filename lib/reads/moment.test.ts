import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { certifyAgent } from "../commands/certify-agent";
import { changeGate } from "../commands/change-gate";
import { changeWeights } from "../commands/change-weights";
import { deregisterAgent } from "../commands/deregister-agent";
import { resumeAgent, suspendAgent } from "../commands/hold-agent";
import { reinstateAgent, revokeAgent } from "../commands/revoke-agent";
import { takeSamples } from "../commands/take-samples";
import { updateAgent } from "../commands/update-agent";
import { DEFAULT_GATE } from "../registry/gate";
import { actorWith, type Bench, boardNow, freshRuntime, OWNER, record, register, signal } from "../testing";
import type { BoardSnapshot } from "../trust/board-shape";
import { DIMENSIONS } from "../trust/dimension";
import { readBoardAt } from "./moment";

const HOUR = 3_600_000;

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const boardAt = async (at: number) => JSON.parse(Buffer.from(await readBoardAt(OWNER, at)).toString()) as BoardSnapshot;

/** Time passes; whatever changed is sampled, as the process does by the second. */
async function later(ms = HOUR): Promise<void> {
  await takeSamples([...bench.runtime.fleet.active]);
  bench.clock.now += ms;
}

const report = (id: string, value: number) =>
  record(DIMENSIONS.flatMap((dimension) => [1, 2, 3].map(() => signal(id, dimension, value))));

/** What of a board is about agents. */
const facts = ({ instance, seq, version, at, moment, ...columns }: BoardSnapshot) => columns;

describe("the board at a moment", () => {
  it("is what the board was then, whatever happened since", async () => {
    await register("a", "b", "c");
    await report("a", 0.9);
    await report("b", 0.6);
    await certifyAgent(OWNER, "a", { robustness: { cc: 0.95, er: 0.9, as: 0.9, ih: 0.9 }, auditType: "registration" });
    await suspendAgent(OWNER, "b", "looked at");
    await later();
    const moments: { at: number; was: BoardSnapshot }[] = [];
    const happenings = [
      () => report("a", 0.2),
      () => revokeAgent(OWNER, "a", "leaked"),
      () => resumeAgent(OWNER, "b", "fine"),
      () => updateAgent(OWNER, "c", { name: "another name" }),
      () =>
        changeWeights(OWNER, {
          weights: {
            policy_compliance: 1,
            resource_efficiency: 0,
            output_quality: 0,
            security_posture: 0,
            collaboration_health: 0,
          },
          reason: "try",
        }),
      () => reinstateAgent(OWNER, "a", "mended"),
      () => changeGate(OWNER, { ...DEFAULT_GATE, decayRatePerDay: 0.5, reason: "faster" }),
      () => deregisterAgent(OWNER, "c", "gone"),
      () => certifyAgent(OWNER, "a", { robustness: { cc: 0.5, er: 0.5, as: 0.5, ih: 0.9 }, auditType: "spot" }),
    ];
    for (const happen of happenings) {
      moments.push({ at: bench.clock.now, was: await boardNow() });
      bench.clock.now += 1_000;
      await happen();
      await later();
    }
    for (const { at, was } of moments) {
      const past = await boardAt(at);
      // What 24 h ago was is kept by a job of the process, which does not run here.
      expect({ ...facts(past), delta24h: [] }).toEqual({ ...facts(was), delta24h: [] });
      expect(past.seq).toBe(was.seq);
    }
  });

  it("says what it rests on: what was in force, and how old a score may be", async () => {
    await register("a");
    await later(100 * HOUR);
    const { moment } = await boardAt(bench.clock.now - 50 * HOUR);
    expect(moment).toMatchObject({ exactToSeconds: 60, gateVersion: 1, weights: { version: 1 }, trustPolicy: { version: 1 } });
    expect((await boardAt(bench.clock.now - HOUR)).moment?.exactToSeconds).toBe(1);
  });

  it("does not know agents that came later", async () => {
    await register("a");
    await later();
    const before = bench.clock.now;
    bench.clock.now += 1;
    await register("b");
    expect((await boardAt(before)).ids).toEqual(["a"]);
  });

  it("refuses what has not come, what nothing is kept of, and who may not read", async () => {
    const { now } = bench.clock;
    await expect(readBoardAt(OWNER, now + 1)).rejects.toMatchObject({ status: 400, code: "trust/moment-ahead" });
    await expect(readBoardAt(OWNER, now - HOUR)).rejects.toMatchObject({ status: 404, code: "trust/moment-not-kept" });
    await expect(readBoardAt(actorWith(["ingest"]), now)).rejects.toMatchObject({ status: 403 });
  });
});
