import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAgent } from "../reads/agent";
import { type Bench, freshRuntime, OWNER, register } from "../testing";
import { importAgents } from "./import-agents";
import { registerAgent } from "./register-agent";
import { updateAgent } from "./update-agent";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("there");
});
afterEach(() => bench.stop());

const endpoint = (url: string) => ({ url, protocol: "openai-chat" as const });
const agent = (id: string, url: string) => ({ id, name: id, model: "m", endpoint: endpoint(url) });
const refused = { status: 422, code: "registry/endpoint-refused", errors: [{ pointer: "/endpoint/url" }] };

describe("an endpoint that would never be called", () => {
  it.each([
    "http://127.0.0.1:8000/v1",
    "http://169.254.169.254/",
    "http://0x7f.1/",
    "http://u:p@agent.test/",
    "http://localhost/",
  ])("is not kept: %s", async (url) => {
    await expect(registerAgent(OWNER, agent("new", url))).rejects.toMatchObject(refused);
    await expect(readAgent(OWNER, "new")).rejects.toMatchObject({ status: 404 });
    await expect(updateAgent(OWNER, "there", { endpoint: endpoint(url) })).rejects.toMatchObject(refused);
    expect((await readAgent(OWNER, "there")).endpoint).toBeUndefined();
  });

  it("is named in its row of an import, and the others go in", async () => {
    const rows = [
      { row: 1, line: 1, given: agent("a", "http://127.0.0.1:8000/v1") },
      { row: 2, line: 2, given: agent("b", "https://agent.test/v1") },
    ];
    for (const dryRun of [true, false])
      expect(await importAgents(OWNER, rows, dryRun)).toMatchObject({
        results: [
          { row: 1, ok: false, id: "a", errors: [{ pointer: "/endpoint/url", code: "registry/endpoint-refused" }] },
          { row: 2, ok: true, id: "b" },
        ],
      });
  });
});

describe("an endpoint on a private address", () => {
  it("is kept where its place is listed", async () => {
    bench.runtime.outbound.allowed.add("127.0.0.1:8000");
    await registerAgent(OWNER, agent("new", "http://127.0.0.1:8000/v1"));
    await expect(updateAgent(OWNER, "new", { endpoint: endpoint("http://127.0.0.1:8001/v1") })).rejects.toMatchObject(refused);
    expect((await readAgent(OWNER, "new")).endpoint).toEqual(endpoint("http://127.0.0.1:8000/v1"));
  });

  it("does not keep the rest of the agent from being changed once it is no longer listed", async () => {
    bench.runtime.outbound.allowed.add("127.0.0.1:8000");
    await registerAgent(OWNER, agent("new", "http://127.0.0.1:8000/v1"));
    bench.runtime.outbound.allowed.clear();
    expect(await updateAgent(OWNER, "new", { name: "Renamed" })).toMatchObject({ name: "Renamed" });
  });
});
