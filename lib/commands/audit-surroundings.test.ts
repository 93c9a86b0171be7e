import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AUDITOR_LIMITS, Auditor } from "../auditors/auditor";
import { flawless, type Model, ModelServer } from "../auditors/model.fixture";
import { readAgent } from "../reads/agent";
import { readAudit, readAudits, readEvidence } from "../reads/audit";
import { Refusal } from "../refusal";
import type { AuditDetail } from "../registry/audit";
import { levelOf } from "../registry/gate";
import { openAudits } from "../store/audits";
import { type Bench, freshRuntime, OWNER } from "../testing";
import { acceptArchitecture } from "./accept-architecture";
import { cancelAudit } from "./cancel-audit";
import { changeGate } from "./change-gate";
import { currentClaim, type OpenClaim, withClaim } from "./claim";
import { deregisterAgent } from "./deregister-agent";
import { registerAgent } from "./register-agent";
import { requestAudit } from "./request-audit";
import { runCommand } from "./run";

// What happens around an audit while it waits or runs: it ends all the same, and certifies only what it measured.

const SEED = "a-seed-of-a-test";
const perfect = flawless(SEED);
let bench: Bench;
let model: ModelServer;

beforeEach(async () => {
  model = await ModelServer.listen(perfect);
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

const requested = async () => (await requestAudit(OWNER, "scout", { type: "re-certification", samples: 1, seed: SEED })).audit.id;

async function over(id: string): Promise<AuditDetail> {
  for (;;) {
    const audit = await readAudit(OWNER, id);
    if (audit.finishedAt !== null) return audit;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function audited(): Promise<AuditDetail> {
  const id = await requested();
  await bench.runtime.auditor.start();
  return over(id);
}

/** The model, but something happens once it was asked so many questions. */
const after =
  (questions: number, happen: () => Promise<unknown>, then: Model = perfect): Model =>
  async (messages, response) => {
    if (model.asked.length === questions) await happen();
    return then(messages, response);
  };

describe("an agent that changes while it is audited", () => {
  it("is not certified where another architecture was accepted meanwhile", async () => {
    model.model = after(30, () => acceptArchitecture(OWNER, "scout", { architectureHash: "0123456789abcdef", reason: "New" }));
    expect(await audited()).toMatchObject({ status: "inconclusive", causes: [{ code: "architecture_changed" }] });
    expect(await readAgent(OWNER, "scout")).toMatchObject({ tier: "T0", status: "pending" });
  });

  it("is certified where the new architecture was accepted before the audit began", async () => {
    const id = await requested();
    await acceptArchitecture(OWNER, "scout", { architectureHash: "0123456789abcdef", reason: "New" });
    await bench.runtime.auditor.start();
    expect(await over(id)).toMatchObject({ status: "passed" });
  });

  it("is asked nothing once it is deregistered, though the process ended before the audit was cancelled", async () => {
    const id = await requested();
    await deregisterAgent(OWNER, "scout", "test");
    await bench.restart();
    await bench.runtime.auditor.start();
    expect(await over(id)).toMatchObject({ status: "inconclusive", causes: [{ code: "deregistered" }] });
    expect(model.asked).toEqual([]);
  });
});

describe("a gate that changes while an agent is audited", () => {
  it("grants no tier that the evidence does not support", async () => {
    const { as, er } = bench.runtime.fleet.gate.gate.thresholds;
    const gate = { thresholds: { cc: [0, 0.3, 0.5, 0.65, 0.8, 0.97], er, as }, reason: "test" };
    model.model = after(40, () => changeGate(OWNER, gate));
    const { result, components } = await audited();
    const lower = Object.fromEntries(
      Object.entries(components).map(([component, { lower }]) => [component, lower ?? 0]),
    ) as Parameters<typeof levelOf>[1];
    expect(lower.cc).toBeLessThan(0.97);
    expect(result?.tier).toBe(`T${levelOf(bench.runtime.fleet.gate.gate, lower)}`);
    for (const component of ["cc", "er", "as", "ih"] as const)
      expect(components[component].certified).toBe(result?.robustness[component]);
  });
});

describe("a database that is busy or full", () => {
  it("is waited for when an audit begins and when it ends", async () => {
    const id = await requested();
    const [row] = await openAudits(bench.runtime.store.prisma);
    const failing = { begin: 2, finish: 2 };
    const write = (what: "begin" | "finish") => {
      failing[what] -= 1;
      if (failing[what] >= 0) throw new Refusal(503, "store/full", "The disk is full.");
    };
    const ended: (string | undefined)[] = [];
    const auditor = new Auditor(
      {
        now: () => bench.clock.now,
        isSpotAuditDue: () => false,
        openAudits: async () => (row ? [row] : []),
        records: () => [],
        begin: async () => {
          write("begin");
          return true;
        },
        endpoint: async () => null,
        keep: async () => [],
        finish: async ({ id: finished }, { cause }) => {
          write("finish");
          ended.push(finished, cause?.code);
        },
        push: () => undefined,
        onError: () => undefined,
      },
      { ...AUDITOR_LIMITS, keepMs: 5, graceMs: 0 },
    );
    await auditor.start();
    await auditor.idle();
    await auditor.stop();
    expect(ended).toEqual([id, "no_endpoint"]);
  });
});

describe("an audit whose questions this Muster does not have", () => {
  const forgotten = async () => {
    const id = await requested();
    bench.runtime.store.raw.exec("UPDATE Audit SET batteryVersion = '0.0.1'");
    await bench.restart();
    return id;
  };

  it("is listed, can be cancelled, and bars nothing else", async () => {
    const id = await forgotten();
    expect((await readAudits(OWNER, { limit: 10 })).items).toMatchObject([{ id, status: "queued", progress: { total: 0 } }]);
    expect(await readAudit(OWNER, id)).toMatchObject({ probes: [] });
    expect(await cancelAudit(OWNER, id)).toMatchObject({ status: "cancelled" });
    expect(await audited()).toMatchObject({ status: "passed" });
  });

  it("ends as inconclusive when it is taken up", async () => {
    const id = await forgotten();
    await bench.runtime.auditor.start();
    expect(await over(id)).toMatchObject({ status: "inconclusive", causes: [{ code: "no_battery" }] });
    expect(await readEvidence(OWNER, id, {})).toMatchObject({ intact: true, probes: [] });
  });
});

describe("an audit that Muster cannot go on with", () => {
  it("ends as inconclusive and says so, instead of staying open", async () => {
    const id = await requested();
    bench.runtime.store.raw.exec("UPDATE Agent SET endpoint = '{'");
    const errors: unknown[] = [];
    bench.runtime.log.error = (error: unknown) => void errors.push(error);
    await bench.runtime.auditor.start();
    await bench.runtime.auditor.idle();
    expect(errors).not.toEqual([]);
    expect(bench.runtime.fleet.find("scout")?.audits.openId).toBeNull();
    expect((await readAudits(OWNER, { limit: 1 })).items).toMatchObject([
      { id, status: "inconclusive", causes: [{ code: "internal" }] },
    ]);
  });
});

describe("what an endpoint says", () => {
  it("is kept as far as any answer may go, so that an audit cannot fill the disk", async () => {
    model.model = () => `${"x".repeat(32_999)}${"𝔸".repeat(7_000)}`;
    const audit = await audited();
    const evidence = await readEvidence(OWNER, audit.id, {});
    expect(evidence.intact).toBe(true);
    expect(Math.max(...evidence.probes.map(({ answer }) => answer?.length ?? 0))).toBeLessThan(33_001);
    const { size } = bench.runtime.store.raw.prepare("SELECT max(length(record)) AS size FROM AuditRecord").get() as {
      size: number;
    };
    expect(size).toBeLessThan(80_000);
  });
});

describe("a cursor that Muster never gave", () => {
  it("is refused, however large", async () => {
    await expect(readAudits(OWNER, { limit: 1, cursor: "1e300" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("what begins in the writer's slot", () => {
  it("belongs to no request, so that it cannot take its Idempotency-Key", async () => {
    const claim: OpenClaim = { credential: "c", operation: "o", key: "k", fingerprint: "f", createdAt: 0, kept: "nothing" };
    let seen: OpenClaim | undefined = claim;
    const apply = () => {
      seen = currentClaim();
    };
    await withClaim(claim, () => runCommand(async () => ({ writes: [], entries: [], apply, result: undefined })));
    expect(seen).toBeUndefined();
  });
});
