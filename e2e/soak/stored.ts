import { createHash } from "node:crypto";
import type Database from "better-sqlite3";
import { type ChainedEntry, ChainVerifier } from "../../lib/journal/chain";
import type { MusterServer } from "../server";
import type { Feed } from "./feed";

/** Weights of a fresh database, in the order of the dimensions. */
const WEIGHTS = [0.25, 0.15, 0.2, 0.25, 0.15];
const WINDOW = 100;
/** Sender and number, as a feed begins the ids of a batch. */
const BATCH_NAME = /^\d+-\d+(?=-\d+$)/;

type Row = { row: number; signalId: string | null; id: string; dimension: number; value: number; weight: number };
type Kept = { value: number; weight: number };

/** What the database holds of a feed, read anew from the rows beside the server; a row is read once. */
export class Stored {
  private lastRow = 0;
  /** Signals of each batch. */
  private readonly batches = new Map<string, number>();
  private readonly windows = new Map<string, Kept[]>();

  constructor(private readonly server: MusterServer) {}

  /** Reads what was added; answers the batches that `feed` was promised and that are not whole, or are there twice. */
  read(feed: Feed): { lost: string[]; doubled: string[]; torn: string[] } {
    this.server.read((db) => {
      const rows = db.prepare(
        `SELECT Signal.row, signalId, Agent.id, dimension, value, weight FROM Signal JOIN Agent ON Agent.number = agentNumber
          WHERE Signal.row > ? ORDER BY Signal.row`,
      );
      for (const row of rows.iterate(this.lastRow)) this.take(row as Row);
    });
    const { batch } = feed.options;
    const size = (name: string) => this.batches.get(name) ?? 0;
    const names = [...this.batches.keys()];
    return {
      lost: feed.acknowledged.filter((name) => size(name) < batch),
      doubled: names.filter((name) => size(name) > batch),
      // A batch is stored whole or not at all, acknowledged or not.
      torn: names.filter((name) => size(name) < batch),
    };
  }

  get rows(): number {
    return [...this.batches.values()].reduce((a, b) => a + b, 0);
  }

  /** Scores by the definition: 100 newest signals per dimension, weighted 1 + i/100, 50 without any, 10·Σ mean·weight truncated. */
  scores(agentIds: readonly string[]): Record<string, number> {
    return Object.fromEntries(
      agentIds.map((id) => [
        id,
        Math.floor(10 * WEIGHTS.reduce((sum, weight, d) => sum + weight * meanOf(this.windows.get(`${id} ${d}`)), 0) + 1e-6),
      ]),
    );
  }

  private take({ row, signalId, id, dimension, value, weight }: Row): void {
    this.lastRow = row;
    const name = BATCH_NAME.exec(signalId ?? "")?.[0];
    if (name !== undefined) this.batches.set(name, (this.batches.get(name) ?? 0) + 1);
    const window = this.windows.get(`${id} ${dimension}`) ?? [];
    this.windows.set(`${id} ${dimension}`, window);
    window.push({ value, weight });
    if (window.length > WINDOW) window.shift();
  }
}

function meanOf(window: readonly Kept[] | undefined): number {
  if (!window) return 50;
  let sum = 0;
  let total = 0;
  for (const [i, { value, weight }] of window.entries()) {
    sum += value * (1 + i / 100) * weight;
    total += (1 + i / 100) * weight;
  }
  return (100 * sum) / total;
}

/** Scores as the board shows them. */
export async function shownScores(server: MusterServer): Promise<Record<string, number>> {
  const { body } = await server.call("GET", "/board");
  const { ids, scores } = body as { ids: string[]; scores: number[] };
  return Object.fromEntries(ids.map((id, i) => [id, scores[i] ?? -1]));
}

/** What is wrong with the file or the journal in it; nothing if they are sound and account for `signals` rows. */
export async function unsound(server: MusterServer, signals: number): Promise<string[]> {
  const misses: string[] = [];
  const integrity = server.read((db) => db.pragma("integrity_check", { simple: true }));
  if (integrity !== "ok") misses.push(`integrity_check says ${integrity}`);
  const broken = server.read(brokenSequence);
  if (broken !== null) misses.push(`the journal is broken at ${broken}`);
  const { body } = await server.call("GET", "/journal/verify");
  if ((body as { ok: boolean }).ok !== true) misses.push("Muster finds its own journal broken");
  const recorded = server.read((db) =>
    db.prepare("SELECT sum(data ->> 'count') FROM JournalEntry WHERE type = 'signals.recorded'").pluck().get(),
  );
  if (recorded !== signals) misses.push(`the journal accounts for ${recorded} of ${signals} signals`);
  return misses;
}

/** Sequence of the first entry whose hash does not follow from its columns and its predecessor, or null. */
function brokenSequence(db: Database.Database): number | null {
  const verifier = new ChainVerifier((text) => createHash("sha256").update(text).digest("hex"));
  for (const entry of db.prepare("SELECT * FROM JournalEntry ORDER BY seq").iterate())
    verifier.accept(entry as ChainedEntry & { hash: string });
  return verifier.firstBad ?? null;
}
