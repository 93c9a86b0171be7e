import { send } from "../../../bench/agents";
import { until, Watcher } from "../../../bench/watcher";
import type { Board } from "../../../lib/live/board";
import { DIMENSIONS } from "../../../lib/trust/dimension";
import type { Check, Extent } from "../check";
import { startFleet } from "../fleet";

const AGENTS = 40;
const SIZES = {
  // Of a few clients chance brings more than two fifths into one second.
  short: { clients: 60, backMs: 20_000, peak: 0.7 },
  full: { clients: 200, backMs: 10_000, peak: 0.4 },
} as const satisfies Record<Extent, object>;

/** R15 */
export const restartStorm: Check = {
  id: "R15",
  asks: "after a restart of the server all clients are back and equal within 10 s, and not all at once",
  async run(extent) {
    const { clients, backMs, peak } = SIZES[extent];
    const fleet = await startFleet(AGENTS);
    const { server, place } = fleet;
    const watchers = Array.from({ length: clients }, () => new Watcher(place));
    try {
      for (const watcher of watchers) await watcher.connect();
      await server.stop();
      const stopped = Date.now();
      await server.start();
      const ready = Date.now();
      const [agentId] = fleet.agents as [string];
      await send(
        place,
        DIMENSIONS.map((dimension) => ({ agentId, dimension, value: 1, source: "soak" })),
      );
      const board: Board = await (watchers[0] as Watcher).fetchBoard();
      const back = () => watchers.filter((watcher) => watcher.connected && watcher.equals(board)).length;
      await until(() => back() === clients, backMs);
      const took = Date.now() - ready;
      const times = watchers.map(({ connections }) => connections.at(-1) ?? 0).filter((at) => at > stopped);
      const share = inOneSecond(times) / clients;
      return {
        verdict: back() === clients && times.length === clients && share <= peak ? "held" : "missed",
        figure: `${back()} of ${clients} back and equal ${took} ms after the server was ready (down for ${ready - stopped} ms), at most ${(100 * share).toFixed(0)} % in one second`,
      };
    } finally {
      for (const watcher of watchers) watcher.close();
      await server.remove();
    }
  },
};

/** The most of these times (ms) that lie within a second. */
function inOneSecond(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}
