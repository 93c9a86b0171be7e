import { once } from "node:events";
import { ownerCookie } from "../../access/session";
import { MusterServer, pause } from "../../server";
import type { Check, Extent } from "../check";
import { Feed, registerAgents } from "../feed";
import { Stored, unsound } from "../stored";
import { count, missesOf, verdict } from "../verdict";

const PRELOAD = "./e2e/soak/preload/clock.mjs";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CERTIFIED = { cc: 0.95, er: 0.95, as: 0.95, ih: 0.95 };

export const timed: Check = {
  id: "R33",
  asks: "whatever the system's clock does under load, nothing crashes, nothing that has ended begins again, order is by sequence",
  async run(extent) {
    const env: Record<string, string> = { TZ: "Europe/Berlin" };
    const server = await MusterServer.start({ preload: [PRELOAD], env });
    try {
      await registerAgents(server);
      return await turnTheClock(server, env, extent);
    } finally {
      await server.remove();
    }
  },
};

async function turnTheClock(server: MusterServer, env: Record<string, string>, extent: Extent) {
  const misses: string[] = [];
  const start = Date.now();
  await server.call("POST", "/agents/agent-0/certifications", { body: { robustness: CERTIFIED, auditType: "external" } });
  const certified = await agent(server);
  const drop = Date.parse(certified.tierDropAt ?? "");
  const expiresAt = new Date(drop + 10 * MINUTE).toISOString();
  const made = await server.call("POST", "/keys", { body: { name: "short", scopes: ["read"], expiresAt } });
  const key = (made.body as { secret: string }).secret;
  const feed = new Feed(server, { senders: 4, batch: 20, rate: 500 });
  let level = Number(certified.tier.slice(1));
  const headers = { cookie: await ownerCookie(server), origin: server.origin };
  const credentials = {
    key: () => server.call("GET", "/weights", { key }),
    session: () => server.call("GET", "/weights", { key: null, headers }),
  };
  const ended = new Set<string>();

  const look = async (what: string) => {
    await feed.next();
    await pause(extent === "full" ? 2_000 : 250);
    const seen = await agent(server);
    const now = Number(seen.tier.slice(1));
    misses.push(
      ...missesOf({
        [`the tier rose from T${level} to ${seen.tier}`]: now <= level,
        "a tier is in force that had ended": now < 5 || !ENDS.has(what),
        "decay is negative": Object.entries(seen.effectiveRobustness).every(
          ([name, value]) => value <= CERTIFIED[name as keyof typeof CERTIFIED] && value >= 0,
        ),
      }).map((miss) => `${miss} (${what})`),
    );
    for (const [name, ask] of Object.entries(credentials)) {
      const { status } = await ask();
      const wanted = ended.has(name) || ENDS.has(what) ? 401 : 200;
      if (status !== wanted) misses.push(`the ${name} was answered ${status} (${what})`);
      if (status === 401) ended.add(name);
    }
    level = Math.min(level, now);
  };
  const set = async (message: { at?: number; pace?: number }) => {
    const done = once(server.process, "message");
    server.process.send(message);
    await done;
  };

  await look("as it is");
  await set({ at: start - HOUR });
  await look("an hour back");
  await set({ at: drop + 30 * MINUTE });
  await look("days on, past the end of a tier and a key");
  await set({ at: drop - 30 * MINUTE });
  await look("an hour back, before those ends");
  feed.hold();
  if ((await server.stop()) !== 0) misses.push("a stop was not orderly");
  env.CLOCK_AT = String(drop - 30 * MINUTE);
  await server.start();
  feed.resume();
  await look("a restart with the clock an hour back");
  await set({ at: drop + DAY });
  await look("a day on");
  await set({ at: Date.UTC(2027, 2, 28, 0, 59, 59) });
  await look("into summer time");
  await set({ at: Date.UTC(2027, 9, 31, 0, 59, 59) });
  await look("out of summer time");
  await set({ at: Date.UTC(2027, 11, 31, 23, 59, 59) });
  await pause(500);
  await set({ at: Date.UTC(2027, 11, 31, 23, 59, 59) });
  await look("a leap second");
  await set({ pace: 0.5 });
  await look("half as fast");
  await set({ pace: 2 });
  await look("twice as fast");
  await set({ at: Date.UTC(2038, 0, 19, 3, 14, 7) });
  await look("beyond 2038");
  await set({ at: start });
  await look("back to today");

  await feed.finish();
  const stored = new Stored(server);
  const { lost, doubled, torn } = stored.read(feed);
  const times = server.read((db) =>
    db
      .prepare("SELECT count(*) FROM (SELECT at, lag(at) OVER (ORDER BY seq) AS before FROM JournalEntry) WHERE at < before")
      .pluck()
      .get(),
  );
  const drops = server.read((db) =>
    db
      .prepare(
        "SELECT data ->> 'to' AS tier, count(*) AS times FROM JournalEntry WHERE type IN ('certification.tier_dropped', 'certification.expired') GROUP BY data",
      )
      .all(),
  ) as { times: number }[];
  const others = [...feed.statuses.keys()].filter((status) => ![0, 200, 503].includes(status));
  misses.push(
    ...missesOf({
      [`${lost.length} batches lost, ${doubled.length} doubled, ${torn.length} torn`]:
        lost.length + doubled.length + torn.length === 0,
      [`${times} entries are older than the one before them`]: times === 0,
      "no end of a tier was journaled": drops.length > 0,
      "the end of a tier was journaled twice": drops.every((each) => each.times === 1),
      [`statuses ${others.join(", ")}`]: others.length === 0,
      "a timer ran over": !server.written.includes("TimeoutOverflowWarning"),
      "a credential never expired": ended.size === 2,
    }),
    ...(await unsound(server, stored.rows)),
  );
  return verdict(
    `13 clocks, ${count(feed.signals)} acknowledged, 0 lost, 0 crashes, ${drops.length} ends of tiers journaled once each, tier, key and session never came back`,
    misses,
  );
}

/** After these the tier has dropped, and key and session have expired, for good. */
const ENDS = new Set(["days on, past the end of a tier and a key", "an hour back, before those ends", "a day on", "beyond 2038"]);

type Agent = { tier: string; tierDropAt?: string; effectiveRobustness: Record<string, number> };

async function agent(server: MusterServer): Promise<Agent> {
  return (await server.call("GET", "/agents/agent-0")).body as Agent;
}
