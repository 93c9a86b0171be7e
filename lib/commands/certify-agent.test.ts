import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAgent } from "../reads/agent";
import { readAgents } from "../reads/agents";
import { readCertifications } from "../reads/certification";
import { readJournal, verifyJournal } from "../reads/journal";
import { CertificationRequest } from "../registry/certificate";
import type { Robustness } from "../registry/robustness";
import { actorWith, type Bench, boardNow, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { acceptArchitecture } from "./accept-architecture";
import { certifyAgent } from "./certify-agent";
import { deregisterAgent } from "./deregister-agent";
import { liftHold, suspendAgent } from "./hold-agent";
import { registerAgent } from "./register-agent";

const DAY = 86_400_000;
const SOLID: Robustness = { cc: 0.7, er: 0.7, as: 0.7, ih: 0.9 };
const HASH = "deea0f7771b9f0a5";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await registerAgent(OWNER, { id: "a", name: "Alpha", model: "m", config: { model: "m" } });
});
afterEach(() => bench.stop());

const certify = (robustness: Robustness = SOLID, more: Partial<CertificationRequest> = {}) =>
  certifyAgent(OWNER, "a", { robustness, auditType: "registration", ...more });
const types = async () => (await readJournal(OWNER, { after: 0, agentId: "a", limit: 50 })).items.map((entry) => entry.type);
const certificates = async () => (await readCertifications(OWNER, "a", { limit: 50 })).items;

describe("certifying an agent", () => {
  it("makes it active at the tier of its weakest component, with what holds it there and until when", async () => {
    expect(await certify()).toMatchObject({
      tier: "T3",
      direction: "first",
      inForce: true,
      provenance: { source: "import", gateVersion: 1 },
    });
    const agent = await readAgent(OWNER, "a");
    expect(agent).toMatchObject({
      status: "active",
      tier: "T3",
      certifiedTier: "T3",
      robustness: SOLID,
      initialRobustness: SOLID,
      budgetCeilingSats: 10_000,
      mayNotBecause: ["unrated"],
      certifiedAt: "2026-11-20T12:00:00.000Z",
      lastAuditAt: "2026-11-20T12:00:00.000Z",
    });
    expect(agent.bindingDimensions.map(({ dimension }) => dimension)).toEqual(["cc", "er", "as"]);
    const drop = Date.parse(agent.tierDropAt ?? "");
    expect((drop - bench.clock.now) / DAY).toBeCloseTo(Math.log(0.7 / 0.65) / 0.01, 5);
    expect((Date.parse(agent.nextAuditAt ?? "") - bench.clock.now) / DAY).toBeCloseTo(50, 5);
    expect(await boardNow()).toMatchObject({ tiers: ["T3"], tierDropAt: [agent.tierDropAt] });
  });

  it("lets it act once it is rated too", async () => {
    await certify();
    await record(DIMENSIONS.map((dimension) => signal("a", dimension, 0.9)));
    expect(await readAgent(OWNER, "a")).toMatchObject({ mayAct: true, mayNotBecause: [] });
  });

  it("never changes what was certified: each certificate stays, and names how it compares with the one before", async () => {
    await certify();
    bench.clock.now += DAY;
    await certify({ cc: 0.95, er: 0.95, as: 0.95, ih: 1 }, { auditType: "demotion", details: { storage_root_hash: "bafy1" } });
    bench.clock.now += DAY;
    await certify(SOLID, { auditType: "upgrade" });
    await certify(SOLID, { auditType: "spot" });
    const all = await certificates();
    expect(all.map(({ tier, direction, inForce }) => [tier, direction, inForce])).toEqual([
      ["T3", "renewal", true],
      ["T3", "demotion", false],
      ["T5", "upgrade", false],
      ["T3", "first", false],
    ]);
    expect(await readAgent(OWNER, "a")).toMatchObject({ initialRobustness: SOLID, auditCid: "bafy1" });
    const { raw } = bench.runtime.store;
    expect(() => raw.prepare("UPDATE Certificate SET level = 5").run()).toThrow(/never changed/);
    expect(() => raw.prepare("DELETE FROM Certificate").run()).toThrow(/never deleted/);
  });

  it("survives a restart to the last figure", async () => {
    await certify(SOLID, { details: { storage_root_hash: "bafy1", judge: "panel" } });
    const before = await readAgent(OWNER, "a");
    await bench.restart();
    expect(await readAgent(OWNER, "a")).toEqual(before);
    expect((await boardNow()).tierDropAt).toEqual([before.tierDropAt]);
  });

  it("decays by itself while the certificate stays as it is", async () => {
    await certify();
    bench.clock.now += 8 * DAY;
    const agent = await readAgent(OWNER, "a");
    expect(agent).toMatchObject({
      tier: "T2",
      certifiedTier: "T3",
      robustness: SOLID,
      status: "active",
      budgetCeilingSats: 1000,
    });
    expect(agent.effectiveRobustness?.cc).toBeCloseTo(0.7 * Math.exp(-0.08), 12);
    expect((await certificates())[0]).toMatchObject({ tier: "T3", robustness: SOLID });
  });

  it("expires by whatever component, and that sets no hold", async () => {
    await certify({ ...SOLID, ih: 0.52 });
    bench.clock.now += 5 * DAY;
    expect(await readAgent(OWNER, "a")).toMatchObject({
      status: "expired",
      tier: "T0",
      holds: [],
      mayNotBecause: ["expired", "unrated"],
    });
    expect((await readAgent(OWNER, "a")).bindingDimensions.map(({ dimension }) => dimension)).toContain("ih");
  });

  it("at T0 with good integrity leaves it active, and it may not act", async () => {
    await certify({ cc: 0.1, er: 0.9, as: 0.9, ih: 0.9 });
    expect(await readAgent(OWNER, "a")).toMatchObject({
      status: "active",
      tier: "T0",
      mayAct: false,
      mayNotBecause: ["below_tier", "unrated"],
    });
  });

  it("is for admins, and never for a key bound to an agent", async () => {
    for (const actor of [actorWith(["read", "operate", "audit"]), actorWith(["admin"], "b")])
      await expect(certifyAgent(actor, "a", { robustness: SOLID, auditType: "spot" })).rejects.toMatchObject({ status: 403 });
  });
});

describe("evidence and what is not (G13, G14, G16)", () => {
  it("a certificate says who measured, when, against which gate and architecture; no component is ever assumed", async () => {
    const { provenance } = await certify(SOLID, { observedArchitectureHash: HASH });
    expect(provenance).toEqual({
      source: "import",
      issuedBy: "key:test",
      recordedAt: "2026-11-20T12:00:00.000Z",
      gateVersion: 1,
      architectureHash: HASH,
      observedArchitectureHash: HASH,
    });
    for (const component of ["cc", "er", "as", "ih"] as const) {
      const { [component]: _, ...partial } = SOLID;
      expect(CertificationRequest.safeParse({ robustness: partial, auditType: "external" }).success).toBe(false);
    }
  });

  it("good behaviour raises the score, never the tier", async () => {
    await certify();
    await record(Array.from({ length: 50 }, () => DIMENSIONS.map((dimension) => signal("a", dimension, 1))).flat());
    expect(await readAgent(OWNER, "a")).toMatchObject({ score: 1000, tier: "T3" });
  });

  it("all of it stands in the journal's chain", async () => {
    await certify({ ...SOLID, ih: 0.4 });
    await certify();
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true, entries: 5 });
  });
});

describe("the time of a certificate", () => {
  it("is not before the last one, nor more than five minutes ahead", async () => {
    await certify();
    const at = (ms: number) => new Date(bench.clock.now + ms).toISOString();
    await expect(certify(SOLID, { issuedAt: at(-1) })).rejects.toMatchObject({
      status: 422,
      code: "registry/issued-before-the-last",
    });
    await expect(certify(SOLID, { issuedAt: at(300_001) })).rejects.toMatchObject({
      status: 422,
      code: "registry/issued-in-the-future",
    });
    expect(await certify(SOLID, { issuedAt: at(300_000) })).toMatchObject({ direction: "renewal" });
    expect(await certificates()).toHaveLength(2);
  });

  it("may be long ago: it has decayed since", async () => {
    await certify(SOLID, { issuedAt: new Date(bench.clock.now - 8 * DAY).toISOString() });
    expect(await readAgent(OWNER, "a")).toMatchObject({ tier: "T2", certifiedTier: "T3" });
    expect(await types()).toEqual(["agent.registered", "certification.issued"]);
  });
});

describe("integrity", () => {
  it("measured under the threshold holds the agent, measured at it again lets go", async () => {
    await certify({ ...SOLID, ih: 0.49 });
    expect(await readAgent(OWNER, "a")).toMatchObject({ status: "suspended", tier: "T0", holds: [{ cause: "integrity" }] });
    await certify({ ...SOLID, ih: 0.3 });
    expect((await readAgent(OWNER, "a")).holds).toHaveLength(1);
    await certify({ ...SOLID, ih: 0.5 });
    expect(await readAgent(OWNER, "a")).toMatchObject({ status: "active", tier: "T3", holds: [] });
    expect(await types()).toEqual([
      "agent.registered",
      "certification.issued",
      "agent.hold_set",
      "certification.issued",
      "certification.issued",
      "agent.hold_lifted",
    ]);
    const { items } = await readJournal(OWNER, { type: "agent.hold_set", limit: 1 });
    const [issued] = (await readJournal(OWNER, { after: 0, type: "certification.issued", limit: 1 })).items;
    expect(items[0]).toMatchObject({ cause: issued?.id, data: { cause: "integrity" } });
  });

  it("lifts no other hold", async () => {
    await suspendAgent(OWNER, "a", "looking into it");
    await certify({ ...SOLID, ih: 0.49 });
    await certify();
    expect((await readAgent(OWNER, "a")).holds.map(({ cause }) => cause)).toEqual(["operator"]);
  });
});

describe("another architecture than the registered one", () => {
  it("voids the certificate, holds the agent and is refused", async () => {
    await certify();
    await expect(certify(SOLID, { observedArchitectureHash: "0000000000000000" })).rejects.toMatchObject({
      status: 409,
      code: "registry/architecture-mismatch",
    });
    const agent = await readAgent(OWNER, "a");
    expect(agent).toMatchObject({
      status: "suspended",
      tier: "T0",
      certifiedTier: "T0",
      holds: [{ cause: "architecture_drift" }],
    });
    expect(agent).not.toHaveProperty("robustness");
    expect(agent.mayNotBecause).toEqual(["not_certified", "unrated", "hold_architecture_drift"]);
    expect((await certificates()).map(({ inForce }) => inForce)).toEqual([false]);
    expect(await types()).toEqual([
      "agent.registered",
      "certification.issued",
      "certification.architecture_mismatch",
      "agent.hold_set",
    ]);
    await bench.restart();
    expect(await readAgent(OWNER, "a")).toEqual(agent);
  });

  it("is not cleared by a certification that did not look, only by one that saw the right architecture", async () => {
    await expect(certify(SOLID, { observedArchitectureHash: "0000000000000000" })).rejects.toMatchObject({ status: 409 });
    await expect(certify()).rejects.toMatchObject({ status: 409, code: "registry/architecture-mismatch" });
    await certify(SOLID, { observedArchitectureHash: HASH });
    expect(await readAgent(OWNER, "a")).toMatchObject({ status: "active", tier: "T3", holds: [] });
  });

  it("seen twice holds once", async () => {
    for (const _ of [1, 2])
      await expect(certify(SOLID, { observedArchitectureHash: "0000000000000000" })).rejects.toMatchObject({ status: 409 });
    expect((await readAgent(OWNER, "a")).holds).toHaveLength(1);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true });
  });

  it("may be accepted by an operator: the agent waits to be certified anew", async () => {
    await certify();
    await expect(certify(SOLID, { observedArchitectureHash: "0000000000000000" })).rejects.toMatchObject({ status: 409 });
    const agent = await acceptArchitecture(OWNER, "a", { architectureHash: "0000000000000000", reason: "planned upgrade" });
    expect(agent).toMatchObject({ status: "pending", tier: "T0", holds: [], architectureHash: "0000000000000000" });
    expect(await certify(SOLID, { observedArchitectureHash: "0000000000000000" })).toMatchObject({
      tier: "T3",
      direction: "renewal",
    });
    expect((await readAgent(OWNER, "a")).status).toBe("active");
  });

  it("is drift too where an operator only lifts the hold: nothing certifies the agent until somebody does", async () => {
    await certify();
    await expect(certify(SOLID, { observedArchitectureHash: "0000000000000000" })).rejects.toMatchObject({ status: 409 });
    expect(await liftHold(OWNER, "a", "architecture_drift", "false alarm")).toMatchObject({ status: "pending", tier: "T0" });
  });
});

describe("the architecture hash", () => {
  it("is computed from the configuration, from its text as submitted, or given", async () => {
    const hashOf = async (given: object) => (await registerAgent(OWNER, { name: "b", model: "m", ...given })).architectureHash;
    expect(await hashOf({ config: { model: "m" } })).toBe(HASH);
    expect(await hashOf({ configText: '{"model": "m"}' })).toBe(HASH);
    expect(await hashOf({ configText: '{"x": 1.0}' })).not.toBe(await hashOf({ configText: '{"x": 1}' }));
    expect(await hashOf({ config: { model: "m" }, architectureHash: "00000000000000ff" })).toBe("00000000000000ff");
    expect(await hashOf({})).toBeNull();
  });

  it("accepted anew is computed the same way", async () => {
    expect(await acceptArchitecture(OWNER, "a", { config: { model: "n" }, reason: "upgrade" })).toMatchObject({
      status: "pending",
    });
    expect((await acceptArchitecture(OWNER, "a", { configText: '{"model":   "m"}', reason: "back" })).architectureHash).toBe(
      HASH,
    );
  });
});

describe("a deregistered agent (deregistered_can_return)", () => {
  it("is never certified again", async () => {
    await certify();
    await deregisterAgent(OWNER, "a", "retired");
    await expect(certify()).rejects.toMatchObject({ status: 409, code: "registry/deregistered" });
    await expect(acceptArchitecture(OWNER, "a", { architectureHash: HASH, reason: "x" })).rejects.toMatchObject({ status: 409 });
    expect(await readAgent(OWNER, "a")).toMatchObject({ status: "deregistered", mayAct: false });
  });
});

describe("lists", () => {
  it("filter by tier and status, and sort by the next tier drop", async () => {
    await register("b", "c");
    await certify();
    await certifyAgent(OWNER, "b", { robustness: { cc: 0.66, er: 0.9, as: 0.9, ih: 1 }, auditType: "external" });
    const ids = async (query: object) => (await readAgents(OWNER, { limit: 50, ...query })).items.map((agent) => agent.id);
    expect(await ids({ tier: "T3" })).toEqual(["a", "b"]);
    expect(await ids({ status: "active" })).toEqual(["a", "b"]);
    expect(await ids({ status: "pending" })).toEqual(["c"]);
    expect(await ids({ sort: "tierDropAt" })).toEqual(["b", "a", "c"]);
  });
});
