import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAudits } from "../reads/audit";
import { actorWith, type Bench, freshRuntime, OWNER } from "../testing";
import { registerAgent } from "./register-agent";
import { requestAudits } from "./request-audits";

let bench: Bench;
beforeEach(async () => {
  // Nothing is asked: the auditor is not started.
  bench = await freshRuntime({ MUSTER_ALLOW_PRIVATE_ENDPOINTS: "127.0.0.1:9" });
  const endpoint = { url: "http://127.0.0.1:9/v1/chat/completions", protocol: "openai-chat" as const };
  for (const id of ["scout", "kestrel"]) await registerAgent(OWNER, { id, name: id, model: "test-model", endpoint });
  await registerAgent(OWNER, { id: "silent", name: "silent", model: "test-model" });
});
afterEach(() => bench.stop());

const REQUEST = { type: "re-certification", samples: 1 } as const;

describe("audits of several agents", () => {
  it("are queued for those that can be audited; the others are counted, and stop nobody", async () => {
    const became = await requestAudits(OWNER, ["scout", "silent", "nobody", "scout", "kestrel"], REQUEST);
    expect(became).toEqual({ started: 2, running: 1, withoutEndpoint: 1, refused: 1 });
    const { items } = await readAudits(OWNER, { limit: 10 });
    expect(items.map(({ agentId }) => agentId).sort()).toEqual(["kestrel", "scout"]);
  });

  it("need the scope of an audit, whoever is named", async () => {
    await expect(requestAudits(actorWith(["read"]), [], REQUEST)).rejects.toMatchObject({ status: 403, code: "access/scope" });
  });
});
