import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exchange } from "../../e2e/access/raw-socket";
import { type Bench, freshRuntime } from "../testing";
import { edge } from "./edge";

let bench: Bench;
let server: Server;
/** Paths of requests that came as far as Next. */
let reached: string[];
beforeEach(async () => {
  bench = await freshRuntime();
  reached = [];
  const next = edge(
    (request, response) => {
      reached.push(request.url ?? "");
      response.end();
    },
    { development: false },
  );
  server = createServer(next);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await bench.stop();
});

const port = () => (server.address() as AddressInfo).port;
const post = (path: string) =>
  exchange(
    port(),
    [
      `POST ${path} HTTP/1.1`,
      "Host: 127.0.0.1",
      "Connection: close",
      "Next-Action: 40aa",
      "Content-Type: text/plain",
      "Content-Length: 2",
      "",
      "[]",
    ].join("\r\n"),
  );

describe("an action called by nobody who is signed in", () => {
  it("may be as long as signing in takes, and no longer", async () => {
    const statuses: (number | undefined)[] = [];
    for (const length of [4_000, 100_000]) {
      const { status } = await fetch(`http://127.0.0.1:${port()}/welcome`, {
        method: "POST",
        headers: { "next-action": "40aa", "content-type": "text/plain", "sec-fetch-site": "same-origin" },
        body: JSON.stringify(["x".repeat(length)]),
      });
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 413]);
  });
});

describe("a request that only seems to be for the API", () => {
  it.each([
    "/api/../welcome",
    "/api/%2e%2e/welcome",
    "/api/.%2E/welcome",
    "/api/x/../../settings/keys",
    "/api/./v1/board",
    "/api/.\t./welcome",
    "/api/x#/../../welcome",
    "/_next/static/../../welcome",
  ])("never reaches Next as another one: %s", async (path) => {
    expect(await post(path)).toMatch(/^HTTP\/1\.1 400 /);
    expect(reached).toEqual([]);
  });

  it("and one whose names hold dots, spaces and letters of all kinds does", async () => {
    for (const path of ["/api/v1/agents/..a", "/api/v1/agents/a.b", "/api/v1/agents/%20%C3%A9%22", "/api/v1/agents/%252e%252e/x"])
      await post(path);
    expect(reached).toHaveLength(4);
  });
});
