import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EntryType } from "../journal/entry";
import { type Bench, freshRuntime, register, TEST_KEY } from "../testing";
import type { ClientToServer, ServerToClient } from "./events";
import type { MusterSockets } from "./publish";
import { openSockets } from "./socket";

let bench: Bench;
let http: Server;
let sockets: MusterSockets;
let client: Socket<ServerToClient, ClientToServer>;

beforeEach(async () => {
  bench = await freshRuntime();
  http = createServer();
  sockets = openSockets(http, { development: false });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  client.disconnect();
  await sockets.close();
  await bench.stop();
});

/** Entries as commits leave them behind, without the commits. */
function commit(type: EntryType, count: number): void {
  const { runtime } = bench;
  const insert = runtime.store.raw.prepare(
    "INSERT INTO JournalEntry (seq, id, at, type, agentId, actor, data, prevHash, hash) VALUES (?, ?, 0, ?, 'a', 'test', '{}', '', '')",
  );
  runtime.store.raw.transaction(() => {
    for (let i = 1; i <= count; i++) insert.run(runtime.journal.seq + i, `${type}-${i}`, type);
  })();
  runtime.journal = { ...runtime.journal, seq: runtime.journal.seq + count };
}

/** Connects as one who has seen everything up to `seq`; notes what it is told, in order. */
async function connect(seq: number): Promise<string[]> {
  const { port } = http.address() as AddressInfo;
  const { instance, fleet } = bench.runtime;
  const heard: string[] = [];
  client = io(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    auth: { token: TEST_KEY, instance, seq, version: fleet.version },
  });
  client.on("hello", ({ resumed }) => heard.push(resumed ? "resumed" : "not resumed"));
  client.on("entry", ({ type }) => heard.push(type));
  client.on("resync", ({ reason }) => heard.push(reason));
  await new Promise<void>((resolve) => client.on("hello", () => resolve()));
  return heard;
}

describe("a client that comes back", () => {
  it("is told what it missed after any number of commits of signals: those are not told one by one", async () => {
    await register("a");
    const { seq } = bench.runtime.journal;
    commit("signals.recorded", 6_000);
    commit("agent.band_changed", 2);
    const heard = await connect(seq);
    await expect.poll(() => heard).toEqual(["resumed", "agent.band_changed", "agent.band_changed"]);
  });

  it("fetches everything again when it missed more than 5,000 entries", async () => {
    const { seq } = bench.runtime.journal;
    commit("agent.band_changed", 5_001);
    const heard = await connect(seq);
    await expect.poll(() => heard).toEqual(["not resumed", "too-far-behind"]);
  });
});
