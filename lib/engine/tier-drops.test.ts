import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { certifyAgent } from "../commands/certify-agent";
import { changeGate } from "../commands/change-gate";
import { deregisterAgent } from "../commands/deregister-agent";
import { readAgent } from "../reads/agent";
import { readCertifications } from "../reads/certification";
import { readJournal, verifyJournal } from "../reads/journal";
import { dropsOf } from "../registry/decay";
import { DEFAULT_GATE } from "../registry/gate";
import type { Robustness } from "../registry/robustness";
import { type Bench, freshRuntime, OWNER, register } from "../testing";
import type { Alarm } from "./alarm";
import { watchTiers } from "./background";
import { HandTimer } from "./hand-timer.fixture";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SOLID: Robustness = { cc: 0.7, er: 0.95, as: 0.95, ih: 1 };

let bench: Bench;
let alarm: Alarm;
let timer: HandTimer;

beforeEach(async () => {
  bench = await freshRuntime();
  timer = new HandTimer(bench.clock);
  alarm = watchTiers(timer.arm);
  await register("a");
});
afterEach(async () => {
  await alarm.stop();
  await bench.stop();
});

const passTime = (to: number) => timer.pass(to, alarm);

async function restart(): Promise<void> {
  await alarm.stop();
  await bench.restart();
  timer.forget();
  alarm = watchTiers(timer.arm);
}

const certify = (robustness: Robustness, id = "a") => certifyAgent(OWNER, id, { robustness, auditType: "registration" });
const losses = async (agentId = "a") =>
  (await readJournal(OWNER, { after: 0, agentId, limit: 200 })).items.filter(
    ({ type }) => type === "certification.tier_dropped" || type === "certification.expired",
  );
const [first, second, third] = dropsOf(DEFAULT_GATE, SOLID, Date.UTC(2026, 10, 20, 12)) as [Drop, Drop, Drop];
type Drop = ReturnType<typeof dropsOf>[number];

describe("a tier that decay takes", () => {
  it("is journaled at the computed instant, once, with the component that caused it; the certificate is unchanged", async () => {
    await certify(SOLID);
    await passTime(first.at - 1);
    expect(await losses()).toEqual([]);
    await passTime(first.at);
    await passTime(first.at + DAY);
    expect(await losses()).toMatchObject([
      {
        type: "certification.tier_dropped",
        at: new Date(first.at).toISOString(),
        actor: "system",
        data: { from: "T3", to: "T2", dimensions: ["cc"], at: new Date(first.at).toISOString(), by: "decay" },
      },
    ]);
    const [certificate] = (await readCertifications(OWNER, "a", { limit: 1 })).items;
    expect(certificate).toMatchObject({ tier: "T3", robustness: SOLID, inForce: true });
    expect((await readAgent(OWNER, "a")).tier).toBe("T2");
  });

  it("goes on to the last, which is the expiry, and sets no hold", async () => {
    await certify(SOLID);
    await passTime(third.at + DAY);
    expect((await losses()).map(({ type, data }) => [type, data.to])).toEqual([
      ["certification.tier_dropped", "T2"],
      ["certification.tier_dropped", "T1"],
      ["certification.expired", "T0"],
    ]);
    expect(await readAgent(OWNER, "a")).toMatchObject({ status: "expired", holds: [] });
    expect(timer.armed).toBeNull();
  });

  it("by integrity lifts no hold either", async () => {
    await certify({ cc: 0.95, er: 0.95, as: 0.95, ih: 0.49 });
    await passTime(bench.clock.now + 300 * DAY);
    expect(await losses()).toEqual([]);
    expect((await readAgent(OWNER, "a")).holds.map(({ cause }) => cause)).toEqual(["integrity"]);
  });

  it("while nothing ran is journaled at the next start, each drop once with its own instant", async () => {
    await certify(SOLID);
    await alarm.stop();
    bench.clock.now = second.at + DAY;
    await restart();
    expect(timer.armed?.at).toBe(bench.clock.now);
    await passTime(bench.clock.now);
    await restart();
    await passTime(bench.clock.now + HOUR);
    expect((await losses()).map(({ data }) => [data.to, data.at])).toEqual([
      ["T2", new Date(first.at).toISOString()],
      ["T1", new Date(second.at).toISOString()],
    ]);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true });
  });

  it("is forgotten where a new certificate comes first", async () => {
    await certify(SOLID);
    await passTime(first.at - DAY);
    await certify({ cc: 0.99, er: 0.99, as: 0.99, ih: 1 });
    await passTime(first.at + DAY);
    expect(await losses()).toEqual([]);
    expect((await readAgent(OWNER, "a")).tier).toBe("T5");
  });

  it("is nobody's where the agent is deregistered", async () => {
    await certify(SOLID);
    await deregisterAgent(OWNER, "a", "retired");
    await passTime(third.at + DAY);
    expect(await losses()).toEqual([]);
  });
});

describe("another gate", () => {
  it("moves the instant: faster decay brings it nearer", async () => {
    await certify(SOLID);
    await changeGate(OWNER, { decayRatePerDay: 1, reason: "faster" });
    const [sooner] = dropsOf({ ...DEFAULT_GATE, decayRatePerDay: 1 }, SOLID, bench.clock.now);
    await passTime(bench.clock.now + 2 * HOUR);
    expect(await losses()).toMatchObject([
      { data: { from: "T3", to: "T2", at: new Date(sooner?.at ?? 0).toISOString(), by: "decay" } },
    ]);
  });

  it("that takes a tier at once is named as the cause, once", async () => {
    await certify(SOLID);
    await changeGate(OWNER, {
      thresholds: { ...DEFAULT_GATE.thresholds, er: [0, 0.3, 0.5, 0.96, 0.97, 0.98] },
      reason: "stricter",
    });
    await passTime(bench.clock.now);
    await restart();
    await passTime(bench.clock.now + HOUR);
    const [changed] = (await readJournal(OWNER, { type: "gate.changed", limit: 1 })).items;
    expect(await losses()).toMatchObject([
      { cause: changed?.id, data: { from: "T3", to: "T2", dimensions: ["er"], by: "gate" } },
    ]);
  });

  it("that lifts an agent lets it drop again, from there", async () => {
    await certify(SOLID);
    await passTime(first.at);
    await changeGate(OWNER, { thresholds: { ...DEFAULT_GATE.thresholds, cc: [0, 0.3, 0.5, 0.6, 0.8, 0.9] }, reason: "milder" });
    expect((await readAgent(OWNER, "a")).tier).toBe("T3");
    await restart();
    await passTime(bench.clock.now + 15 * DAY);
    expect((await losses()).map(({ data }) => [data.from, data.to])).toEqual([
      ["T3", "T2"],
      ["T3", "T2"],
    ]);
  });

  it("without decay takes nothing, ever", async () => {
    await certify(SOLID);
    await changeGate(OWNER, { decayRatePerDay: 0, reason: "for ever" });
    await passTime(bench.clock.now + HOUR);
    expect(timer.armed).toBeNull();
  });
});

describe("the alarm", () => {
  it("looks again within the hour, because clocks are set", async () => {
    await certify(SOLID);
    expect(timer.armed?.at).toBe(bench.clock.now + HOUR);
  });

  it("tries again where the work failed", async () => {
    await certify(SOLID);
    await passTime(first.at - 1);
    const { writer } = bench.runtime;
    const slot = writer.slot.bind(writer);
    writer.slot = () => Promise.reject(new Error("disk full"));
    bench.clock.now = first.at;
    timer.armed?.run();
    await alarm.done();
    await Promise.resolve();
    expect(timer.armed?.at).toBe(bench.clock.now + 5000);
    writer.slot = slot;
    await passTime(first.at + 5000);
    expect(await losses()).toHaveLength(1);
  });
});

describe("ten thousand agents", () => {
  it("are scheduled and drop together, each once, a few at a time: others get their turn all along", async () => {
    const raw = () => bench.runtime.store.raw;
    const issuedAt = bench.clock.now;
    const agent = raw().prepare(
      `INSERT INTO Agent (number, id, name, model, registeredAt, registeredBy, certificate, journaledLevel)
       VALUES (@number, 'agent-' || @number, 'Agent', 'm', @issuedAt, 'test', @number, 3)`,
    );
    const certificate = raw().prepare(
      `INSERT INTO Certificate (number, id, agentNumber, level, cc, er, "as", ih, auditType, direction, issuedAt, recordedAt,
                                details, source, issuedBy, gateVersion, auditDraw)
       VALUES (@number, @number, @number, 3, @cc, @er, @as, @ih, 'spot', 'first', @issuedAt, @issuedAt, '{}', 'import', 'test', 1, 0.5)`,
    );
    raw().transaction(() => {
      for (let number = 100; number < 10_100; number++) {
        agent.run({ number, issuedAt });
        certificate.run({ number, issuedAt, ...SOLID });
      }
    })();
    await restart();
    expect(bench.runtime.tierDrops.size).toBe(10_000);
    await changeGate(OWNER, { ihThreshold: 0.4, reason: "for all of them" });
    expect(bench.runtime.tierDrops.next).toBe(first.at);

    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 0);
    await passTime(first.at);
    clearInterval(others);
    const entries = raw().prepare(
      "SELECT count(DISTINCT agentId), count(*) FROM JournalEntry WHERE type = 'certification.tier_dropped'",
    );
    expect(entries.raw().get()).toEqual([10_000, 10_000]);
    expect(raw().prepare("SELECT count(*) FROM Agent WHERE journaledLevel = 2").pluck().get()).toBe(10_000);
    expect(turns).toBeGreaterThan(100);
  }, 120_000);
});
