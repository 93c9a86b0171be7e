import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ClientToServer, ServerToClient } from "./events";
import { broadcast, LIVE } from "./fan-out";
import type { MusterSockets } from "./publish";

let http: HttpServer;
let sockets: MusterSockets;
const clients: Socket<ServerToClient, ClientToServer>[] = [];

beforeEach(async () => {
  http = createServer();
  sockets = new Server<ClientToServer, ServerToClient>(http);
  sockets.on("connection", (socket) => void socket.join(LIVE));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await sockets.close();
});

/** Connected; notes what comes, one line per event. */
async function listener(transports: string[]): Promise<string[]> {
  const heard: string[] = [];
  const { port } = http.address() as AddressInfo;
  const client: Socket<ServerToClient, ClientToServer> = io(`http://127.0.0.1:${port}`, { transports, forceNew: true });
  clients.push(client);
  client.on("scores", ({ version, rows }) => heard.push(`scores ${version} ${JSON.stringify(rows)}`));
  client.on("tick", ({ seq }) => heard.push(`tick ${seq}`));
  await new Promise<void>((resolve) => client.on("connect", () => resolve()));
  return heard;
}

const frame = (version: number) => ({
  version,
  at: "2026-11-20T12:00:00.000Z",
  rows: [["ägent “1”", 700, 70, 70, 70, 70, null, 1] as [string, number, number, number, number, number, null, number]],
});
const tick = (seq: number) => ({ seq, version: 1, serverTime: "2026-11-20T12:00:00.000Z" });

describe("a broadcast", () => {
  it.each([
    ["a WebSocket", ["websocket"]],
    ["polling", ["polling"]],
    ["polling that becomes a WebSocket", ["polling", "websocket"]],
  ])("over %s arrives whole and in order, mixed with what Socket.IO sends", async (_, transports) => {
    const heard = await listener(transports);
    const said: string[] = [];
    for (let i = 0; i < 200; i++) {
      void broadcast(sockets, "scores", frame(i));
      if (i % 3 === 0) sockets.emit("tick", tick(i));
      void broadcast(sockets, "scores", frame(1000 + i));
      said.push(`scores ${i} ${JSON.stringify(frame(i).rows)}`);
      if (i % 3 === 0) said.push(`tick ${i}`);
      said.push(`scores ${1000 + i} ${JSON.stringify(frame(i).rows)}`);
      if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => heard.length, { timeout: 5000 }).toBe(said.length);
    expect(heard).toEqual(said);
  });

  it("reaches everybody, and nobody who has left", async () => {
    const [first, second] = [await listener(["websocket"]), await listener(["websocket"])];
    await broadcast(sockets, "scores", frame(1));
    await expect.poll(() => [first.length, second.length]).toEqual([1, 1]);
    clients[0]?.disconnect();
    await expect.poll(() => sockets.sockets.sockets.size).toBe(1);
    await broadcast(sockets, "scores", frame(2));
    await expect.poll(() => second.length).toBe(2);
    expect(first).toHaveLength(1);
  });
});
