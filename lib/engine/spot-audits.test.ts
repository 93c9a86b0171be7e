import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelAudit } from "../commands/cancel-audit";
import { certifyAgent } from "../commands/certify-agent";
import { changeGate } from "../commands/change-gate";
import { deregisterAgent } from "../commands/deregister-agent";
import { registerAgent } from "../commands/register-agent";
import { readAgent } from "../reads/agent";
import { readAudits } from "../reads/audit";
import { readAuditsDue } from "../reads/audits-due";
import { readJournal } from "../reads/journal";
import { spotAuditAt } from "../registry/spot-audit";
import { type Bench, freshRuntime, OWNER, register } from "../testing";
import type { Alarm, Arm } from "./alarm";
import { watchSpotAudits } from "./audits";

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 20, 12);
const WELL = { cc: 0.95, er: 0.95, as: 0.95, ih: 0.95 };
// Nobody listens there: every question fails at once.
const NOBODY = "http://127.0.0.1:9/v1/chat/completions";

let bench: Bench;
let alarm: Alarm;
let armed: { at: number; run: () => void } | null;

/** A timer that rings when the test says so. */
const arm: Arm = (ms, run) => {
  const mine = { at: bench.clock.now + ms, run };
  armed = mine;
  return () => {
    if (armed === mine) armed = null;
  };
};

beforeEach(async () => {
  bench = await freshRuntime({ MUSTER_ALLOW_PRIVATE_ENDPOINTS: "127.0.0.1:9" });
  armed = null;
  alarm = watchSpotAudits(arm);
  await registerAgent(OWNER, { id: "a", name: "A", model: "m", endpoint: { url: NOBODY, protocol: "openai-chat" } });
});
afterEach(async () => {
  await alarm.stop();
  await bench.runtime.auditor.stop();
  await bench.stop();
});

/** Moves the clock on, ringing the timer whenever its time has come. */
async function passTime(to: number): Promise<void> {
  while (armed && armed.at <= to) {
    const { at, run } = armed;
    bench.clock.now = Math.max(bench.clock.now, at);
    armed = null;
    run();
    await alarm.done();
    await Promise.resolve();
  }
  bench.clock.now = to;
}

async function restart(): Promise<void> {
  await alarm.stop();
  await bench.restart();
  armed = null;
  alarm = watchSpotAudits(arm);
}

const drawOf = (id: string) => bench.runtime.fleet.find(id)?.certification.current?.auditDraw ?? 0;

/** Certifies until the draw brings the spot audit before the audit would be overdue: two mean intervals are a draw of 0.86. */
async function certify(id = "a"): Promise<void> {
  do await certifyAgent(OWNER, id, { robustness: WELL, auditType: "external" });
  while (drawOf(id) > 0.8);
}
const spots = async (agentId = "a") =>
  (await readAudits(OWNER, { agentId, limit: 100 })).items.filter(({ type }) => type === "spot").reverse();
const drawn = (rate = 0.08) => spotAuditAt(START, rate, drawOf("a")) as number;

/** Works off the queue: everybody fails, since nobody listens. */
async function fail(): Promise<void> {
  await bench.runtime.auditor.start();
  while (bench.runtime.fleet.find("a")?.audits.openId !== null) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe("a spot audit", () => {
  it("comes at the instant that follows from the certificate's draw, once, and is journaled as Muster's own", async () => {
    await certify();
    const at = drawn();
    await passTime(at - 1);
    expect(await spots()).toEqual([]);
    await passTime(at);
    await passTime(at + 30 * DAY);
    expect(await spots()).toMatchObject([
      { type: "spot", status: "queued", requestedBy: "system", requestedAt: new Date(at).toISOString() },
    ]);
    const [entry] = (await readJournal(OWNER, { type: "audit.requested", limit: 10 })).items;
    expect(entry).toMatchObject({ actor: "system", agentId: "a", data: { auditType: "spot" } });
  });

  it("that was missed while nothing ran comes once, at the start", async () => {
    await certify();
    const at = drawn();
    bench.clock.now = at + 100 * DAY;
    await restart();
    await passTime(bench.clock.now);
    expect(await spots()).toHaveLength(1);
    await restart();
    await passTime(bench.clock.now + DAY);
    expect(await spots()).toHaveLength(1);
  });

  it("comes earlier when the gate asks for more of them, and never when it asks for none", async () => {
    await certify();
    await changeGate(OWNER, { auditIntensityPerDay: [0, 0, 0, 0, 0, 0], reason: "test" });
    expect(bench.runtime.spotAudits.next).toBeNull();
    await changeGate(OWNER, { auditIntensityPerDay: [0, 1, 1, 1, 1, 8], reason: "test" });
    expect(bench.runtime.spotAudits.next).toBe(drawn(8));
  });

  it("does not come to an agent that is gone, nor to one without an endpoint", async () => {
    await certify();
    await register("mute");
    await certify("mute");
    expect(bench.runtime.spotAudits.size).toBe(1);
    await deregisterAgent(OWNER, "a", "test");
    expect(bench.runtime.spotAudits.size).toBe(0);
  });

  it("that is cancelled is put off, not dropped", async () => {
    await certify();
    const at = drawn();
    await passTime(at);
    const [audit] = await spots();
    await cancelAudit(OWNER, audit?.id ?? "");
    expect(bench.runtime.spotAudits.next).toBe(at + (at - START));
    await restart();
    expect(bench.runtime.spotAudits.next).toBe(at + (at - START));
  });

  it("that measures nothing is tried again, twice; then a human must see to it, and the agent gets no tasks", async () => {
    await certify();
    const at = drawn();
    await passTime(at);
    await fail();
    expect(await readAgent(OWNER, "a")).toMatchObject({ auditOverdue: false, mayNotBecause: ["unrated"] });
    await passTime(at + 15 * 60_000);
    await fail();
    expect((await readAgent(OWNER, "a")).mayNotBecause).toContain("audit_inconclusive");
    await restart();
    await passTime(at + 30 * 60_000);
    await fail();
    await passTime(at + 40 * DAY);
    expect((await spots()).map(({ status }) => status)).toEqual(["inconclusive", "inconclusive", "inconclusive"]);
    expect(await readAgent(OWNER, "a")).toMatchObject({ auditOverdue: true });
    expect((await readAuditsDue(OWNER, { limit: 10 })).items).toMatchObject([{ agentId: "a", why: "overdue" }]);
    await certify();
    expect(await readAgent(OWNER, "a")).toMatchObject({ auditOverdue: false, mayNotBecause: ["unrated"] });
  });
});

describe("an audit that is overdue", () => {
  it("is one that did not come for two mean intervals, be it for want of an endpoint", async () => {
    await register("mute");
    await certify("mute");
    bench.clock.now = START + (2 / 0.08) * DAY - 1;
    expect(await readAgent(OWNER, "mute")).toMatchObject({ auditOverdue: false });
    bench.clock.now += 2;
    expect(await readAgent(OWNER, "mute")).toMatchObject({ auditOverdue: true });
    expect((await readAuditsDue(OWNER, { limit: 10 })).items).toMatchObject([
      { agentId: "mute", why: "overdue", auditable: false },
    ]);
  });
});
