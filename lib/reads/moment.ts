import type Database from "better-sqlite3";
import { type Actor, authorise } from "../access/action";
import { type Certification, certifiedAt, NOT_CERTIFIED as NONE, tierDropAt } from "../engine/certification";
import { Refusal } from "../refusal";
import { daysBetween, decayed } from "../registry/decay";
import { assess, type Gate } from "../registry/gate";
import { heldByBits } from "../registry/held-by";
import { takenBack } from "../registry/past";
import { type Runtime, runtime } from "../runtime";
import {
  agentsAt,
  certificateAt,
  madeAt,
  namesAt,
  type PastAgent,
  type PastSample,
  pastSample,
  seqAt,
  standingEventsAfter,
  voidedAt,
} from "../store/past";
import { firstRatedScore, scoreAt } from "../store/samples";
import { settingAt } from "../store/settings";
import { FLAG } from "../trust/board";
import { DIMENSIONS } from "../trust/dimension";
import type { Moment } from "../trust/moment-shape";
import { sampleAge } from "../trust/retention";
import { NEUTRAL, totalOf } from "../trust/score";
import { standingOf } from "../trust/standing";
import { weightList } from "../trust/weights";
import { type Breathe, turns } from "../turns";
import { type BoardColumns, boardText, emptyColumns, NO_DELTA, NO_MEAN, NOT_CERTIFIED } from "./board-text";
import { presentPolicy, presentWeights } from "./settings";

const DAY_MS = 86_400_000;
/** Agents that are looked up before the clock is looked at. */
const AT_ONCE = 50;
const PAGE = 2_000;
/** Boards of the past kept for who asks for the same moment again, and for how long, ms. */
const KEPT = 4;
const KEPT_MS = 30_000;

const kept = new Map<string, Promise<Uint8Array>>();

/**
 * The board as it was at a moment (epoch ms), as the JSON text of a BoardSnapshot with its `moment`. Scores and means come
 * from the last sample kept before it: exact to `exactToSeconds`, because samples have a budget and are thinned as they age.
 * Revocations and holds are the present ones with what the journal says since taken back, names as the journal has them, tiers
 * from the certificates of then under the gate of then. Agents deregistered since are there, later ones are not. When the last
 * signal came is not known where that signal was forgotten. Takes about 35 µs an agent, in turns of 2 ms.
 * Refuses 400 `trust/moment-ahead` and 404 `trust/moment-not-kept`.
 */
export async function readBoardAt(actor: Actor, at: number): Promise<Uint8Array> {
  authorise(actor, "readFleet");
  const rt = runtime();
  assertKept(rt, at);
  const key = `${rt.instance} ${at}`;
  const known = kept.get(key);
  if (known) return known;
  const leave = rt.atOnce.reports.enter(actor);
  const making = write(rt, at).finally(leave);
  keep(key, making);
  return making;
}

function keep(key: string, making: Promise<Uint8Array>): void {
  kept.set(key, making);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  const forget = () => void (kept.get(key) === making && kept.delete(key));
  making.catch(forget);
  setTimeout(forget, KEPT_MS).unref();
}

async function write(rt: Runtime, at: number): Promise<Uint8Array> {
  const breathe = turns();
  return boardText(await columnsAt(rt, at, breathe), breathe);
}

export function assertKept({ store, now }: Runtime, at: number): void {
  if (at > now()) throw new Refusal(400, "trust/moment-ahead", `${iso(at)} has not come yet.`);
  const since = madeAt(store.raw);
  if (at < since)
    throw new Refusal(404, "trust/moment-not-kept", `Nothing is kept of ${iso(at)}: Muster began here at ${iso(since)}.`);
}

const iso = (at: number) => new Date(at).toISOString();

/** The columns of a board of the past; the caller has authorised, and asserted that the moment is kept. */
export async function columnsAt(rt: Runtime, at: number, breathe: Breathe): Promise<BoardColumns> {
  const past = await pastOf(rt, at);
  const agents = await everyAgent(rt.store.raw, at, breathe);
  const size = agents.length;
  const { weights, trustPolicy, gateVersion } = past;
  const board = {
    instance: rt.instance,
    seq: past.seq,
    version: 0,
    at: iso(at),
    weightsVersion: weights.version,
    moment: {
      exactToSeconds: Math.round(sampleAge(rt.retention.value, rt.now() - at, size) / 1000),
      keptSince: iso(madeAt(rt.store.raw)),
      weights,
      trustPolicy,
      gateVersion,
    } satisfies Moment,
    ids: agents.map(({ id }) => id),
    ...emptyColumns(size),
  };
  for (const [row, agent] of agents.entries()) {
    fillTrust(rt, board, row, agent, past);
    fillCertification(rt, board, row, agent, past);
    if (row % AT_ONCE === AT_ONCE - 1) await breathe();
  }
  return board;
}

type Filled = Awaited<ReturnType<typeof columnsAt>> & { names: string[]; models: string[] };
type Past = Awaited<ReturnType<typeof pastOf>>;

/** What holds for all agents alike at a moment. */
async function pastOf({ store, journal }: Runtime, at: number) {
  const { raw, prisma } = store;
  const [weights, policy, gate] = [
    await settingAt(prisma, "weights", at),
    await settingAt(prisma, "trust_policy", at),
    await settingAt(prisma, "gate", at),
  ];
  if (!weights || !policy || !gate) throw new Error("No weights, trust policy or gate in force.");
  const seq = seqAt(raw, journal.seq, at);
  return {
    at,
    seq,
    weights: presentWeights(weights),
    shares: weightList(weights.value),
    trustPolicy: presentPolicy(policy),
    policy: policy.value,
    gate: gate.value,
    gateVersion: gate.version,
    events: standingEventsAfter(raw, seq),
    names: namesAt(raw, seq),
    voided: voidedAt(raw, seq),
  };
}

async function everyAgent(raw: Database.Database, at: number, breathe: Breathe): Promise<PastAgent[]> {
  const agents: PastAgent[] = [];
  let page: PastAgent[];
  do {
    page = agentsAt(raw, at, agents.at(-1)?.number ?? 0, PAGE);
    agents.push(...page);
    await breathe();
  } while (page.length === PAGE);
  return agents;
}

function fillTrust(rt: Runtime, board: Filled, row: number, { number, id }: PastAgent, past: Past): void {
  const { raw } = rt.store;
  const present = rt.fleet.at(number);
  const then = takenBack(
    { revoked: present?.revokedAt != null, holds: new Set(present?.holds.map(({ cause }) => cause)) },
    past.events.get(id) ?? [],
  );
  const sample = pastSample(raw, number, past.at);
  const means = sample ? [sample.p, sample.r, sample.o, sample.s, sample.c] : DIMENSIONS.map(() => null);
  const counts = sample ? [sample.pCount, sample.rCount, sample.oCount, sample.sCount, sample.cCount] : [];
  const evidence = counts.reduce((sum, count) => sum + count, 0);
  const score = scoreThen(sample, means, past);
  const { rated, atRisk } = standingOf({
    score,
    evidence,
    coverage: counts.filter((count) => count > 0).length,
    revoked: then.revoked,
    policy: past.policy,
  });
  const named = past.names.get(id) ?? present;
  board.names[row] = named?.name ?? id;
  board.models[row] = named?.model ?? "";
  board.scores[row] = score;
  for (const [d, mean] of means.entries())
    (board.means[d] as Int32Array)[row] = mean === null ? NO_MEAN : Math.round(mean * 1000);
  board.flags[row] =
    (rated ? FLAG.rated : 0) |
    (then.revoked ? FLAG.revoked : 0) |
    (atRisk ? FLAG.atRisk : 0) |
    (then.holds.size > 0 ? FLAG.held : 0);
  board.signals[row] = evidence;
  board.lastSignalAt[row] = sample?.lastSignalAt ?? 0;
  board.delta24h[row] = rated ? deltaThen(raw, number, past.at, score) : NO_DELTA;
}

/** A sample from before a change of the weights tells its score again under those of the moment. */
function scoreThen(sample: PastSample | undefined, means: readonly (number | null)[], { weights, shares }: Past): number {
  if (sample?.weightsVersion === weights.version) return sample.score;
  return totalOf(
    means.map((mean) => mean ?? NEUTRAL),
    shares,
  );
}

function deltaThen(raw: Database.Database, number: number, at: number, score: number): number {
  const before = scoreAt(raw, number, at - DAY_MS) ?? firstRatedScore(raw, number);
  return before === null ? NO_DELTA : score - before;
}

function fillCertification({ store }: Runtime, board: Filled, row: number, { number }: PastAgent, past: Past): void {
  const { at, gate, voided } = past;
  const found = certificateAt(store.raw, number, at);
  const certification: Certification =
    found && !voided.has(found.id)
      ? {
          ...NONE,
          current: {
            number: found.number,
            id: found.id,
            robustness: { cc: found.cc, er: found.er, as: found.as, ih: found.ih },
            issuedAt: found.issuedAt,
            auditDraw: 0,
          },
        }
      : NONE;
  board.tiers[row] = certifiedAt(certification, gate, at)?.level ?? 0;
  board.tierDropAt[row] = tierDropAt(certification, gate, at) ?? 0;
  board.heldBy[row] = heldBy(certification, gate, at);
}

/** What holds an agent at its tier at an instant, as bits. */
export function heldBy({ current }: Certification, gate: Gate, now: number): number {
  if (current === null) return NOT_CERTIFIED;
  const left = decayed(current.robustness, daysBetween(current.issuedAt, now), gate.decayRatePerDay);
  return heldByBits(assess(gate, left).bindingDimensions);
}
