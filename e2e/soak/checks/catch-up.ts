import { sendMissed } from "../../../bench/agents";
import { Child } from "../../../bench/child";
import type { WatchOrder, WatchReply } from "../../../bench/watch";
import { ask, entriesAfter } from "../../../bench/watcher";
import { boardFrom } from "../../../lib/live/board";
import type { BoardSnapshot } from "../../../lib/trust/board-shape";
import { pause } from "../../server";
import { Wire } from "../../wire";
import type { Check, Extent } from "../check";
import { count, type Fleet, registerUnrated, startFleet } from "../fleet";

const CROSSING = 200;
const SIZES = {
  short: { agents: 600, signals: 30_000, each: 10, offlineMs: 4_000, settleMs: 6_000 },
  full: { agents: 10_000, signals: 300_000, each: 100, offlineMs: 60_000, settleMs: 2_000 },
} as const satisfies Record<Extent, object>;

type Absence = { how: string; begin: () => void; end: () => void };
type Returned = WatchReply & { expected: number };

/** R13 */
export const catchUp: Check = {
  id: "R13",
  asks: "a client that was away while 200 bands changed has missed none and equals the server within 2 s of coming back",
  async run(extent) {
    const fleet = await startFleet(SIZES[extent].agents);
    const wire = await Wire.open(() => fleet.server.port);
    const client = Child.start<WatchOrder, WatchReply>("./watch.ts");
    try {
      await registerUnrated(fleet, "cut", CROSSING);
      await registerUnrated(fleet, "frozen", CROSSING);
      await client.ask({ do: "connect", place: { ...fleet.place, url: wire.origin } });
      const cut = await away(fleet, client, extent, { how: "cut", begin: () => wire.cut(), end: () => wire.mend() });
      const frozen = await away(fleet, client, extent, {
        how: "frozen",
        begin: () => client.freeze(),
        end: () => client.resume(),
      });
      const { settleMs, signals, offlineMs } = SIZES[extent];
      const held = [cut, frozen].every(
        ({ expected, heard, equal, again, took }) =>
          expected === CROSSING && heard === expected && equal && again === 0 && took <= settleMs,
      );
      const said = (how: string, { expected, heard, equal, again, took, back }: Returned) =>
        `${how}: ${heard} of ${expected} band changes, ${again} twice, board ${equal ? "equal" : "different"} ${took} ms after a connection that took ${back} ms`;
      return {
        verdict: held ? "held" : "missed",
        figure: `away ${offlineMs / 1000} s and ${count(signals)} signals. ${said("Line cut", cut)}. ${said("Process stopped", frozen)}`,
      };
    } finally {
      client.stop();
      await wire.close();
      await fleet.server.remove();
    }
  },
};

async function away(fleet: Fleet, client: Child<WatchOrder, WatchReply>, extent: Extent, absence: Absence): Promise<Returned> {
  const { signals, each, offlineMs } = SIZES[extent];
  const { place } = fleet;
  const seq = Number((await fleet.server.call("GET", "/journal?limit=1")).headers.get("muster-seq"));
  const board = boardFrom(await ask<BoardSnapshot>(place, "/board"));
  const crossing = board.ids.filter((id) => id.startsWith(absence.how));
  const end = Date.now() + offlineMs;
  absence.begin();
  await sendMissed(place, { board, crossing, each, count: signals });
  await pause(Math.max(0, end - Date.now()));
  const entries = await entriesAfter(place, seq, "agent.band_changed");
  const { version } = await ask<BoardSnapshot>(place, "/board");
  absence.end();
  const reply = await client.ask({ do: "settle", version, entries, since: Date.now(), hurry: extent === "short" });
  return { ...reply, expected: entries.length };
}
