import { once } from "node:events";
import { type Answer, MusterServer, pause } from "../../server";
import type { Check, Extent } from "../check";
import { count, verdict } from "../verdict";

const AT_ONCE = 100;
const HOUR = 3_600_000;

export const repeated: Check = {
  id: "R3",
  asks: "a request with a key is done once: a hundred at once, after a power cut, a day later, in the middle of kills",
  async run(extent) {
    const server = await MusterServer.start({ preload: ["./e2e/soak/preload/clock.mjs"] });
    try {
      await server.call("POST", "/agents", { body: { id: "target", name: "Target", model: "test-model" } });
      return await repeat(server, extent);
    } finally {
      await server.remove();
    }
  },
};

async function repeat(server: MusterServer, extent: Extent) {
  const misses: string[] = [];
  const rows = (table: string) => server.read((db) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()) as number;
  const post = (path: string, key: string, body: object) =>
    server.call("POST", path, { body, headers: { "idempotency-key": key } });
  const agent = () => post("/agents", "agent-1", { name: "Once", model: "test-model" });
  const signals = () => post("/signals", "signals-1", batch(50, false));
  const withIds = () => post("/signals", "signals-2", batch(50, true));
  const expect = (what: string, holds: boolean) => holds || misses.push(what);

  const told = new Map<string, string>();
  const many = async (what: string, send: () => Promise<Answer>, first: boolean) => {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, send));
    const texts = new Set(answers.map(({ status, body }) => JSON.stringify(essence(status, body))));
    const [text = ""] = texts;
    expect(`${texts.size} different answers to ${what}`, texts.size === 1 && (told.get(what) ?? text) === text);
    told.set(what, text);
    const fresh = answers.filter(({ headers }) => headers.get("idempotency-replayed") !== "true").length;
    expect(`${fresh} of ${AT_ONCE} ${what} were done`, fresh === (first ? 1 : 0));
  };
  const all = async (first: boolean) => {
    await many("registrations", agent, first);
    await many("batches", signals, first);
    await many("batches with ids", withIds, first);
    expect(`${rows("Agent")} agents`, rows("Agent") === 2);
    expect(`${rows("Signal")} signals`, rows("Signal") === 100);
  };

  await all(true);
  await server.kill();
  await server.start();
  await all(false);
  const others = await Promise.all(
    Array.from({ length: AT_ONCE }, () => post("/signals", "signals-1", batch(49, false)).then(({ status }) => status)),
  );
  expect(
    "another body under a known key was not refused with 422",
    others.every((status) => status === 422),
  );
  const setClock = async (at: number) => {
    const done = once(server.process, "message");
    server.process.send({ at });
    await done;
  };
  const now = Date.now();
  await setClock(now + 23 * HOUR);
  await all(false);
  // After a day keys are forgotten; ids are not.
  await setClock(now + 25 * HOUR);
  await withIds();
  expect("a batch with ids was stored again after its key was forgotten", rows("Signal") === 100);
  const kills = await stormOfKills(server, extent, post);
  const perKind = extent === "full" ? 240 : 60;
  expect(`${rows("Agent") - 2} of ${perKind} agents after the kills`, rows("Agent") - 2 === perKind);
  expect(`${rows("Signal") - 100} of ${perKind * 10} signals after the kills`, rows("Signal") - 100 === perKind * 10);
  expect("no kill struck", kills > 0);
  return verdict(
    `${count(9 * AT_ONCE)} repetitions did 3 things, each answered alike after a kill and 23 h on; ${2 * perKind} keyed requests through ${kills} kills, each done once`,
    misses,
  );
}

/** Keyed requests, signals without ids among them, that are repeated until they are answered, while the server is killed. */
async function stormOfKills(
  server: MusterServer,
  extent: Extent,
  post: (path: string, key: string, body: object) => Promise<Answer>,
): Promise<number> {
  const perLane = extent === "full" ? 60 : 15;
  const most = extent === "full" ? 8 : 1;
  let answered = 0;
  const until = async (send: () => Promise<Answer>, good: number) => {
    while ((await send().catch(() => null))?.status !== good) await pause(20);
    answered += 1;
  };
  let finished = false;
  const lanes = Array.from({ length: 8 }, async (_, lane) => {
    for (let i = 0; i < perLane; i++) {
      const key = `storm-${lane}-${i}`;
      if (lane % 2 === 0) await until(() => post("/signals", key, batch(10, false)), 200);
      else await until(() => post("/agents", key, { name: key, model: "test-model" }), 201);
    }
  });
  const all = Promise.all(lanes).then(() => {
    finished = true;
  });
  let kills = 0;
  while (!finished && kills < most) {
    const seen = answered;
    while (!finished && answered < seen + 15) await pause(3);
    if (finished) break;
    await server.kill();
    kills += 1;
    await server.start();
  }
  await all;
  return kills;
}

/** Scores move with other signals; what was counted does not. */
function essence(status: number, body: unknown): unknown {
  const { accepted, duplicates, id } = body as Record<string, unknown>;
  return { status, accepted, duplicates, id };
}

const batch = (size: number, ids: boolean) => ({
  signals: Array.from({ length: size }, (_, i) => ({
    agentId: "target",
    dimension: "output_quality",
    value: 0.8,
    source: "soak",
    ...(ids && { id: `once-${i}` }),
  })),
});
