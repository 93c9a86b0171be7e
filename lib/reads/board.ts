import { type Actor, authorise } from "../access/action";
import { certifiedAt, tierDropAt } from "../engine/certification";
import { type Fleet, type FleetAgent, UNKNOWN_SCORE } from "../engine/fleet";
import { type Runtime, runtime } from "../runtime";
import { DIMENSIONS, type DimensionIndex } from "../trust/dimension";
import { type Breathe, turns } from "../turns";
import { type BoardColumns, boardText, emptyColumns, NO_DELTA, NO_MEAN, ROWS_AT_ONCE } from "./board-text";
import { heldBy } from "./moment";

/** An answer may serve for this long where nothing was committed meanwhile, ms. */
const SHARED_MS = 1_000;
/** Somebody waits for it, so it takes longer turns than what runs in the background. */
const TURN_MS = 4;

type Made = { by: Runtime; seq: number; version: number; at: number; text: Promise<Uint8Array> };

let latest: Made | null = null;
/** The one being written, and the one that begins when it is done. */
let writing: Promise<unknown> | null = null;
let following: Promise<Made> | null = null;

/**
 * One columnar snapshot of all agents not deregistered, in order of registration, as the JSON text of a BoardSnapshot.
 * It holds everything committed before the call. Calls that come together share one: after a bulk change every browser asks.
 */
export async function readBoard(actor: Actor): Promise<Uint8Array> {
  authorise(actor, "readFleet");
  if (latest && isCurrent(latest)) return latest.text;
  if (!writing) return begin().text;
  // What is being written began before this call: the next one serves all who wait.
  following ??= writing.then(() => {
    following = null;
    return begin();
  });
  return (await following).text;
}

function isCurrent({ by, seq, version, at }: Made): boolean {
  const rt = runtime();
  const age = rt.now() - at;
  return by === rt && seq === rt.journal.seq && version === rt.fleet.version && age >= 0 && age < SHARED_MS;
}

function begin(): Made {
  const rt = runtime();
  const made = { by: rt, seq: rt.journal.seq, version: rt.fleet.version, at: rt.now(), text: write(rt) };
  latest = made;
  const done = () => {
    writing = null;
    // A large board is 11 MB: it is not kept for nobody.
    setTimeout(() => {
      if (latest === made) latest = null;
    }, SHARED_MS).unref();
  };
  writing = made.text.then(done, done);
  return made;
}

async function write(rt: Runtime): Promise<Uint8Array> {
  const breathe = turns(TURN_MS);
  return boardText(await columnsOf(rt, breathe), breathe);
}

/** Columns to fill. */
type Copy = { -readonly [K in keyof BoardColumns]: BoardColumns[K] } & Record<"ids" | "names" | "models", string[]>;

/**
 * Copies what the text is made from, in turns: rows that change meanwhile are copied again at the end, so that all numbers
 * are of one moment. Who belongs to the fleet is as of the beginning, and `seq` says so.
 */
async function columnsOf({ fleet, instance, journal, now }: Runtime, breathe: Breathe): Promise<BoardColumns> {
  const before = fleet.version;
  const at = now();
  const agents = [...fleet.active];
  const size = agents.length;
  const board: Copy = {
    instance,
    seq: journal.seq,
    version: before,
    at: "",
    weightsVersion: 0,
    ids: new Array<string>(size),
    ...emptyColumns(size),
  };
  for (let row = 0; row < size; row++) {
    copyRow(fleet, board, row, agents[row] as FleetAgent, at);
    if (row % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await breathe();
  }
  for (let row = 0; row < size; row++) {
    const agent = agents[row] as FleetAgent;
    if ((fleet.changedAt[agent.number] as number) > before) copyRow(fleet, board, row, agent, at);
  }
  board.version = fleet.version;
  board.weightsVersion = fleet.weights.version;
  board.at = new Date(now()).toISOString();
  return board;
}

function copyRow(
  fleet: Fleet,
  board: Copy,
  row: number,
  { number: n, id, name, model, certification }: FleetAgent,
  at: number,
): void {
  const { gate } = fleet.gate;
  const score = fleet.scores[n] as number;
  const then = fleet.dayAgo[n] as number;
  let evidence = 0;
  for (let d = 0; d < DIMENSIONS.length; d++) {
    const count = fleet.windows.count(n, d as DimensionIndex);
    const mean = count === 0 ? NO_MEAN : Math.round(fleet.windows.mean(n, d as DimensionIndex) * 1000);
    (board.means[d] as Int32Array)[row] = mean;
    evidence += count;
  }
  board.ids[row] = id;
  board.names[row] = name;
  board.models[row] = model;
  board.scores[row] = score;
  board.flags[row] = fleet.flags[n] as number;
  board.tiers[row] = certifiedAt(certification, gate, at)?.level ?? 0;
  board.tierDropAt[row] = tierDropAt(certification, gate, at) ?? 0;
  board.heldBy[row] = heldBy(certification, gate, at);
  board.lastSignalAt[row] = fleet.lastSignalAt[n] as number;
  board.signals[row] = evidence;
  board.delta24h[row] = then === UNKNOWN_SCORE ? NO_DELTA : score - then;
}
