import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket as LiveSocket } from "socket.io-client";
import { KEY, MusterServer, pause, randomOf } from "../../server";
import type { Check, Extent } from "../check";
import { Feed, registerAgents } from "../feed";
import { Stored, unsound } from "../stored";
import { count, missesOf, verdict } from "../verdict";

const SOCKETS = 5;
const MOST_MS = 10_000;

export const stopped: Check = {
  id: "R35",
  asks: "SIGTERM under load answers what was read, keeps what was acknowledged, tells the sockets and ends in order",
  async run(extent) {
    const folder = mkdtempSync(join(tmpdir(), "muster-stop-"));
    const readCount = join(folder, "read");
    const server = await MusterServer.start({
      preload: ["./e2e/soak/preload/count-requests.mjs"],
      env: { READ_COUNT: readCount },
    });
    try {
      await registerAgents(server);
      return await stopAgainAndAgain(server, readCount, extent);
    } finally {
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function stopAgainAndAgain(server: MusterServer, readCount: string, extent: Extent) {
  const stops = extent === "full" ? 20 : 2;
  const random = randomOf(20_261_121);
  const misses: string[] = [];
  const feed = new Feed(server, { senders: 16, batch: 20 });
  const stored = new Stored(server);
  let longest = 0;
  let requests = 0;
  let answered = 0;
  for (let stop = 1; stop <= stops; stop++) {
    const sockets = await Promise.all(Array.from({ length: SOCKETS }, () => live(server)));
    const [alive, ready] = [await halfAsked(server, "/livez"), await halfAsked(server, "/readyz")];
    // Connections are taken in order: both are, once a later one is answered.
    for (let i = 0; i < 2; i++) await fetch(`${server.origin}/livez`, { headers: { connection: "close" } });
    await feed.next();
    await pause(100 + 300 * random());

    const began = performance.now();
    const code = server.stop();
    while (await accepts(server)) await pause(2);
    const [aliveSays, readySays] = [await alive(), await ready()];
    const ended = await code;
    const took = performance.now() - began;
    longest = Math.max(longest, took);
    feed.hold();
    await pause(100);
    const got = answersOf(feed) - answered;
    answered += got;
    const read = Number(readFileSync(readCount, "utf8"));
    requests += read;
    const told = sockets.filter((socket) => !socket.connected).length;
    for (const socket of sockets) socket.disconnect();
    misses.push(
      ...missesOf({
        [`ended with ${ended}`]: ended === 0,
        [`took ${count(took)} ms`]: took <= MOST_MS,
        [`${read - got} of ${read} requests were read and not answered`]: read === got,
        [`${SOCKETS - told} sockets were not told`]: told === SOCKETS,
        [`/livez said ${aliveSays}`]: aliveSays === 200,
        [`/readyz said ${readySays}`]: readySays === 503,
      }).map((miss) => `${miss} at stop ${stop}`),
    );
    await server.start();
    const { lost, doubled, torn } = stored.read(feed);
    if (lost.length + doubled.length + torn.length > 0)
      misses.push(`${lost.length} batches lost, ${doubled.length} doubled, ${torn.length} torn after stop ${stop}`);
    feed.resume();
  }
  await feed.finish();
  stored.read(feed);
  misses.push(...(await unsound(server, feed.signals)));
  const others = [...feed.statuses.keys()].filter((status) => ![0, 200, 503].includes(status));
  if (others.length > 0) misses.push(`statuses ${others.join(", ")}`);
  misses.push(...(await hurried(server)));
  return verdict(
    `${stops} stops, ${count(requests)} requests read and answered, ${count(feed.signals)} signals acknowledged, the longest stop ${count(longest)} ms`,
    misses,
  );
}

const answersOf = (feed: Feed): number =>
  [...feed.statuses].reduce((sum, [status, times]) => (status === 0 ? sum : sum + times), 0);

async function live(server: MusterServer): Promise<LiveSocket> {
  const socket = io(server.origin, { transports: ["websocket"], auth: { token: KEY }, reconnection: false });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

async function opened(server: MusterServer): Promise<Socket> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {});
  return socket;
}

/** A request whose end is sent when the answered function is called; it answers the status, 0 for none. */
async function halfAsked(server: MusterServer, path: string): Promise<() => Promise<number>> {
  const socket = await opened(server);
  let text = "";
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
  });
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n`);
  return async () => {
    socket.write("\r\n");
    // Every answer of a server that stops is the last of its connection.
    await closed;
    return Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1] ?? 0);
  };
}

/** True while a new connection is taken. */
async function accepts(server: MusterServer): Promise<boolean> {
  const socket = connect(server.port, "127.0.0.1");
  const taken = await new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  });
  socket.destroy();
  return taken;
}

/** Whoever asks twice does not want to wait for the rest. */
async function hurried(server: MusterServer): Promise<string[]> {
  const socket = await opened(server);
  const head = `POST /api/v1/signals HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${KEY}\r\n`;
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"signals"`);
  await pause(100);
  const child = server.process;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await pause(300);
  const waited = child.exitCode === null;
  child.kill("SIGTERM");
  const again = performance.now();
  await gone;
  const took = performance.now() - again;
  socket.destroy();
  return missesOf({
    "it did not wait for a request that was half read": waited,
    [`the second SIGTERM took ${count(took)} ms`]: took < 1_500,
  });
}
