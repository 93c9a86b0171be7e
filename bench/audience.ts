// Subscribed clients in a process of their own: notes when each signal's effect is present in each client.
import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import type { ClientToServer, ServerToClient } from "../lib/live/events";
import { FULL_WINDOWS, type ScoreRow } from "../lib/trust/board";
import { obey } from "./child";
import { mean, percentile } from "./statistics";
import { agentAt } from "./traffic";

export type AudienceOrder =
  | {
      do: "listen";
      url: string;
      key: string;
      clients: number;
      agents: readonly string[];
      evidence: readonly number[];
      from: number;
      signals: number;
    }
  | { do: "judge"; batch: number; sent: Float64Array; acknowledged: Float64Array };

/** Milliseconds over all clients and signals; `missing` counts pairs of a client and a signal that never met. */
export type AudienceReply = {
  delivered: number;
  missing: number;
  resyncs: number;
  frames: number;
  fromAcknowledged: { mean: number; p50: number; p99: number };
  fromSent: { mean: number; p50: number; p99: number };
};

type Client = { socket: Socket<ServerToClient, ClientToServer>; seen: Float64Array };

const now = () => performance.timeOrigin + performance.now();
const NOTHING = { mean: Number.NaN, p50: Number.NaN, p99: Number.NaN };
const IDLE: AudienceReply = { delivered: 0, missing: 0, resyncs: 0, frames: 0, fromAcknowledged: NOTHING, fromSent: NOTHING };

let clients: Client[] = [];
let resyncs = 0;
let frames = 0;

async function listen(order: Extract<AudienceOrder, { do: "listen" }>): Promise<AudienceReply> {
  resyncs = 0;
  frames = 0;
  const positions = new Map(order.agents.map((id, position) => [id, position]));
  clients = await Promise.all(
    Array.from({ length: order.clients }, async () => {
      const socket: Client["socket"] = io(order.url, { transports: ["websocket"], auth: { token: order.key }, forceNew: true });
      const client = { socket, seen: new Float64Array(order.signals) };
      // The client's copy of the board: a value counts as present once it is in here.
      const copy = new Map<string, ScoreRow>();
      const counts = Float64Array.from(order.evidence);
      socket.on("scores", ({ rows }) => {
        frames++;
        for (const row of rows) {
          copy.set(row[0], row);
          const position = positions.get(row[0]);
          if (position !== undefined) note(client.seen, counts, position, row[8] ?? FULL_WINDOWS, order);
        }
      });
      socket.on("resync", () => {
        resyncs++;
      });
      await new Promise<void>((resolve, reject) => {
        socket.on("hello", () => resolve());
        socket.on("connect_error", reject);
      });
      return client;
    }),
  );
  return IDLE;
}

/** Signals are told apart by the agent's evidence count: each adds one, however many a frame carries at once. */
function note(
  seen: Float64Array,
  counts: Float64Array,
  position: number,
  count: number,
  order: { agents: readonly string[]; from: number; evidence: readonly number[] },
): void {
  const agents = order.agents.length;
  const first = order.from + ((position - agentAt(order.from, agents) + agents) % agents);
  const at = now();
  for (let known = counts[position] as number; known < count; known++) {
    const signal = first + (known - (order.evidence[position] as number)) * agents - order.from;
    if (signal < seen.length) seen[signal] = at;
  }
  counts[position] = count;
}

async function judge({ batch, sent, acknowledged }: Extract<AudienceOrder, { do: "judge" }>): Promise<AudienceReply> {
  const signals = sent.length * batch;
  const whole = () => clients.every(({ seen }) => seen.subarray(0, signals).every((at) => at > 0));
  for (let waited = 0; waited < 3000 && !whole(); waited += 100) await sleep(100);
  const since = (starts: Float64Array) =>
    clients.flatMap(({ seen }) => {
      const delays: number[] = [];
      for (let i = 0; i < signals; i++)
        if (seen[i]) delays.push(Math.max(0, (seen[i] as number) - (starts[Math.floor(i / batch)] as number)));
      return [Float64Array.from(delays)];
    });
  const summary = (starts: Float64Array) => {
    const all = joined(since(starts));
    return { mean: mean(all), p50: percentile(all, 0.5), p99: percentile(all, 0.99) };
  };
  const delivered = clients.reduce((sum, { seen }) => sum + seen.subarray(0, signals).filter((at) => at > 0).length, 0);
  for (const { socket } of clients) socket.disconnect();
  return {
    delivered,
    missing: clients.length * signals - delivered,
    resyncs,
    frames,
    fromAcknowledged: summary(acknowledged),
    fromSent: summary(sent),
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

obey((order: AudienceOrder) => (order.do === "listen" ? listen(order) : judge(order)));
