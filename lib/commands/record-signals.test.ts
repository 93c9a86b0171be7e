import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAgent } from "../reads/agent";
import { readJournal, verifyJournal } from "../reads/journal";
import { readScore } from "../reads/score";
import { actorWith, type Bench, boardNow, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { dimensionMean, totalOf } from "../trust/score";
import { DEFAULT_WEIGHTS, weightList } from "../trust/weights";
import { changeTrustPolicy } from "./change-trust-policy";
import { deregisterAgent } from "./deregister-agent";
import { recordSignals } from "./record-signals";
import { reinstateAgent } from "./revoke-agent";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const entriesOf = async (type: Parameters<typeof readJournal>[1]["type"]) =>
  (await readJournal(OWNER, { type, limit: 500 })).items;
const rowCount = () => bench.runtime.store.prisma.signal.count();
const across = (agent: string, value: number) => DIMENSIONS.map((dimension) => signal(agent, dimension, value));

describe("signals become scores", () => {
  it("answers with the score that the signals have already made", async () => {
    await register("a");
    const answer = await record(across("a", 1));
    expect(answer).toEqual({
      accepted: 5,
      duplicates: 0,
      scores: [{ agentId: "a", score: 1000, band: "verified_partner", rated: true, revoked: false }],
    });
    expect((await readScore(OWNER, "a")).score).toBe(1000);
  });

  it("moves the score with a good signal at once, not at some later sweep", async () => {
    await register("a");
    expect((await record([signal("a", "security_posture", 1)])).scores[0]?.score).toBe(625);
  });

  it("leaves an agent unrated below the minimum evidence or coverage: no band, no rank, never at risk, never revoked", async () => {
    await register("few", "narrow");
    await record([
      signal("few", "security_posture", 0),
      signal("few", "policy_compliance", 0),
      signal("few", "output_quality", 0),
      signal("few", "output_quality", 0),
    ]);
    await record(Array.from({ length: 50 }, () => signal("narrow", "security_posture", 0)));
    for (const id of ["few", "narrow"])
      expect(await readAgent(OWNER, id)).toMatchObject({ rated: false, band: null, rank: null, atRisk: false, revoked: false });
  });

  it("revokes in the middle of a burst and stays revoked when the score recovers, until someone reinstates", async () => {
    await register("a");
    const bad = [...across("a", 0), ...Array.from({ length: 5 }, () => signal("a", "security_posture", 0))];
    expect((await record(bad)).scores[0]).toMatchObject({ score: 0, revoked: true });
    const [revocation] = await entriesOf("agent.revoked");
    const [recorded] = await entriesOf("signals.recorded");
    expect(revocation).toMatchObject({ agentId: "a", cause: recorded?.id, data: { reason: "Trust score 0 below threshold" } });
    await record(Array.from({ length: 100 }, () => across("a", 1)).flat());
    expect(await readAgent(OWNER, "a")).toMatchObject({ score: 1000, revoked: true, rank: null, band: "verified_partner" });
    await reinstateAgent(OWNER, "a", "Cause found and mended");
    expect(await readAgent(OWNER, "a")).toMatchObject({ revoked: false, rank: 1 });
    expect(await entriesOf("agent.revoked")).toHaveLength(1);
  });

  it("keeps security evidence when a thousand cheap signals of another dimension follow", async () => {
    await register("launderer");
    await record([...across("launderer", 0.5), ...Array.from({ length: 100 }, () => signal("launderer", "security_posture", 0))]);
    const before = await readScore(OWNER, "launderer");
    await record(Array.from({ length: 1000 }, () => signal("launderer", "resource_efficiency", 1)));
    const after = await readScore(OWNER, "launderer");
    expect(after.dimensions.security_posture).toEqual(expect.objectContaining({ score: 0, windowCount: 100 }));
    expect(after.score - before.score).toBe(75);
    expect(after.score).toBeLessThanOrEqual(450);
  });

  it("sets the hold critical_violation on a critical security event, once", async () => {
    await register("a");
    const critical = signal("a", "security_posture", 0, { details: "exfiltration", critical: true });
    await record([critical, critical]);
    expect(await readAgent(OWNER, "a")).toMatchObject({
      status: "suspended",
      holds: [{ cause: "critical_violation", note: "exfiltration" }],
    });
    expect(await entriesOf("agent.hold_set")).toHaveLength(1);
  });

  it("journals a trembling band once, not at every crossing", async () => {
    await register("a");
    await record(across("a", 0.7));
    for (let i = 0; i < 40; i++) await record([signal("a", "resource_efficiency", i % 2 === 0 ? 0.6 : 0.8)]);
    expect(await entriesOf("agent.band_changed")).toHaveLength(1);
  });
});

describe("nothing counts twice, nothing is half stored", () => {
  it("counts a repeated id once per reporter, also after a restart", async () => {
    await register("a");
    const one = [signal("a", "output_quality", 1, { id: "s-1" })];
    await record(one);
    expect(await record([...one, ...one])).toMatchObject({ accepted: 0, duplicates: 2 });
    await bench.restart();
    expect(await record(one)).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await rowCount()).toBe(1);
  });

  it("refuses a batch that names an unknown or deregistered agent, whole", async () => {
    await register("a", "gone");
    await deregisterAgent(OWNER, "gone", "retired");
    for (const stranger of ["nobody", "gone"]) {
      const refused = record([signal("a", "output_quality", 1), signal(stranger, "output_quality", 1)]);
      await expect(refused).rejects.toMatchObject({
        status: 422,
        code: "trust/unknown-agent",
        errors: [{ pointer: "/signals/1/agentId" }],
      });
    }
    expect(await rowCount()).toBe(0);
    expect(bench.runtime.fleet.find("nobody")).toBeUndefined();
  });

  it("stores the good signals of a partial batch and names the others by their place", async () => {
    await register("a");
    const batch = {
      signals: [signal("nobody", "output_quality", 1), signal("a", "output_quality", 1)],
      positions: [0, 2],
      errors: [],
    };
    expect(await recordSignals(OWNER, batch, true)).toMatchObject({
      accepted: 1,
      errors: [{ pointer: "/signals/0/agentId", code: "trust/unknown-agent" }],
    });
  });

  it("registers unknown agents where the policy says so: pending and unrated", async () => {
    await changeTrustPolicy(OWNER, { autoRegister: true, reason: "open house" });
    await record([signal("newcomer", "output_quality", 1)]);
    expect(await readAgent(OWNER, "newcomer")).toMatchObject({ status: "pending", rated: false, name: "newcomer" });
    await bench.restart();
    expect(await readAgent(OWNER, "newcomer")).toMatchObject({
      rated: false,
      dimensions: { output_quality: { windowCount: 1 } },
    });
  });

  it("lets no key report about the agent it is bound to", async () => {
    await register("a", "b");
    const bound = actorWith(["read", "ingest"], "a");
    expect(() => record([signal("a", "output_quality", 1)], bound)).toThrow(
      expect.objectContaining({ status: 403, code: "trust/self-report" }),
    );
    await expect(record([signal("b", "output_quality", 1)], bound)).resolves.toMatchObject({ accepted: 1 });
  });

  it("answers 503 when the disk is full, forgets nothing and goes on when there is space", async () => {
    await register("a");
    await record(across("a", 0.8));
    const before = await boardNow();
    const { raw } = bench.runtime.store;
    const pages = Number(raw.pragma("page_count", { simple: true }));
    raw.pragma(`max_page_count = ${pages}`);
    const details = "x".repeat(2000);
    await expect(record(Array.from({ length: 500 }, () => signal("a", "output_quality", 0, { details })))).rejects.toMatchObject({
      status: 503,
      code: "store/full",
    });
    expect({ ...(await boardNow()), at: before.at }).toEqual(before);
    raw.pragma("max_page_count = 1000000");
    await record([signal("a", "output_quality", 0.8, { details })]);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true });
  });
});

describe("the score is a function of the signals alone", () => {
  const value = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
  const history = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom(...DIMENSIONS), value), {
    minLength: 1,
    maxLength: 400,
  });
  const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 10 });

  it("is the same however the list is split into batches, revocations included, and after a restart", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(history, sizes, async (given, split) => {
        run += 1;
        const named = (half: string) => given.map(([agent, dimension, v]) => signal(`${agent}-${half}-${run}`, dimension, v));
        await register(...["a-whole", "b-whole", "a-split", "b-split"].map((id) => `${id}-${run}`));
        await record(named("whole"));
        const rest = named("split");
        for (let i = 0; rest.length > 0; i++) await record(rest.splice(0, split[i % split.length]));
        for (const agent of ["a", "b"]) {
          const [whole, parts] = await Promise.all([
            readAgent(OWNER, `${agent}-whole-${run}`),
            readAgent(OWNER, `${agent}-split-${run}`),
          ]);
          expect([parts.score, parts.revoked, parts.revocationReason]).toEqual([
            whole.score,
            whole.revoked,
            whole.revocationReason,
          ]);
          expect(whole.score).toBe(naive(given.filter(([id]) => id === agent)));
        }
      }),
      { numRuns: 15 },
    );
    const before = await boardNow();
    await bench.restart();
    expect({ ...(await boardNow()), delta24h: before.delta24h }).toEqual(before);
  });

  function naive(signals: readonly (readonly [string, (typeof DIMENSIONS)[number], number])[]): number {
    const means = DIMENSIONS.map((dimension) => dimensionMean(signals.filter(([, d]) => d === dimension).map(([, , v]) => v)));
    return totalOf(means, weightList(DEFAULT_WEIGHTS));
  }
});

describe("a reporter with a cap", () => {
  const rival = { ...actorWith(["ingest"], "b"), reporter: "key:rival", name: "key:rival", maxShare: 0.2 };

  it("cannot sink or lift a score past its share, whatever it sends", async () => {
    await register("a", "b");
    const flood = () =>
      record(Array.from({ length: 500 }, () => DIMENSIONS.map((dimension) => signal("a", dimension, 0))).flat(), rival);
    await flood();
    const alone = await readScore(OWNER, "a");
    expect(alone.score).toBe(400);
    expect(alone.revoked).toBe(false);
    expect(alone.dimensions.output_quality.neutralShare).toBeCloseTo(0.8, 9);
    await record(across("a", 1));
    expect((await readScore(OWNER, "a")).score).toBe(800);
    await flood();
    const sunk = await readScore(OWNER, "a");
    expect(sunk.score).toBe(800);
    expect(sunk.dimensions.output_quality.neutralShare).toBe(0);
  });

  it("is explained with points that sum, and scores the same after a restart", async () => {
    await register("a", "b");
    await record(Array.from({ length: 30 }, () => across("a", 0.9)).flat());
    await record(
      Array.from({ length: 40 }, () => signal("a", "security_posture", 0)),
      rival,
    );
    const before = await readScore(OWNER, "a");
    expect(Object.values(before.points).reduce((sum, points) => sum + points, 0)).toBe(before.score);
    expect(before.provenance.reporters.find(({ reporter }) => reporter === "key:rival")?.share).toBeLessThan(0.2);
    await bench.restart();
    expect({ ...(await readScore(OWNER, "a")), provenance: before.provenance }).toEqual(before);
  });
});
