import { setTimeout as sleep } from "node:timers/promises";
import { enrol, send } from "./agents";
import { Child } from "./child";
import type { CrowdOrder, CrowdReply } from "./crowd";
import type { Reading } from "./probe";
import { ratio } from "./rounds";
import { KEY, type Server, startBroadcast, startMuster } from "./server";
import { median } from "./statistics";
import { atLeast, atMost, type Figure, ms, times } from "./table";

const PORTS = { ours: 3235, plain: 3236 };
const PATHS = { ours: "/socket.io/?EIO=4&transport=websocket", plain: "/" };
const CLIENTS = { fanOut: 1_000, many: 2_000 };
/** Agents in a frame: 0.7 KB. */
const CHANGED = 12;
const EVERY_MS = 100;
const AGENTS = 1_000;

type Crowd = Child<CrowdOrder, CrowdReply>;
/** CPU in ms: of the server for all frames. */
type Sent = CrowdReply & { cpu: number };
type Side = { server: Server; crowd: Crowd; sendOne: (frame: number) => Promise<void>; alone: number; cpu: number[] };

/** P10: processor time of the server per frame and client, against the bare WebSocket library sending the same bytes. */
export async function measureFanOut(quick: boolean): Promise<Figure[]> {
  const sides = { ours: await openMuster(), plain: await openPlain() };
  try {
    const frames = quick ? 30 : 60;
    // What a frame costs with a single client is not fan-out.
    for (const side of [sides.ours, sides.plain]) {
      await join(side, side === sides.ours ? "ours" : "plain", 1);
      await sendFrames(side, 20);
      const sent = await sendFrames(side, frames);
      side.alone = sent.cpu / sent.frames;
      await join(side, side === sides.ours ? "ours" : "plain", CLIENTS.fanOut - 1);
    }
    let bytes = 0;
    for (let round = 0; round <= (quick ? 3 : 5); round++) {
      for (const side of [sides.ours, sides.plain]) {
        const sent = await sendFrames(side, frames);
        if (round > 0) side.cpu.push((1000 * (sent.cpu / sent.frames - side.alone)) / (CLIENTS.fanOut - 1));
        bytes = sent.bytes;
      }
    }
    return [fanOutFigure(sides.ours.cpu, sides.plain.cpu, bytes)];
  } finally {
    await close(sides.ours);
    await close(sides.plain);
  }
}

/** P11: 2,000 sockets at once. */
export async function measureManySockets(quick: boolean): Promise<Figure[]> {
  const side = await openMuster();
  try {
    await join(side, "ours", 100);
    await sendFrames(side, 20);
    const before = await settled(side.server);
    await join(side, "ours", CLIENTS.many - 100);
    const after = await settled(side.server);
    const sent = await sendFrames(side, quick ? 100 : 300);
    const grown = (of: "rss" | "heap") => (after[of] - before[of]) / (CLIENTS.many - 100);
    return manyFigures(sent, grown("rss"), grown("heap"));
  } finally {
    await close(side);
  }
}

async function openMuster(): Promise<Side> {
  const server = await startMuster(PORTS.ours);
  const ids = await enrol(server, "fleet", AGENTS);
  const sendOne = async (frame: number) => {
    const changed = Array.from({ length: CHANGED }, (_, i) => ids[(frame * CHANGED + i) % ids.length]);
    await send(
      server,
      changed.map((agentId) => ({ agentId, dimension: "output_quality", value: 0.7, source: "bench" })),
    );
  };
  return { server, crowd: Child.start("./crowd.ts"), sendOne, alone: 0, cpu: [] };
}

async function openPlain(): Promise<Side> {
  const server = await startBroadcast(PORTS.plain);
  const row = '["fleet-000000",648,70.123,61.234,74.321,82.123,62.912,1,6]';
  const rows = Array.from({ length: CHANGED }, () => row).join(",");
  const sendOne = async () => {
    const frame = `42["scores",{"version":100000,"at":"${new Date().toISOString()}","rows":[${rows}]}]`;
    await fetch(server.url, { method: "POST", body: frame });
  };
  return { server, crowd: Child.start("./crowd.ts"), sendOne, alone: 0, cpu: [] };
}

async function join({ crowd, server }: Side, kind: "ours" | "plain", clients: number): Promise<void> {
  await crowd.ask({ do: "join", port: server.port, path: PATHS[kind], clients, key: KEY });
}

/** Sends frames one after the other, each to all clients. */
async function sendFrames({ server, crowd, sendOne }: Side, frames: number): Promise<Sent> {
  await crowd.ask({ do: "begin" });
  await server.read();
  for (let frame = 0; frame < frames; frame++) {
    await Promise.all([sendOne(frame), sleep(EVERY_MS)]);
  }
  const reply = await crowd.ask({ do: "count" });
  const { cpu } = await server.read();
  return { ...reply, cpu };
}

/** Memory without garbage, once it has come to rest. */
async function settled(server: Server): Promise<Reading> {
  await sleep(2_000);
  return server.read({ collect: true });
}

async function close({ crowd, server }: Side): Promise<void> {
  await crowd.ask({ do: "leave" }).catch(() => {});
  crowd.stop();
  await server.stop();
}

function fanOutFigure(ours: readonly number[], plain: readonly number[], bytes: number): Figure {
  const value = ratio(ours, plain);
  const micro = (values: readonly number[]) => `${median(values).toFixed(1)} µs`;
  return {
    id: "P10",
    metric: `processor time per frame and client, ${CLIENTS.fanOut.toLocaleString("en")} clients: Muster / bare WebSocket`,
    measured: `${micro(ours)} against ${micro(plain)}, ${bytes} bytes a frame`,
    value,
    shown: times(value),
    must: atMost(1.6, "≤ × 1.6"),
    goal: atMost(1.2, "≤ × 1.2"),
  };
}

function manyFigures({ received, frames, p50, p99 }: Sent, resident: number, heap: number): Figure[] {
  // Resident memory grows less than what is in use where some of it was free already.
  const memory = Math.max(resident, heap);
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  // Frames that came at all, each meant for everybody.
  const sent = frames * CLIENTS.many;
  const share = received / sent;
  const metric = `${CLIENTS.many.toLocaleString("en")} sockets`;
  return [
    {
      id: "P11",
      metric: `${metric}: frames delivered`,
      measured: `${received.toLocaleString("en")} of ${sent.toLocaleString("en")}`,
      value: share,
      shown: `${(100 * share).toFixed(3)} %`,
      must: atLeast(1, "100 %"),
      goal: atLeast(1, "100 %"),
    },
    {
      id: "P11",
      metric: `${metric}: frame made → received, p99`,
      measured: `p50 ${ms(p50)}, p99 ${ms(p99)}`,
      value: p99,
      shown: ms(p99),
      must: atMost(500, "≤ 500 ms"),
      goal: atMost(150, "≤ 150 ms"),
    },
    {
      id: "P11",
      metric: `${metric}: memory of the server per client`,
      measured: `resident ${kilobytes(resident)}, in use ${kilobytes(heap)} from 100 clients to all`,
      value: memory,
      shown: kilobytes(memory),
      must: atMost(60 * 1024, "≤ 60 KB"),
      goal: atMost(35 * 1024, "≤ 35 KB"),
    },
  ];
}
