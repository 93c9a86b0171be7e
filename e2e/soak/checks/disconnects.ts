import { send } from "../../../bench/agents";
import { entriesAfter, until, Watcher } from "../../../bench/watcher";
import { DIMENSIONS } from "../../../lib/trust/dimension";
import { pause, randomOf } from "../../server";
import { Wire } from "../../wire";
import type { Check, Extent } from "../check";
import { count, type Fleet, startFleet } from "../fleet";

const AGENTS = 40;
const SIZES = {
  short: { clients: 5, rounds: 15 },
  full: { clients: 20, rounds: 200 },
} as const satisfies Record<Extent, object>;
const ROUND_MS = 150;

type Client = { watcher: Watcher; wire: Wire };

/** R14 */
export const disconnects: Check = {
  id: "R14",
  asks: "after every random disconnect under load a client's state is the server's: no entry missed, none applied twice",
  async run(extent) {
    const { clients, rounds } = SIZES[extent];
    const fleet = await startFleet(AGENTS);
    const opened: Client[] = [];
    const random = randomOf(14);
    try {
      for (let i = 0; i < clients; i++) {
        const wire = await Wire.open(() => fleet.server.port);
        const watcher = new Watcher({ ...fleet.place, url: wire.origin });
        opened.push({ wire, watcher });
        await watcher.connect();
      }
      const first = Math.max(...opened.map(({ watcher }) => watcher.seq ?? 0));
      let equal = 0;
      for (let round = 0; round < rounds; round++) {
        await Promise.all([trouble(fleet, round, random), ...opened.map((client) => breakOff(client, random))]);
        equal += await settled(fleet, opened);
      }
      const told = await entriesAfter(fleet.place, first);
      const gaps = opened.map(({ watcher }) => missing(told, watcher.heard));
      const again = opened.map(({ watcher: { heard } }) => heard.length - new Set(heard).size);
      const all = clients * rounds;
      const [gap, twice] = [sum(gaps), sum(again)];
      return {
        verdict: equal === all && gap === 0 && twice === 0 && told.length > 0 ? "held" : "missed",
        figure: `${count(equal)} of ${count(all)} states equal after ${rounds} disconnects of ${clients} clients; ${count(told.length)} entries each, ${gap} missed, ${twice} twice`,
      };
    } finally {
      for (const { watcher, wire } of opened) {
        watcher.close();
        await wire.close();
      }
      await fleet.server.remove();
    }
  },
};

/** Scores move, agents are held and let go: signals, rows and entries, while lines break. */
async function trouble({ place, agents, server }: Fleet, round: number, random: () => number): Promise<void> {
  const end = Date.now() + ROUND_MS;
  for (let i = 0; Date.now() < end; i++) {
    const agentId = agents[Math.floor(random() * agents.length)] as string;
    const act = (round + i) % 2 === 0 ? "suspend" : "resume";
    const held = agents[i % agents.length] as string;
    await Promise.all([
      send(
        place,
        DIMENSIONS.map((dimension) => ({ agentId, dimension, value: random(), source: "soak" })),
      ),
      // 409 where it stands so already.
      server.call("POST", `/agents/${held}/${act}`, { body: { reason: `Round ${round}` } }),
    ]);
  }
}

/** Breaks a client's line at a moment of its own and mends it a little later; the client then need not wait for its next try. */
async function breakOff({ wire, watcher }: Client, random: () => number): Promise<void> {
  await pause(random() * ROUND_MS * 0.6);
  wire.cut();
  await pause(random() * ROUND_MS * 0.4);
  wire.mend();
  watcher.hurry();
}

/** How many clients have come to what the server says now, which stands still. */
async function settled({ place }: Fleet, clients: readonly Client[]): Promise<number> {
  const direct = new Watcher(place);
  const board = await direct.fetchBoard();
  direct.close();
  const equals = () => clients.filter(({ watcher }) => watcher.connected && watcher.equals(board)).length;
  await until(() => equals() === clients.length);
  return equals();
}

function missing(told: readonly number[], heard: readonly number[]): number {
  const all = new Set(heard);
  return told.filter((seq) => !all.has(seq)).length;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
