import { Child } from "../../../bench/child";
import type { CrowdOrder, CrowdReply } from "../../../bench/crowd";
import type { LoadOrder, LoadReply } from "../../../bench/load";
import { percentile } from "../../../bench/statistics";
import { KEY, pause } from "../../server";
import type { Check, Extent } from "../check";
import { count, type Fleet, feel, startFleet } from "../fleet";

const AGENTS = 500;
const PATH = "/socket.io/?EIO=4&transport=websocket";
const MEGABYTE = 1024 * 1024;

type Crowd = Child<CrowdOrder, CrowdReply>;
type Loader = Child<LoadOrder, LoadReply>;

/** Times in short are for a machine that does other things as well; `growth` is MB. */
const STALLS = {
  short: { stalled: 10, healthy: 20, rate: 2_000, alone: 2, together: 10, slower: 100, least: 2_000, cutMs: 20_000, growth: 200 },
  full: { stalled: 20, healthy: 50, rate: 5_000, alone: 120, together: 120, slower: 1.5, least: 20, cutMs: 10_000, growth: 50 },
} as const satisfies Record<Extent, object>;

/** R16 */
export const slowConsumers: Check = {
  id: "R16",
  asks: "clients that do not read are cut within 10 s with a reason, cost under 50 MB, and slow nobody down",
  async run(extent) {
    const { stalled, healthy, rate, alone, together, slower, least, cutMs, growth: mostGrowth } = STALLS[extent];
    const fleet = await startFleet(AGENTS);
    const [readers, sleepers] = [crowd(), crowd()];
    const loader: Loader = Child.start("./load.ts");
    try {
      await join(fleet, readers, healthy);
      const before = await underLoad(fleet, loader, readers, { seconds: alone, rate });
      await join(fleet, sleepers, stalled);
      await sleepers.ask({ do: "stall" });
      const cutting = timeToCut(fleet, stalled, Math.max(together * 1000, cutMs));
      const after = await underLoad(fleet, loader, readers, { seconds: together, rate });
      const { cut, took } = await cutting;
      const growth = after.rss - before.rss;
      const allowed = Math.max(least, before.p99 * slower);
      return {
        verdict:
          cut === stalled && took <= cutMs && growth <= mostGrowth * MEGABYTE && after.p99 <= allowed && after.whole
            ? "held"
            : "missed",
        figure: `${cut} of ${stalled} stalled clients cut, the last after ${(took / 1000).toFixed(1)} s; memory ${signed(growth / MEGABYTE)} MB; p99 of ${healthy} healthy ones ${before.p99} → ${after.p99} ms at ${count(rate)} signals/s for ${together} s`,
      };
    } finally {
      for (const each of [readers, sleepers, loader]) each.stop();
      await fleet.server.remove();
    }
  },
};

const CROWDS = {
  short: { clients: 300, beyond: 100, seconds: 2, slower: 100, least: 5_000 },
  full: { clients: 2_000, beyond: 1_000, seconds: 20, slower: 2, least: 20 },
} as const satisfies Record<Extent, object>;
/** Clients that are there before memory is measured: what the first cost is not theirs. */
const EARLY = 50;
const MOST_BYTES = 60 * 1024;

/** R17 */
export const manySockets: Check = {
  id: "R17",
  asks: "as many sockets as allowed get every frame at 60 KB each without slowing ingest, and those beyond are refused with a reason",
  async run(extent) {
    const { clients, beyond, seconds, slower, least } = CROWDS[extent];
    const fleet = await startFleet(AGENTS, { MUSTER_MAX_SOCKETS: String(clients) });
    const everyone = crowd();
    const loader: Loader = Child.start("./load.ts");
    try {
      await join(fleet, everyone, EARLY);
      const calm = { seconds, rate: 200 };
      const idle = await underLoad(fleet, loader, everyone, calm);
      await pause(500);
      const small = await feel(fleet.server, true);
      await join(fleet, everyone, clients - EARLY);
      const { refused, reason } = await everyone.ask({
        do: "crash",
        port: fleet.server.port,
        path: PATH,
        clients: beyond,
        key: KEY,
      });
      await pause(500);
      const large = await feel(fleet.server, true);
      const busy = await underLoad(fleet, loader, everyone, calm);
      const each = Math.max(large.rss - small.rss, large.heap - small.heap) / (clients - EARLY);
      const allowed = Math.max(least, idle.acknowledged * slower);
      const clean = refused === beyond && /^HTTP\/1\.1 4\d\d .*Too many sockets/s.test(reason);
      return {
        verdict: busy.whole && each <= MOST_BYTES && clean && busy.acknowledged <= allowed ? "held" : "missed",
        figure: `${count(busy.received)} of ${count(busy.frames * clients)} frames to ${count(clients)} sockets; ${(each / 1024).toFixed(1)} KB each; p99 of ingest ${idle.acknowledged.toFixed(1)} → ${busy.acknowledged.toFixed(1)} ms; ${count(refused)} of ${count(beyond)} beyond refused`,
      };
    } finally {
      for (const child of [everyone, loader]) child.stop();
      await fleet.server.remove();
    }
  },
};

export const crowd = (): Crowd => Child.start("./crowd.ts");

export async function join({ server }: Pick<Fleet, "server">, crowd: Crowd, clients: number): Promise<void> {
  await crowd.ask({ do: "join", port: server.port, path: PATH, clients, key: KEY });
  members.set(crowd, (members.get(crowd) ?? 0) + clients);
}

const members = new Map<Crowd, number>();
let sent = 0;

/** ms: p99 of frame made → received, and of signals sent → acknowledged. `rss` is the most, in bytes. */
type Felt = { p99: number; acknowledged: number; rss: number; received: number; frames: number; whole: boolean };

/** Sends signals and says how a crowd and the server took it. */
export async function underLoad(
  { server, agents }: Pick<Fleet, "server" | "agents">,
  loader: Loader,
  crowd: Crowd,
  { seconds, rate }: { seconds: number; rate: number },
): Promise<Felt> {
  await crowd.ask({ do: "begin" });
  let [rss, done] = [0, false];
  const watching = (async () => {
    for (; !done; await pause(250)) rss = Math.max(rss, (await feel(server)).rss);
  })();
  const stream = { agents, run: `soak-${server.port}` };
  const batch = Math.max(1, rate / 100);
  const reply = await loader.ask({ port: server.port, key: KEY, stream, from: sent, batch, connections: 8, seconds, rate });
  sent += reply.signals;
  const { p99, received, frames } = await crowd.ask({ do: "count" });
  done = true;
  await watching;
  const delays = reply.acknowledged.map((at, i) => at - (reply.sent[i] ?? 0));
  const whole = received > 0 && received === frames * (members.get(crowd) ?? 0);
  return { p99, acknowledged: percentile(delays, 0.99), rss, received, frames, whole };
}

/** Counts what the server says of clients that do not read, until it is as many or `patience` ms are over. */
async function timeToCut({ server }: Fleet, expected: number, patience: number): Promise<{ cut: number; took: number }> {
  const start = Date.now();
  const said = () => server.written.split('"reason":"too-slow"').length - 1;
  while (said() < expected && Date.now() - start < patience) await pause(50);
  return { cut: said(), took: Date.now() - start };
}

const signed = (number: number): string => `${number < 0 ? "−" : "+"}${Math.abs(number).toFixed(0)}`;
