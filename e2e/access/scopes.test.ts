import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEY, MusterServer } from "../server";
import { DECLARED } from "./declared";

// Who may do what is the check R19 (e2e/soak/checks/access.ts).
let server: MusterServer;
beforeAll(async () => {
  server = await MusterServer.start();
});
afterAll(() => server?.remove());

describe("the API document", () => {
  it("says which operations are open", async () => {
    const document = (await (await fetch(`${server.origin}/api/openapi.json`)).json()) as ApiDocument;
    const open = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { security = document.security }]) => !security || security.length === 0)
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    expect(open.sort()).toEqual(
      Object.keys(DECLARED)
        .filter((name) => DECLARED[name] === null)
        .sort(),
    );
  });
});

describe("a key's limits", () => {
  it("are told with 429 and Retry-After, and the environment key has none", async () => {
    const { body } = await server.call("POST", "/keys", { body: { name: "slow", scopes: ["read"], requestsPerSecond: 1 } });
    const { secret } = body as { secret: string };
    const answers = await Promise.all(Array.from({ length: 50 }, () => server.call("GET", "/weights", { key: secret })));
    const refusals = answers.filter(({ status }) => status === 429);
    expect(refusals.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
    for (const { headers, body: problem } of refusals) {
      expect(headers.get("retry-after")).toBe("1");
      expect(problem).toMatchObject({ code: "access/rate" });
    }
    const handshakes = await Promise.all(Array.from({ length: 20 }, () => handshake(secret)));
    expect(handshakes).toContain("access/rate");
    const free = await Promise.all(Array.from({ length: 300 }, () => server.call("GET", "/weights", { key: KEY })));
    expect(free.filter(({ status }) => status !== 200)).toEqual([]);
  });
});

/** What a program with this key hears first from the socket: "hello", or why it is refused. */
function handshake(token: string): Promise<string> {
  const socket = io(server.origin, { transports: ["websocket"], auth: { token }, reconnection: false, forceNew: true });
  return new Promise<string>((resolve) => {
    socket.once("hello", () => resolve("hello"));
    socket.once("connect_error", ({ message }) => resolve(message));
  }).finally(() => socket.close());
}

type ApiDocument = { security?: unknown[]; paths: Record<string, Record<string, { security?: unknown[] }>> };
