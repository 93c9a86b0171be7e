import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AUDITOR_LIMITS } from "../auditors/auditor";
import { nextRequest } from "../auditors/battery/grade";
import { MUSTER_EN } from "../auditors/battery/muster-en";
import { planAudit } from "../auditors/battery/plan";
import { isIntact, sha256 } from "../auditors/evidence";
import { flawless, type Model, ModelServer } from "../auditors/model.fixture";
import { readAgent } from "../reads/agent";
import { readAudit, readAudits, readEvidence } from "../reads/audit";
import { readCertifications } from "../reads/certification";
import { readJournal } from "../reads/journal";
import type { AuditDetail, AuditRequest } from "../registry/audit";
import { recordsOf } from "../store/audits";
import { actorWith, type Bench, freshRuntime, OWNER } from "../testing";
import { cancelAudit } from "./cancel-audit";
import { certifyAgent } from "./certify-agent";
import { deregisterAgent } from "./deregister-agent";
import { registerAgent } from "./register-agent";
import { requestAudit } from "./request-audit";

const SEED = "a-seed-of-a-test";
let bench: Bench;
let model: ModelServer;

beforeEach(async () => {
  model = await ModelServer.listen(flawless(SEED));
  bench = await freshRuntime({ MUSTER_ALLOW_PRIVATE_ENDPOINTS: model.address });
  await registerAgent(OWNER, {
    id: "scout",
    name: "Scout",
    model: "test-model",
    endpoint: { url: model.url, protocol: "openai-chat" },
  });
});
afterEach(async () => {
  await bench.runtime.auditor.stop();
  await bench.stop();
  await model.close();
});

const request = (more: Partial<AuditRequest> = {}): AuditRequest => ({
  type: "re-certification",
  samples: 1,
  seed: SEED,
  ...more,
});

async function over(id: string): Promise<AuditDetail> {
  for (;;) {
    const audit = await readAudit(OWNER, id);
    if (audit.finishedAt !== null) return audit;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function audited(more: Partial<AuditRequest> = {}): Promise<AuditDetail> {
  const { audit } = await requestAudit(OWNER, "scout", request(more));
  await bench.runtime.auditor.start();
  return over(audit.id);
}

describe("an audit", () => {
  it("puts every probe to the endpoint and certifies what it measured", async () => {
    const audit = await audited({ type: "registration", reason: "New agent" });
    expect(audit).toMatchObject({ status: "passed", progress: { done: 81, total: 81 }, seed: SEED, reason: "New agent" });
    expect(audit.result).toMatchObject({ tier: "T5", previousTier: null, direction: "first" });
    // More where a busy machine answered too late for this test's patience.
    expect(model.asked.length).toBeGreaterThanOrEqual(audit.calls);
    expect(await readAgent(OWNER, "scout")).toMatchObject({ tier: "T5", robustness: audit.result?.robustness });
    const [certificate] = (await readCertifications(OWNER, "scout", { limit: 10 })).items;
    expect(certificate).toMatchObject({
      id: audit.result?.certificateId,
      auditType: "registration",
      details: { auditId: audit.id, evidenceHash: audit.evidenceHash, battery: "muster-en-1" },
      provenance: { source: "audit" },
    });
  });

  it("tells the endpoint nothing that sets it apart from a task", async () => {
    await audited();
    const said = JSON.stringify(model.asked);
    for (const probe of planAudit(MUSTER_EN, SEED)) expect(said).not.toContain(probe.id);
    expect(said.toLowerCase()).not.toContain("muster");
  });

  it("journals its seed as a commitment first, and reveals it at the end", async () => {
    const { audit } = await requestAudit(OWNER, "scout", request({ seed: undefined }));
    expect(audit.seed).toBeNull();
    model.model = () => "";
    await bench.runtime.auditor.start();
    const { seed, seedCommitment } = await over(audit.id);
    const entries = (await readJournal(OWNER, { limit: 100, after: 0 })).items.filter(({ type }) => type.startsWith("audit."));
    expect(entries.map(({ type }) => type)).toEqual(["audit.requested", "audit.started", "audit.finished"]);
    expect(entries[0]?.data).toMatchObject({ seedCommitment });
    expect(JSON.stringify(entries.slice(0, 2))).not.toContain(seed);
    expect(entries[2]?.data).toMatchObject({ seed });
    expect(sha256(seed ?? "")).toBe(seedCommitment);
  });

  it("keeps each question, answer and verdict, linked by hashes that recompute", async () => {
    const audit = await audited();
    const evidence = await readEvidence(OWNER, audit.id, {});
    expect(evidence).toMatchObject({ intact: true, evidenceHash: audit.evidenceHash });
    expect(evidence.probes.length).toBe(81);
    for (const probe of planAudit(MUSTER_EN, SEED)) {
      const kept = evidence.probes.find(({ id }) => id === probe.id);
      expect(kept).toMatchObject({ verdict: "passed", answer: probe.gold.at(-1), score: 1 });
      expect(kept?.records.at(-1)?.request.messages).toEqual(nextRequest(probe, probe.gold.slice(0, -1)));
    }
    const kept = recordsOf(bench.runtime.store.raw, 1);
    expect(isIntact(audit.id, kept.with(3, { ...(kept[3] as (typeof kept)[0]), record: kept[4]?.record ?? "" }), null)).toBe(
      false,
    );
    expect(isIntact(audit.id, kept.slice(0, -1), audit.evidenceHash)).toBe(false);
    expect((await readEvidence(OWNER, audit.id, { probe: evidence.probes[5]?.id })).probes).toEqual([evidence.probes[5]]);
  });

  it("refuses to have its evidence changed or removed", async () => {
    await audited();
    const { raw } = bench.runtime.store;
    expect(() => raw.exec("UPDATE AuditRecord SET record = '{}'")).toThrow("evidence is never changed");
    expect(() => raw.exec("DELETE FROM AuditRecord")).toThrow("evidence is never deleted");
  });

  it("of an agent that fails ends certified at T0, and is held where it invents", async () => {
    model.model = () => "Result: 1962";
    const audit = await audited();
    expect(audit).toMatchObject({ status: "failed", result: { tier: "T0" } });
    expect(await readAgent(OWNER, "scout")).toMatchObject({ tier: "T0", status: "suspended", holds: [{ cause: "integrity" }] });
  });
});

describe("one agent", () => {
  it("has one open audit at a time", async () => {
    const first = await requestAudit(OWNER, "scout", request());
    const second = await requestAudit(actorWith(["audit"]), "scout", request({ type: "upgrade" }));
    expect([first.requested, second.requested, second.audit.id]).toEqual([true, false, first.audit.id]);
    expect(await readAgent(OWNER, "scout")).toMatchObject({ openAuditId: first.audit.id });
  });

  it("is not audited by whoever may not, without an endpoint, or once it is gone", async () => {
    await expect(requestAudit(actorWith(["read", "operate"]), "scout", request())).rejects.toThrow(/"audit"/);
    await registerAgent(OWNER, { id: "mute", name: "Mute", model: "test-model" });
    await expect(requestAudit(OWNER, "mute", request())).rejects.toMatchObject({ code: "registry/no-endpoint" });
    await deregisterAgent(OWNER, "scout", "test");
    await expect(requestAudit(OWNER, "scout", request())).rejects.toMatchObject({ code: "registry/deregistered" });
  });

  it("that is demoted by its audit is said to have failed it", async () => {
    await certifyAgent(OWNER, "scout", { robustness: { cc: 1, er: 1, as: 1, ih: 1 }, auditType: "external" });
    const perfect = flawless(SEED);
    let n = 0;
    const slipping: Model = (messages, response) => (n++ % 5 === 0 ? "Result: 3" : perfect(messages, response));
    model.model = slipping;
    const audit = await audited();
    expect(audit.result).toMatchObject({ direction: "demotion", previousTier: "T5" });
    expect(audit).toMatchObject({ status: "failed", before: { tier: "T5" } });
  });
});

describe("an audit that is cancelled", () => {
  it("asks nothing more, certifies nothing, and keeps what was asked", async () => {
    const { audit } = await requestAudit(OWNER, "scout", request());
    const perfect = flawless(SEED);
    const waiting: (() => void)[] = [];
    model.model = async (messages, response) => {
      if (model.asked.length > 20) await new Promise<void>((resolve) => waiting.push(resolve));
      return perfect(messages, response);
    };
    await bench.runtime.auditor.start();
    while ((await readEvidence(OWNER, audit.id, {})).probes.length < 15) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await cancelAudit(actorWith(["audit"]), audit.id)).toMatchObject({ status: "cancelled", seed: SEED });
    const asked = model.asked.length;
    for (const resolve of waiting) resolve();
    await bench.runtime.auditor.idle();
    expect(model.asked.length).toBe(asked);
    expect(await readEvidence(OWNER, audit.id, {})).toMatchObject({ intact: true });
    expect(await readAgent(OWNER, "scout")).toMatchObject({ status: "pending" });
    expect(await cancelAudit(OWNER, audit.id)).toMatchObject({ status: "cancelled" });
    expect((await requestAudit(OWNER, "scout", request())).requested).toBe(true);
  });

  it("before it began is never asked", async () => {
    const { audit } = await requestAudit(OWNER, "scout", request());
    await cancelAudit(OWNER, audit.id);
    await bench.runtime.auditor.start();
    await bench.runtime.auditor.idle();
    expect(model.asked).toEqual([]);
    await expect(cancelAudit(OWNER, "nobody")).rejects.toMatchObject({ code: "registry/unknown-audit" });
  });

  it("once it is over is refused", async () => {
    const audit = await audited();
    await expect(cancelAudit(OWNER, audit.id)).rejects.toMatchObject({ code: "registry/audit-finished" });
  });
});

describe("a restart in the middle of an audit", () => {
  it("goes on where it was: no probe is asked for a verdict twice, none is missed, and the result is the same", async () => {
    const { audit } = await requestAudit(OWNER, "scout", request());
    const perfect = flawless(SEED);
    let stuck = true;
    let waiting = 0;
    model.model = (messages, response) => {
      if (!stuck || model.asked.length <= 30) return perfect(messages, response);
      waiting += 1;
      return undefined;
    };
    await bench.runtime.auditor.start();
    while (waiting < AUDITOR_LIMITS.requests) await new Promise((resolve) => setTimeout(resolve, 20));
    await bench.runtime.auditor.stop();
    const before = recordsOf(bench.runtime.store.raw, 1).length;
    await bench.restart();
    expect(await readAudit(OWNER, audit.id)).toMatchObject({ status: "running", progress: { total: 81 } });
    stuck = false;
    model.asked = [];
    await bench.runtime.auditor.start();
    const done = await over(audit.id);
    expect(done).toMatchObject({ status: "passed", result: { tier: "T5" }, progress: { done: 81, total: 81 } });
    const records = recordsOf(bench.runtime.store.raw, 1);
    expect(new Set(records.map(({ probeId, turn }) => `${probeId} ${turn}`)).size).toBe(records.length);
    expect(model.asked.length).toBe(records.length - before);
    expect(await readEvidence(OWNER, audit.id, {})).toMatchObject({ intact: true });
    expect((await readAudits(OWNER, { limit: 10, status: ["passed"] })).items.map(({ id }) => id)).toEqual([audit.id]);
  });
});
