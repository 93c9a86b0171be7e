import { once } from "node:events";
import { connect, type Socket } from "node:net";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { register } from "../../bench/agents";
import { KEY, MusterServer, pause } from "../server";

let server: MusterServer;
const open: Socket[] = [];

beforeAll(async () => {
  server = await MusterServer.start();
});
afterAll(async () => {
  for (const socket of open) socket.destroy();
  await server.remove();
});

/** A bare connection that sends this and notes what comes, until told to stop reading. */
async function line(text: string): Promise<{ socket: Socket; received: () => string }> {
  const socket = connect(server.port, "127.0.0.1");
  open.push(socket);
  socket.on("error", () => {});
  let received = "";
  socket.on("data", (chunk) => (received += chunk.toString("latin1", 0, 2_000)));
  await once(socket, "connect");
  socket.write(text);
  return { socket, received: () => received };
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${KEY}\r\n\r\n`;

describe("a client that only sends slowly", () => {
  it("holds nobody up with a hundred connections, and is closed", { timeout: 60_000 }, async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, () => line("GET /livez HTTP/1.1\r\nHost: ")));
    const dripping = setInterval(() => {
      for (const { socket } of slow) if (socket.writable) socket.write("a");
    }, 1_000);
    try {
      for (let i = 0; i < 20; i++) expect((await server.call("GET", "/weights")).status).toBe(200);
      await expect.poll(() => slow.filter(({ socket }) => !socket.destroyed).length, { timeout: 40_000 }).toBe(0);
      expect(slow.filter(({ received }) => received().startsWith("HTTP/1.1 408")).length).toBe(100);
    } finally {
      clearInterval(dripping);
    }
  });
});

describe("an export that nobody reads", () => {
  it("keeps no snapshot, leaves room for others, and is cut", { timeout: 90_000 }, async () => {
    const place = { url: server.origin, key: KEY };
    await register(place, `${"long-name".repeat(10)}`, 10_000);

    const stalled = await Promise.all([line(get("/api/v1/journal/export")), line(get("/api/v1/journal/export"))]);
    for (const { socket, received } of stalled) {
      await expect.poll(received).toContain("HTTP/1.1 200");
      socket.pause();
    }
    await pause(500);
    const third = await server.call("GET", "/journal/export?after=1000000");
    expect(third).toMatchObject({ status: 429, body: { code: "http/busy" } });
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);

    // A snapshot held open would keep the log from being moved whole, until the exports are cut; the server moves it itself at times.
    const db = new Database(server.file, { timeout: 5_000 });
    await server.call("POST", "/agents", { body: { id: "meanwhile", name: "Meanwhile", model: "test" } });
    await expect.poll(() => db.pragma("wal_checkpoint(TRUNCATE)"), { timeout: 5_000 }).toMatchObject([{ busy: 0 }]);
    db.close();

    await expect
      .poll(async () => (await server.call("GET", "/routing/export")).status, { timeout: 40_000, interval: 1_000 })
      .toBe(200);
    for (const { socket, received } of stalled) {
      const ended = once(socket, "close");
      socket.resume();
      await ended;
      expect(received()).not.toContain("\r\n0\r\n\r\n");
    }
  });
});

it("one import is done at a time", async () => {
  const rows = (prefix: string) =>
    Array.from({ length: 3_000 }, (_, i) => JSON.stringify({ id: `${prefix}-${i}`, name: "x", model: "m" })).join("\n");
  const answers = await Promise.all(
    ["first", "second"].map((prefix) =>
      server.call("POST", "/agents/import", { text: rows(prefix), headers: { "content-type": "application/x-ndjson" } }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 429]);
});
