import { get, type IncomingHttpHeaders } from "node:http";
import { io, type Socket } from "socket.io-client";
import type { ClientToServer, ServerToClient } from "../lib/live/events";
import { DIMENSIONS } from "../lib/trust/dimension";
import { registerNamed, send } from "./agents";
import { openBrowser, signIn } from "./browser";
import type { Field } from "./field";
import { KEY, type Server, startMuster } from "./server";
import { atMost, type Figure } from "./table";
import { uniform } from "./traffic";

const PORT = 3237;
const RATE = 5000;
/** What the page asks for before it can show a row, besides scripts and styles. */
const FIRST = ["/agents", "/api/v1/board", "/api/v1/weights", "/api/v1/trust-policy"];

/** P25: bytes until the first paint of 10,000 agents, and bytes per changed agent in live frames. */
export async function measurePayload(field: Field, quick: boolean): Promise<Figure[]> {
  // The means of agents that all say the same would compress to nothing, and so would times of one moment.
  await field.load({ batch: 50, connections: 16, rate: RATE, seconds: quick ? 10 : 30 }, KEY);
  return [await firstPaint(field.server), await frames(quick)];
}

async function firstPaint(server: Server): Promise<Figure> {
  const browser = await openBrowser();
  try {
    const page = await signIn(browser, server);
    const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const sizes: number[] = [];
    for (const path of FIRST) sizes.push(await compressedSize(server.url + path, { cookie: cookies, accept: "*/*" }));
    const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} KB`;
    const total = sizes.reduce((sum, size) => sum + size, 0);
    return {
      id: "P25",
      metric: "first paint of 10,000 agents, gzip, without scripts and styles",
      measured: FIRST.map((path, i) => `${path} ${kilobytes(sizes[i] ?? 0)}`).join(", "),
      value: total / 1000,
      shown: kilobytes(total),
      must: atMost(400, "≤ 400 KB"),
      goal: atMost(150, "≤ 150 KB"),
    };
  } finally {
    await browser.close();
  }
}

/** Bytes of the body as it comes over the wire. */
function compressedSize(url: string, headers: IncomingHttpHeaders): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { ...headers, "accept-encoding": "gzip" } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url}: ${answer.statusCode}`));
      let size = 0;
      answer.on("data", (chunk: Buffer) => {
        size += chunk.length;
      });
      answer.on("end", () => resolve(size));
    }).on("error", reject);
  });
}

type Counted = { bytes: number; rows: number; frames: number };

/** Frames of a small fleet whose windows are full, under a load; its ids as long as the bench's, and as long as Muster makes them. */
async function frames(quick: boolean): Promise<Figure> {
  const server = await startMuster(PORT);
  try {
    const short = await registerNamed(server, 200, (i) => `field-${String(i).padStart(5, "0")}`);
    const made = await registerNamed(server, 200);
    const given = await counted(server, short, quick ? 3 : 10);
    const own = await counted(server, made, quick ? 3 : 10);
    const perRow = ({ bytes, rows }: Counted) => bytes / rows;
    return {
      id: "P25",
      metric: "bytes per changed agent in a live frame, ids of 11 characters",
      measured: `${given.rows} rows in ${given.frames} frames, the frame's own bytes included; ${perRow(own).toFixed(1)} B with ids of 18 characters`,
      value: perRow(given),
      shown: `${perRow(given).toFixed(1)} B`,
      must: atMost(60, "≤ 60 B"),
      goal: atMost(16, "≤ 16 B"),
    };
  } finally {
    await server.stop();
  }
}

async function counted(server: Server, ids: readonly string[], seconds: number): Promise<Counted> {
  const random = uniform(11);
  const signal = (agentId: string, d: number) => ({
    agentId,
    dimension: DIMENSIONS[d % DIMENSIONS.length],
    value: Number((0.5 + random() / 2).toFixed(3)),
    source: "bench-harness",
  });
  for (const agentId of ids)
    await send(
      server,
      Array.from({ length: 500 }, (_, i) => signal(agentId, i)),
    );
  const socket: Socket<ServerToClient, ClientToServer> = io(server.url, { transports: ["websocket"], auth: { token: KEY } });
  await new Promise<void>((resolve) => socket.on("hello", () => resolve()));
  const seen = { bytes: 0, rows: 0, frames: 0 };
  socket.on("scores", ({ rows }) => {
    seen.rows += rows.length;
    seen.frames++;
  });
  socket.io.engine.on("packet", ({ data }) => {
    if (typeof data === "string" && data.startsWith('2["scores"')) seen.bytes += Buffer.byteLength(data) + 1;
  });
  const end = performance.now() + seconds * 1000;
  for (let turn = 0; performance.now() < end; turn++) {
    const some = Array.from({ length: 50 }, (_, i) => ids[(turn * 50 + i) % ids.length] as string);
    await send(
      server,
      some.map((agentId, i) => signal(agentId, turn + i)),
    );
  }
  socket.disconnect();
  return seen;
}
