import { DIMENSIONS } from "../../../lib/trust/dimension";
import { MusterServer, randomOf } from "../../server";
import type { Check } from "../check";
import { missesOf, verdict } from "../verdict";

const AGENTS = { short: 4, full: 12 } as const;
const WINDOW = 100;
/**
 * What a bound key may count in a window. It holds no more places than that, so 80 of the others' signals stay and make up
 * the rest: where they agree, a flood moves a score by 1000 × the share × what it differs from them, whatever its length.
 */
const SHARE = 0.2;
const FLOOD = 1_000;
const MINUTE_MS = 60_000;
const SEED = 20_261_121;

type Signal = { agentId: string; dimension: string; value: number; source: string; id?: string; observedAt?: string };

/** What is reported decides who is trusted: nobody may report what is not his to report, nor count for more than he does. */
export const trustInputs: Check = {
  id: "R31",
  asks: "nobody reports about itself, acts for another agent, misdates or repeats a signal to effect, or moves a score past its share",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      const keys = await agentsWithKeys(server, AGENTS[extent]);
      const self = await selfReports(server, keys);
      const foreign = await foreignActs(server, keys);
      const dates = await misdated(server);
      const replays = await repeated(server, keys);
      const share = await moved(server, keys);
      return verdict(
        `${self.asked} self-reports and ${foreign.asked} acts for agents refused, ${dates.asked} dates judged, ` +
          `${replays.asked} repetitions counted ${replays.counted}, a bound key moved a score by ${share.beside} at most among others' reports, ` +
          `by ${share.flooded} with ${FLOOD} signals per dimension after them`,
        [...self.misses, ...foreign.misses, ...dates.misses, ...replays.misses, ...share.misses],
      );
    } finally {
      await server.remove();
    }
  },
};

type Keys = Map<string, { id: string; secret: string }>;

async function agentsWithKeys(server: MusterServer, n: number): Promise<Keys> {
  const keys: Keys = new Map();
  for (let i = 0; i < n; i++) {
    const agentId = `agent-${i}`;
    await server.call("POST", "/agents", { body: { id: agentId, name: agentId, model: "test-model" } });
    const made = { name: agentId, scopes: ["read", "ingest"], agentId };
    keys.set(agentId, (await server.call("POST", "/keys", { body: made })).body as { id: string; secret: string });
  }
  return keys;
}

const report = (server: MusterServer, signals: Signal[], key?: string) =>
  server.call("POST", "/signals", { body: { signals }, ...(key === undefined ? {} : { key }) });

const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { code?: string }).code ?? ""}`.trim();

/** Alone, among others' signals, and behind a valid one: refused whole. */
async function selfReports(server: MusterServer, keys: Keys) {
  const misses: string[] = [];
  let asked = 0;
  for (const [agentId, { secret }] of keys) {
    const own = { agentId, dimension: "output_quality", value: 1, source: "itself" };
    const others = [...keys.keys()].filter((id) => id !== agentId).map((id) => ({ ...own, agentId: id }));
    for (const signals of [[own], [...others, own], [own, ...others]]) {
      asked += 1;
      const answer = codeOf(await report(server, signals, secret));
      if (answer !== "403 trust/self-report") misses.push(`${agentId} reported about itself: ${answer}`);
    }
  }
  const rows = server.read((db) => db.prepare("SELECT count(*) FROM Signal").pluck().get());
  if (rows !== 0) misses.push(`${rows} signals were stored`);
  return { asked, misses };
}

async function foreignActs(server: MusterServer, keys: Keys) {
  const [first, second] = [...keys.entries()];
  if (!first || !second) throw new Error("Two agents are needed.");
  const key = first[1].secret;
  const reason = "check";
  const misses: string[] = [];
  const acts = [first[0], second[0]].flatMap((id): [string, string, object][] => [
    ["PATCH", `/agents/${id}`, { name: "Mine" }],
    ["DELETE", `/agents/${id}`, { reason }],
    ["POST", `/agents/${id}/suspend`, { reason }],
    ["POST", `/agents/${id}/reinstate`, { reason }],
    ["PUT", `/agents/${id}/architecture`, { architectureHash: "0123456789abcdef", reason }],
    ["POST", `/agents/${id}/certifications`, { robustness: { cc: 1, er: 1, as: 1, ih: 1 }, auditType: "external" }],
    ["POST", `/agents/${id}/audits`, {}],
    ["POST", `/agents/${id}/top-ups`, { amountSats: 1, reason }],
    ["POST", "/tasks", { description: "For me", bids: { [id]: 1 } }],
    ["POST", "/keys", { name: "more", scopes: ["admin"] }],
    ["POST", `/keys/${second[1].id}/rotate`, {}],
  ]);
  for (const [method, path, body] of acts) {
    const { status } = await server.call(method, path, { key, body });
    if (status !== 403) misses.push(`a bound key got ${status} from ${method} ${path}`);
  }
  return { asked: acts.length, misses };
}

/** More than 5 minutes ahead or 7 days back is refused; all else is kept in the order of its arrival. */
async function misdated(server: MusterServer) {
  const cases: [number, string][] = [
    [6 * MINUTE_MS, "422 trust/from-the-future"],
    [365 * 1440 * MINUTE_MS, "422 trust/from-the-future"],
    [4 * MINUTE_MS, "200"],
    [-6 * MINUTE_MS, "200"],
    [-6 * 1440 * MINUTE_MS, "200"],
    [-8 * 1440 * MINUTE_MS, "422 trust/too-old"],
  ];
  const misses: string[] = [];
  for (const [offset, expected] of cases) {
    const observedAt = new Date(Date.now() + offset).toISOString();
    const signal = { agentId: "agent-0", dimension: "output_quality", value: 0.5, source: "dated", observedAt };
    const answer = codeOf(await report(server, [signal]));
    if (answer !== expected) misses.push(`a signal ${offset / MINUTE_MS} minutes off was answered ${answer}`);
  }
  const arrived = server.read((db) => db.prepare("SELECT receivedAt FROM Signal ORDER BY row").pluck().all() as number[]);
  const inOrder = arrived.every((at, i) => i === 0 || at >= (arrived[i - 1] ?? 0));
  return { asked: cases.length, misses: [...misses, ...missesOf({ "dates changed the order": inOrder })] };
}

/** The same id again and again, at once, later, and by the key's successor. */
async function repeated(server: MusterServer, keys: Keys) {
  const reporter = keys.get("agent-1");
  if (!reporter) throw new Error("Two agents are needed.");
  const signals = [{ agentId: "agent-0", dimension: "security_posture", value: 1, source: "again", id: "the-same" }];
  const successor = (await server.call("POST", `/keys/${reporter.id}/rotate`, { body: {} })).body as { secret: string };
  const secrets = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? reporter.secret : successor.secret));
  const answers = await Promise.all(secrets.map((secret) => report(server, signals, secret)));
  answers.push(await report(server, signals, successor.secret));
  const counted = answers.reduce((sum, { body }) => sum + ((body as { accepted?: number }).accepted ?? 0), 0);
  return { asked: answers.length, counted, misses: missesOf({ [`a repeated signal counted ${counted} times`]: counted === 1 }) };
}

/** How far one bound key moves scores: beside others' reports, and when it floods. */
async function moved(server: MusterServer, keys: Keys) {
  const random = randomOf(SEED);
  const [[rival, { secret }] = ["", { secret: "" }], ...others] = [...keys.entries()].toReversed();
  const misses: string[] = [];
  let beside = 0;
  let flooded = 0;
  for (const [agentId] of others) {
    const honest = Math.round((0.1 + 0.8 * random()) * 1000) / 1000;
    const hostile = honest > 0.5 ? 0 : 1;
    const batch = (value: number, n: number) =>
      DIMENSIONS.flatMap((dimension) => Array.from({ length: n }, () => ({ agentId, dimension, value, source: rival })));
    await report(server, batch(honest, WINDOW));
    const before = await scoreOf(server, agentId);
    for (let i = 0; i < 10; i++) {
      await report(server, batch(hostile, WINDOW / 20), secret);
      await report(server, batch(honest, WINDOW / 20));
    }
    const step = Math.abs((await scoreOf(server, agentId)) - before);
    beside = Math.max(beside, step);
    if (step > SHARE * 1000 + 1) misses.push(`a score of ${before} was moved by ${step}`);
    await report(server, batch(honest, WINDOW));
    const calm = await scoreOf(server, agentId);
    for (let sent = 0; sent < FLOOD; sent += WINDOW) await report(server, batch(hostile, WINDOW), secret);
    const sunk = Math.abs((await scoreOf(server, agentId)) - calm);
    flooded = Math.max(flooded, sunk);
    if (sunk > SHARE * 1000 * Math.abs(honest - hostile) + 1) misses.push(`a flood moved a score of ${calm} by ${sunk}`);
    if (sunk === 0) misses.push(`a flood about ${agentId} counted nothing at all`);
  }
  return { beside, flooded, misses };
}

async function scoreOf(server: MusterServer, agentId: string): Promise<number> {
  return ((await server.call("GET", `/agents/${agentId}/score`)).body as { score: number }).score;
}
