import { createHash } from "node:crypto";
import type Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChainedEntry, ChainVerifier } from "../../lib/journal/chain";
import { DIMENSIONS } from "../../lib/trust/dimension";
import { MusterServer, pause, randomOf } from "../server";

const KILLS = 10;
const SENDERS = 4;
const BATCH = 100;
const AGENTS = 40;
/** Weights of a fresh database, in the order of the dimensions. */
const WEIGHTS = [0.25, 0.15, 0.2, 0.25, 0.15];

let server: MusterServer;
beforeAll(async () => {
  server = await MusterServer.start();
  for (const id of agentIds) await server.call("POST", "/agents", { body: { id, name: id, model: "test-model" } });
});
afterAll(() => server?.remove());

const agentIds = Array.from({ length: AGENTS }, (_, i) => `agent-${i}`);

describe("a server killed ten times while signals come in", () => {
  const acknowledged = new Set<string>();
  let senders: Sender[] = [];

  it("keeps exactly what it acknowledged, once, though its clients send again", { timeout: 300_000 }, async () => {
    senders = Array.from({ length: SENDERS }, (_, index) => new Sender(index, server, acknowledged));
    const work = senders.map((sender) => sender.run());
    for (let round = 0; round < KILLS; round++) {
      const before = acknowledged.size;
      while (acknowledged.size === before) await pause(5);
      await pause(150 + 25 * round);
      for (const sender of senders) sender.hold();
      await server.kill();
      await server.start();
      expect(lost(acknowledged), `acknowledged before kill ${round + 1} and gone after it`).toEqual([]);
      for (const sender of senders) sender.resume();
    }
    for (const sender of senders) sender.finish();
    await Promise.all(work);

    expect(acknowledged.size).toBeGreaterThan(KILLS * BATCH);
    expect(lost(acknowledged)).toEqual([]);
    expect(server.read((db) => db.prepare("SELECT count(*) AS rows, count(DISTINCT signalId) AS ids FROM Signal").get())).toEqual(
      {
        rows: acknowledged.size,
        ids: acknowledged.size,
      },
    );
  });

  it("shows the scores that a naive recomputation of its rows gives", async () => {
    expect(await shownScores()).toEqual(naiveScores());
  });

  it("shows the same scores after an orderly restart", async () => {
    expect(await server.stop()).toBe(0);
    await server.start();
    expect(await shownScores()).toEqual(naiveScores());
  });

  it("has a sound file and an unbroken journal that accounts for every row", async () => {
    expect(server.read((db) => db.pragma("integrity_check", { simple: true }))).toBe("ok");
    expect(server.read(brokenSequence)).toBeNull();
    const { body } = await server.call("GET", "/journal/verify");
    expect(body).toMatchObject({ ok: true });
    const recorded = server.read((db) =>
      db.prepare("SELECT sum(data ->> 'count') FROM JournalEntry WHERE type = 'signals.recorded'").pluck().get(),
    );
    expect(recorded).toBe(acknowledged.size);
  });
});

/** A client that sends batch after batch and repeats each, with the same ids, until it is acknowledged. */
class Sender {
  private readonly random: () => number;
  private next = 0;
  private finished = false;
  private gate: Promise<void> = Promise.resolve();
  private open: () => void = () => {};

  constructor(
    private readonly index: number,
    private readonly to: MusterServer,
    private readonly acknowledged: Set<string>,
  ) {
    this.random = randomOf(index);
  }

  async run(): Promise<void> {
    while (!this.finished) {
      const signals = this.batch();
      while (!(await this.deliver(signals))) await this.gate;
      for (const signal of signals) this.acknowledged.add(signal.id);
    }
  }

  /** Failed batches wait from here on; what is under way goes on. */
  hold(): void {
    this.gate = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  resume(): void {
    this.open();
  }

  finish(): void {
    this.finished = true;
  }

  private batch() {
    const number = this.next++;
    return Array.from({ length: BATCH }, (_, i) => {
      const agent = Math.floor(this.random() * AGENTS);
      return {
        id: `${this.index}-${number}-${i}`,
        agentId: agentIds[agent],
        dimension: DIMENSIONS[Math.floor(this.random() * DIMENSIONS.length)],
        // Some agents do well and some badly, so that revocations happen on the way.
        value: Math.round(1000 * this.random() ** (0.2 + agent / 10)) / 1000,
        source: "kill suite",
      };
    });
  }

  private async deliver(signals: object[]): Promise<boolean> {
    const answer = await this.to.call("POST", "/signals", { body: { signals } }).catch(() => null);
    if (answer?.status !== 200) return false;
    const { accepted, duplicates } = answer.body as { accepted: number; duplicates: number };
    return accepted + duplicates === BATCH;
  }
}

/** Ids that were acknowledged and are not stored. */
function lost(acknowledged: Set<string>): string[] {
  const stored = new Set(server.read((db) => db.prepare("SELECT signalId FROM Signal").pluck().all()) as string[]);
  return [...acknowledged].filter((id) => !stored.has(id));
}

async function shownScores(): Promise<Record<string, number>> {
  const { body } = await server.call("GET", "/board");
  const { ids, scores } = body as { ids: string[]; scores: number[] };
  return Object.fromEntries(ids.map((id, i) => [id, scores[i] ?? -1]));
}

/** Scores by the definition: 100 newest signals per dimension, weighted 1 + i/100, 50 without any, 10·Σ mean·weight truncated. */
function naiveScores(): Record<string, number> {
  const rows = server.read((db) =>
    db
      .prepare(
        "SELECT Agent.id, dimension, value, weight FROM Signal JOIN Agent ON Agent.number = agentNumber ORDER BY Signal.row",
      )
      .all(),
  ) as { id: string; dimension: number; value: number; weight: number }[];
  const mean = (id: string, dimension: number) => {
    const window = rows.filter((row) => row.id === id && row.dimension === dimension).slice(-100);
    if (window.length === 0) return 50;
    let sum = 0;
    let total = 0;
    for (const [i, { value, weight }] of window.entries()) {
      sum += value * (1 + i / 100) * weight;
      total += (1 + i / 100) * weight;
    }
    return (100 * sum) / total;
  };
  const score = (id: string) => Math.floor(10 * WEIGHTS.reduce((sum, weight, d) => sum + weight * mean(id, d), 0) + 1e-6);
  return Object.fromEntries(agentIds.map((id) => [id, score(id)]));
}

/** Sequence of the first entry whose hash does not follow from its columns and its predecessor, or null. */
function brokenSequence(db: Database.Database): number | null {
  const verifier = new ChainVerifier((text) => createHash("sha256").update(text).digest("hex"));
  for (const entry of db.prepare("SELECT * FROM JournalEntry ORDER BY seq").iterate())
    verifier.accept(entry as ChainedEntry & { hash: string });
  return verifier.firstBad ?? null;
}
