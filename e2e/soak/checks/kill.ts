import { isDeepStrictEqual } from "node:util";
import { MusterServer, pause, randomOf } from "../../server";
import type { Check, Extent } from "../check";
import { AGENT_IDS, Feed, registerAgents } from "../feed";
import { Stored, shownScores, unsound } from "../stored";
import { count, verdict } from "../verdict";

const WANTED_RATE = 5_000;

export const killed: Check = {
  id: "R1",
  asks: "kill -9 while signals come in loses nothing that was acknowledged and doubles nothing that is sent again",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      await registerAgents(server);
      return await killAgainAndAgain(server, extent);
    } finally {
      await server.remove();
    }
  },
};

async function killAgainAndAgain(server: MusterServer, extent: Extent) {
  const kills = extent === "full" ? 50 : 4;
  const random = randomOf(20_261_121);
  const misses: string[] = [];
  const feed = new Feed(server, { senders: 4, batch: 200 });
  const stored = new Stored(server);
  let loadedMs = 0;
  let during = 0;
  for (let kill = 1; kill <= kills; kill++) {
    await feed.next();
    const [before, since] = [feed.signals, performance.now()];
    await pause(150 + 250 * random());
    loadedMs += performance.now() - since;
    during += feed.signals - before;
    feed.hold();
    await server.kill();
    await server.start();
    misses.push(...compare(stored, feed).map((miss) => `${miss} after kill ${kill}`));
    if (!isDeepStrictEqual(await shownScores(server), stored.scores(AGENT_IDS)))
      misses.push(`other scores than the rows give after kill ${kill}`);
    feed.resume();
  }
  await feed.finish();
  misses.push(...compare(stored, feed), ...(await unsound(server, feed.signals)));
  if (stored.rows !== feed.signals) misses.push(`${stored.rows} rows of ${feed.signals} acknowledged signals`);
  const rate = (1000 * during) / loadedMs;
  // A busy machine takes less; what is asked is asked of the whole run.
  if (extent === "full" && rate < WANTED_RATE) misses.push(`only ${count(rate)} signals a second`);
  const lost =
    misses.length === 0 ? "0 lost, 0 doubled, scores as recomputed, journal and file sound" : `${misses.length} misses`;
  return verdict(
    `${kills} kills, ${count(feed.signals)} acknowledged at ${count(rate)}/s, ${feed.repeated} batches repeated, ${lost}`,
    misses,
  );
}

function compare(stored: Stored, feed: Feed): string[] {
  const found = stored.read(feed);
  return Object.entries(found).flatMap(([what, names]) => (names.length > 0 ? [`${names.length} batches ${what}`] : []));
}
