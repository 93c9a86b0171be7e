import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEY, MusterServer } from "../server";
import { exchange, upgradeRequest } from "./raw-socket";

const listeners = pathToFileURL(fileURLToPath(new URL("./upgrade-listeners.mjs", import.meta.url))).href;

let server: MusterServer;
/** Somebody else's service on this machine that no request may reach through Muster. */
let canary: Server;
let canaryPort = 0;
let reached = 0;

beforeAll(async () => {
  canary = createServer((socket) => {
    reached++;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  await once(canary, "listening");
  canaryPort = (canary.address() as { port: number }).port;
  server = await MusterServer.start({ preload: [listeners] });
});
afterAll(async () => {
  canary?.close();
  await server?.remove();
});

const authorised = { Authorization: `Bearer ${KEY}` };

describe("an upgrade to anything but the socket", () => {
  const foreignPaths = [
    "/",
    "/_next/hmr",
    "/_next/webpack-hmr",
    "/api/v1/board",
    "/agents",
    "/socket.io.evil/",
    "//socket.io/",
    "/socket.io/../",
    "/%73ocket.io/",
    "/SOCKET.IO/",
    "*",
  ];

  it.each(foreignPaths)("to %s is dropped without an answer", async (path) => {
    const heard = await exchange(server.port, upgradeRequest(path, `127.0.0.1:${server.port}`, authorised));
    expect(heard).toBe("");
  });

  it("in absolute form is dropped and reaches nobody", async () => {
    const targets = [
      `http://127.0.0.1:${canaryPort}/`,
      `http://127.0.0.1:${canaryPort}/socket.io/?EIO=4&transport=websocket`,
      `ws://127.0.0.1:${canaryPort}/socket.io/`,
      `http://localhost:${canaryPort}/_next/hmr`,
      `//127.0.0.1:${canaryPort}/socket.io/`,
      `http://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`,
      `http:/127.0.0.1:${canaryPort}/`,
      `/\\127.0.0.1:${canaryPort}/`,
    ];
    const hosts = [`127.0.0.1:${server.port}`, `127.0.0.1:${canaryPort}`];
    const heard = await Promise.all(
      targets.flatMap((target) => hosts.map((host) => exchange(server.port, upgradeRequest(target, host, authorised)))),
    );
    // Some are no target at all: those the HTTP parser refuses by itself.
    expect(heard.filter((text) => text !== "" && !text?.startsWith("HTTP/1.1 400 "))).toEqual([]);
    expect(reached).toBe(0);
  });

  it("as another protocol is dropped", async () => {
    for (const protocol of ["h2c", "TLS/1.0", "websocket, h2c"]) {
      const heard = await exchange(server.port, upgradeRequest("/", `127.0.0.1:${server.port}`, { Upgrade: protocol }));
      expect(heard).toBe("");
    }
  });
});

describe("a request in absolute form", () => {
  it("is refused and reaches nobody", async () => {
    const heard = await exchange(
      server.port,
      `GET http://127.0.0.1:${canaryPort}/ HTTP/1.1\r\nHost: 127.0.0.1:${canaryPort}\r\nConnection: close\r\n\r\n`,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
    expect(reached).toBe(0);
  });
});

describe("the listening port", () => {
  it("has exactly one upgrade listener, also after pages were served", async () => {
    await fetch(`${server.origin}/`, { redirect: "manual" });
    await fetch(`${server.origin}/welcome`, { redirect: "manual" });
    const answer = once(server.process, "message");
    server.process.send("upgrade listeners");
    const [counts] = (await answer) as [number[]];
    expect(counts).toEqual([1]);
  });
});
