// Sends signals from a process of its own, as fast as the server takes them or at a given rate.
import { setTimeout as sleep } from "node:timers/promises";
import { obey } from "./child";
import { Connection } from "./connection";
import { bodyOf, type Stream } from "./traffic";

export type LoadOrder = {
  port: number;
  key: string;
  stream: Stream;
  /** Index of the first signal of the stream to send. */
  from: number;
  batch: number;
  connections: number;
  seconds: number;
  /** Signals a second; absent = as many as are acknowledged. */
  rate?: number;
};

export type LoadReply = {
  /** Signals acknowledged, one batch after the other from `from` on. */
  signals: number;
  seconds: number;
  /** Per batch, epoch ms with fractions: when it was due to be sent, and when its acknowledgement came. */
  sent: Float64Array;
  acknowledged: Float64Array;
};

const now = () => performance.timeOrigin + performance.now();

async function send(connection: Connection, order: LoadOrder, batch: number): Promise<void> {
  const { status, body } = await connection.post(
    "/api/v1/signals",
    bodyOf(order.stream, order.from + batch * order.batch, order.batch),
  );
  if (status !== 200 || !body.includes(`"accepted":${order.batch}`))
    throw new Error(`not accepted: ${status} ${body.slice(0, 300)}`);
}

async function load(order: LoadOrder): Promise<LoadReply> {
  const connections = await Promise.all(Array.from({ length: order.connections }, () => Connection.open(order.port, order.key)));
  try {
    return order.rate === undefined ? await flood(order, connections) : await drip(order, order.rate, connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** Every connection sends its next batch when the last one is acknowledged. */
async function flood(order: LoadOrder, connections: readonly Connection[]): Promise<LoadReply> {
  const sent: number[] = [];
  const acknowledged: number[] = [];
  const start = now();
  const end = start + order.seconds * 1000;
  await Promise.all(
    connections.map(async (connection) => {
      while (now() < end) {
        const batch = sent.push(now()) - 1;
        await send(connection, order, batch);
        acknowledged[batch] = now();
      }
    }),
  );
  return reply(order, start, sent, acknowledged);
}

/** Batches leave on a schedule, whether or not earlier ones are acknowledged; waiting for a free connection counts. */
async function drip(order: LoadOrder, rate: number, connections: readonly Connection[]): Promise<LoadReply> {
  const free = [...connections];
  const batches = Math.round((order.seconds * rate) / order.batch);
  const sent: number[] = [];
  const acknowledged: number[] = [];
  const open: Promise<void>[] = [];
  const start = now();
  for (let batch = 0; batch < batches; batch++) {
    const due = start + (batch * order.batch * 1000) / rate;
    while (now() < due) await sleep(Math.max(1, due - now() - 1));
    sent[batch] = now();
    while (free.length === 0) await sleep(1);
    // The one that rested longest: a server closes connections that rest for seconds.
    const connection = free.shift() as Connection;
    open.push(
      send(connection, order, batch).then(() => {
        acknowledged[batch] = now();
        free.push(connection);
      }),
    );
  }
  await Promise.all(open);
  return reply(order, start, sent, acknowledged);
}

function reply(order: LoadOrder, start: number, sent: readonly number[], acknowledged: readonly number[]): LoadReply {
  return {
    signals: acknowledged.length * order.batch,
    seconds: (now() - start) / 1000,
    sent: Float64Array.from(sent),
    acknowledged: Float64Array.from(acknowledged),
  };
}

obey(load);
