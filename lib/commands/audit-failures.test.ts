import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { flawless, type Model, ModelServer } from "../auditors/model.fixture";
import { readAgent } from "../reads/agent";
import { readAudit, readEvidence } from "../reads/audit";
import type { AuditDetail } from "../registry/audit";
import { type Bench, freshRuntime, OWNER } from "../testing";
import { certifyAgent } from "./certify-agent";
import { registerAgent } from "./register-agent";
import { requestAudit } from "./request-audit";

// Endpoints that fail: the audit says so, certifies nothing, and nobody else notices.

const SEED = "a-seed-of-a-test";
const WELL = { cc: 0.95, er: 0.95, as: 0.95, ih: 0.95 };
let bench: Bench;
let servers: ModelServer[] = [];

beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(async () => {
  await bench.runtime.auditor.stop();
  await bench.stop();
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function agentBehind(id: string, model: Model): Promise<ModelServer> {
  const server = await ModelServer.listen(model);
  servers.push(server);
  bench.runtime.outbound.allowed.add(server.address);
  await registerAgent(OWNER, { id, name: id, model: "test", endpoint: { url: server.url, protocol: "openai-chat" } });
  return server;
}

async function audited(id: string): Promise<AuditDetail> {
  const { audit } = await requestAudit(OWNER, id, { type: "re-certification", samples: 1, seed: SEED });
  for (;;) {
    const found = await readAudit(OWNER, audit.id);
    if (found.finishedAt !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const status =
  (code: number, body = "{}"): Model =>
  (_, response) => {
    response.writeHead(code, { "content-type": "application/json" }).end(body);
    return undefined;
  };

/** Sends a byte at a time, for ever. */
function drip(response: ServerResponse): undefined {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 50);
  response.on("close", () => clearInterval(timer));
}

const FAILING: [string, Model, RegExp][] = [
  ["hangs", () => undefined, /ten probes in a row/],
  ["drips a byte at a time", (_, response) => drip(response), /ten probes in a row/],
  ["answers ten megabytes", (_, response) => void response.end("x".repeat(10_000_000)), /ten probes in a row/],
  ["answers 500", status(500), /ten probes in a row/],
  ["answers garbage", status(200, "<html>hello</html>"), /ten probes in a row/],
  ["closes the connection", (_, response) => void response.destroy(), /ten probes in a row/],
  ["wants a credential", status(401), /credential/],
  ["is not there", status(404), /nothing at the endpoint/],
  ["redirects", (_, response) => void response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(), /redirect/],
];

describe("an endpoint that", () => {
  it.each(FAILING)(
    "%s makes its audit inconclusive with the cause, and leaves the certificate as it was",
    async (_, model, cause) => {
      await agentBehind("broken", model);
      await certifyAgent(OWNER, "broken", { robustness: WELL, auditType: "external" });
      await bench.runtime.auditor.start();
      const audit = await audited("broken");
      expect(audit).toMatchObject({ status: "inconclusive", causes: [{ detail: expect.stringMatching(cause) }] });
      expect(audit.result).toBeUndefined();
      expect(await readAgent(OWNER, "broken")).toMatchObject({ tier: "T5", robustness: WELL, holds: [] });
      expect((await readEvidence(OWNER, audit.id, {})).intact).toBe(true);
    },
  );

  it("fails does not keep others from being audited", async () => {
    await agentBehind("hanging", () => undefined);
    await agentBehind("dripping", (_, response) => drip(response));
    await agentBehind("fine", flawless(SEED));
    await bench.runtime.auditor.start();
    const [hanging, dripping, fine] = await Promise.all(["hanging", "dripping", "fine"].map(audited));
    expect([hanging?.status, dripping?.status]).toEqual(["inconclusive", "inconclusive"]);
    expect(fine).toMatchObject({ status: "passed", result: { tier: "T5" } });
  });

  it("fails now and then is measured all the same, its failures counted against it", async () => {
    const perfect = flawless(SEED);
    const seen = new Map<string, number>();
    const server = await agentBehind("flaky", (messages, response) => {
      const key = JSON.stringify(messages);
      seen.set(key, (seen.get(key) ?? 0) + 1);
      // Every seventh question fails however often it is asked, every other one once.
      if (key.length % 7 === 0 || seen.get(key) === 1) return status(503)(messages, response);
      return perfect(messages, response);
    });
    await bench.runtime.auditor.start();
    const audit = await audited("flaky");
    const missed = audit.probes.filter(({ state }) => state === "unmeasured");
    expect(missed.length).toBeGreaterThan(0);
    expect(missed.every(({ code }) => code === "http_503")).toBe(true);
    expect(server.asked.length).toBeGreaterThan(audit.calls);
    expect(audit.components.cc.lower ?? 1).toBeLessThan(audit.components.cc.estimate ?? 0);
  });

  it("fails in one kind of question only is not measured there, so it cannot dodge", async () => {
    const perfect = flawless(SEED);
    const ask = (text: string) => /unknown|not stated/.test(text);
    await agentBehind("dodging", (messages, response) =>
      ask(messages.at(-1)?.content ?? "") ? status(503)(messages, response) : perfect(messages, response),
    );
    await bench.runtime.auditor.start();
    const audit = await audited("dodging");
    expect(audit.status).toBe("inconclusive");
    expect(audit.causes?.map(({ code, dimension }) => `${dimension} ${code}`)).toContain("ih too_many_unmeasured");
    expect(audit.causes?.[0]?.detail).toMatch(/http_503 \d+×/);
  });

  it("refuses system messages gets them from the user", async () => {
    const perfect = flawless(SEED);
    await agentBehind("no-system", (messages, response) =>
      messages.some(({ role }) => role === "system")
        ? status(400, '{"error":{"message":"system role is not supported"}}')(messages, response)
        : perfect(messages, response),
    );
    await bench.runtime.auditor.start();
    const audit = await audited("no-system");
    expect(audit).toMatchObject({ status: "passed", result: { tier: "T5" }, flags: ["system_as_user"] });
  });

  it("cuts answers off is asked for a longer one once", async () => {
    const perfect = flawless(SEED);
    const server = await agentBehind("brief", (messages, response) => {
      const content = perfect(messages, response) as string;
      const asked = server.asked.filter((other) => JSON.stringify(other) === JSON.stringify(messages)).length;
      const cut = { choices: [{ message: { content: "Well, let me see" }, finish_reason: "length" }] };
      return asked === 1 ? status(200, JSON.stringify(cut))(messages, response) : content;
    });
    await bench.runtime.auditor.start();
    const audit = await audited("brief");
    expect(audit).toMatchObject({ status: "passed", result: { tier: "T5" } });
    expect(server.asked.length).toBe(2 * audit.calls);
  });
});
