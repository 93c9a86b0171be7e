import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeRetention } from "../commands/change-retention";
import { Retention } from "../engine/retention";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { prove } from "./prove";
import { chainOf, NO_LINES, proveCheckpoints } from "./prove-checkpoints";
import type { EntryColumns } from "./prove-entries";
import { Evidence, NO_EVIDENCE } from "./prove-evidence";

const DAY_MS = 86_400_000;

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a");
});
afterEach(() => bench.stop());

/** More signals than a window keeps, so that the first of them can be forgotten. */
const recordMany = () => record(Array.from({ length: 150 }, () => signal("a", "output_quality", 1)));
const signalsKept = () => bench.runtime.store.raw.prepare("SELECT count(*) FROM Signal").pluck().get();

describe("a verification beside a server that goes on", () => {
  it("does not miss signals that came of age since it began", async () => {
    await recordMany();
    const began = bench.clock.now + 90 * DAY_MS - 30_000;
    bench.clock.now += 90 * DAY_MS + 30_000;
    await new Retention().run();
    expect(signalsKept()).toBe(100);
    const { proof } = prove(bench.runtime.store.raw, { now: began, from: null, checkpointFile: null, publicKey: null });
    expect(proof).toMatchObject({ ok: true, digests: { forgotten: 150 } });
  });

  it("does not miss signals that a retention forgot which was made shorter since it began", async () => {
    await recordMany();
    bench.clock.now += 10 * DAY_MS;
    const evidence = new Evidence(bench.runtime.store.raw, NO_EVIDENCE, bench.clock.now);
    await changeRetention(OWNER, { signalDays: 5, reason: "Less" });
    await new Retention().run();
    expect(signalsKept()).toBe(100);
    const recorded = bench.runtime.store.raw
      .prepare<[], EntryColumns>(
        "SELECT seq, id, at, type, agentId, actor, cause, data, prevHash, hash FROM JournalEntry WHERE type = 'signals.recorded'",
      )
      .raw()
      .get();
    expect(recorded && evidence.problemOf(recorded)).toBeNull();
  });

  it("still finds a signal missing that was not of age", async () => {
    await recordMany();
    bench.clock.now += 80 * DAY_MS;
    bench.runtime.store.raw.prepare("DELETE FROM Signal WHERE row = 1").run();
    const question = { now: bench.clock.now, from: null, checkpointFile: null, publicKey: null };
    expect(prove(bench.runtime.store.raw, question).proof).toMatchObject({
      ok: false,
      why: expect.stringMatching(/1 are missing/),
    });
  });

  it("compares checkpoints that are signed while it compares", async () => {
    const { checkpoints, store } = bench.runtime;
    await checkpoints.close();
    const chain = chainOf(store.raw);
    await recordMany();
    await checkpoints.close();
    const { finding, position } = proveCheckpoints(checkpoints.file, NO_LINES, chain, { origin: null, publicKey: null });
    expect(finding).toBeNull();
    expect(position.lines).toBe(2);
  });
});
