// Thousands of subscribed clients in a process of their own: counts what reaches them, and how long it was under way.
import { setTimeout as sleep } from "node:timers/promises";
import { obey } from "./child";
import { percentile } from "./statistics";
import { WebSocketClient } from "./web-socket";

export type CrowdOrder =
  | { do: "join"; port: number; path: string; clients: number; key: string }
  /** As many more, who are expected to be refused: the reply counts them. */
  | { do: "crash"; port: number; path: string; clients: number; key: string }
  | { do: "begin" }
  /** Reads nothing any more. */
  | { do: "stall" }
  /** Waits until nothing has come for a while. */
  | { do: "count" }
  | { do: "leave" };

/** Messages and how many different ones; delays in ms from the time that a message names as `at`; `bytes` of one message. */
export type CrowdReply = {
  received: number;
  frames: number;
  p50: number;
  p99: number;
  bytes: number;
  refused: number;
  reason: string;
};

const HANDS = 32;
const QUIET_MS = 500;
const FRAME = Buffer.from('42["scores"');
const TIME = Buffer.from('"at":"');
const HELLO = Buffer.from('42["hello"');
const [OPEN, PING] = [48, 50];

let clients: WebSocketClient[] = [];
let token = "";
let welcomed = 0;
let received = 0;
let frames = new Set<string>();
let bytes = 0;
let delays: number[] = [];
let refused = 0;
let reason = "";

function take(message: Buffer, client: WebSocketClient): void {
  if (message[0] === OPEN) client.send(`40${JSON.stringify({ token })}`);
  else if (message[0] === PING && message.length === 1) client.send("3");
  else if (message.subarray(0, HELLO.length).equals(HELLO)) welcomed++;
  else if (message.subarray(0, FRAME.length).equals(FRAME)) {
    received++;
    bytes = message.length;
    const at = message.indexOf(TIME) + TIME.length;
    const time = message.toString("latin1", at, at + 24);
    frames.add(time);
    delays.push(Date.now() - Date.parse(time));
  }
}

async function join({ port, path, clients: count, key }: Extract<CrowdOrder, { do: "join" }>): Promise<void> {
  welcomed = 0;
  token = key;
  const asked = Array.from({ length: count }).values();
  const hand = async () => {
    for (const _ of asked) clients.push(await WebSocketClient.connect(port, path, take));
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
  for (let waited = 0; welcomed < count && waited < 60_000; waited += 20) await sleep(20);
  if (welcomed < count) throw new Error(`${welcomed} of ${count} clients were let in`);
}

/** Asks for more connections than there are; those that are let in stay. */
async function crash({ port, path, clients: count, key }: Extract<CrowdOrder, { do: "crash" }>): Promise<void> {
  token = key;
  const asked = Array.from({ length: count }).values();
  const gate: WebSocketClient[] = [];
  const hand = async () => {
    for (const _ of asked) gate.push(await WebSocketClient.connect(port, path, take));
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
  for (let waited = 0; gate.some((client) => client.stands && client.refusal === undefined) && waited < 5_000; waited += 20)
    await sleep(20);
  const turnedAway = gate.filter((client) => client.refusal !== undefined);
  refused = turnedAway.length;
  reason = turnedAway[0]?.refusal ?? "";
  clients.push(...gate.filter((client) => client.refusal === undefined));
}

async function obeyed(order: CrowdOrder): Promise<CrowdReply> {
  if (order.do === "join") await join(order);
  if (order.do === "crash") await crash(order);
  if (order.do === "stall") for (const client of clients) client.stall();
  if (order.do === "begin") {
    received = 0;
    frames = new Set();
    delays = [];
  }
  if (order.do === "count") {
    for (let before = -1; before !== received; await sleep(QUIET_MS)) before = received;
  }
  if (order.do === "leave") {
    for (const client of clients) client.close();
    clients = [];
  }
  return { received, frames: frames.size, p50: percentile(delays, 0.5), p99: percentile(delays, 0.99), bytes, refused, reason };
}

obey(obeyed);
