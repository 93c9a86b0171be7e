import { Child } from "../../../bench/child";
import type { LoadOrder, LoadReply } from "../../../bench/load";
import { until } from "../../../bench/watcher";
import { WebSocketClient } from "../../../bench/web-socket";
import { KEY, pause } from "../../server";
import type { Check } from "../check";
import { feel, startFleet } from "../fleet";
import { crowd, join, underLoad } from "./crowd";

const PATH = "/socket.io/?EIO=4&transport=websocket";
const CUT_WITHIN_MS = { full: 2_000, short: 8_000 };
const EVENTS_A_TURN = 100;
const TURN_MS = 10;
const OTHERS = 20;
const BINARY_EVENT = `4510-["x",${Array.from({ length: 10 }, (_, num) => `{"_placeholder":true,"num":${num}}`).join(",")}]`;

/** What a hostile client sends once it is in, ten thousand times a second; or before it is in. */
const STORMS: { name: string; signedIn: boolean; send: (client: WebSocketClient, i: number) => void }[] = [
  { name: "events", signedIn: true, send: (client, i) => client.send(`42["x",${i}]`) },
  {
    name: "events with 10 attachments",
    signedIn: true,
    send: (client, i) => client.send(i % 11 === 0 ? BINARY_EVENT : Buffer.alloc(1_000)),
  },
  { name: "attachments that never come", signedIn: true, send: (client) => client.send(BINARY_EVENT) },
  { name: "frames of 1 MB", signedIn: true, send: (client) => client.send(`42["x","${"x".repeat(1024 * 1024)}"]`) },
  { name: "answers nobody asked for", signedIn: true, send: (client) => client.send("3") },
  { name: "other namespaces", signedIn: true, send: (client, i) => client.send(`40/other-${i},`) },
  { name: "events of a stranger", signedIn: false, send: (client, i) => client.send(`42["x",${i}]`) },
  { name: "pings of a stranger", signedIn: false, send: (client) => client.send("3") },
];

/** R18 */
export const eventStorm: Check = {
  id: "R18",
  asks: "a client that sends 10,000 events a second, attachments or a megabyte is cut within 2 s, and nobody else feels it",
  async run(extent) {
    const fleet = await startFleet(100);
    const others = crowd();
    const loader = Child.start<LoadOrder, LoadReply>("./load.ts");
    try {
      await join(fleet, others, OTHERS);
      const load = { seconds: extent === "short" ? 2 : 10, rate: 500 };
      const calm = await underLoad(fleet, loader, others, load);
      const quiet = await feel(fleet.server, true);
      const times: number[] = [];
      const stormy = underLoad(fleet, loader, others, load);
      for (const storm of STORMS) times.push(await timeToCut(fleet.server.port, storm));
      const felt = await stormy;
      const after = await feel(fleet.server, true);
      const late = STORMS.filter((_, i) => (times[i] ?? Number.POSITIVE_INFINITY) > CUT_WITHIN_MS[extent]).map(
        ({ name }) => name,
      );
      const growth = (after.heap - quiet.heap) / 1024 / 1024;
      return {
        verdict: late.length === 0 && felt.whole && growth < 20 ? "held" : "missed",
        figure: `${STORMS.length - late.length} of ${STORMS.length} storms cut, the slowest after ${Math.round(Math.max(...times))} ms${late.length > 0 ? ` (not: ${late.join(", ")})` : ""}; others had ${felt.received} of ${felt.frames * OTHERS} frames, p99 ${calm.p99} → ${felt.p99} ms; heap ${growth.toFixed(1)} MB more`,
      };
    } finally {
      for (const child of [others, loader]) child.stop();
      await fleet.server.remove();
    }
  },
};

/** Milliseconds until the server ends the connection, or infinity. */
async function timeToCut(port: number, { signedIn, send }: (typeof STORMS)[number]): Promise<number> {
  let welcome = !signedIn;
  const client = await WebSocketClient.connect(port, PATH, (message, self) => {
    if (message[0] === 48 && signedIn) self.send(`40${JSON.stringify({ token: KEY })}`);
    if (message.toString("latin1", 0, 10).startsWith('42["hello"')) welcome = true;
  });
  await until(() => welcome);
  const start = performance.now();
  for (let i = 0; client.stands && performance.now() - start < 2 * CUT_WITHIN_MS.short; await pause(TURN_MS))
    for (let n = 0; n < EVENTS_A_TURN && client.stands; n++) send(client, i++);
  const took = performance.now() - start;
  const ended = !client.stands;
  client.close();
  return ended ? took : Number.POSITIVE_INFINITY;
}
