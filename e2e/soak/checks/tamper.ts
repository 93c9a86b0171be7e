import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { type ChainedEntry, hashedText } from "../../../lib/journal/chain";
import { checkpointFileOf } from "../../../lib/store/checkpoint-file";
import { copyDatabase } from "../../../lib/store/copy";
import { prove } from "../../../lib/store/prove";
import { MusterServer, randomOf } from "../../server";
import type { Check } from "../check";
import { grow, writeJournal } from "./journal-of-many-writers";
import { type Mutation, mutate, withoutTriggers } from "./mutations";

const SEED = 20261121;
const MILLION = 1_000_000;

/** A journal on which everybody wrote at once, copied while nobody does, and its checkpoints. */
type Journal = { folder: string; database: Buffer; checkpoints: string };

/** R32: whatever is changed in a copy of the database is found, and where. */
export const TAMPER: Check = {
  id: "R32",
  asks: "Of random changes to a copy of the journal or its evidence, every one is found, with the first bad entry named",
  async run(extent) {
    const [mutations, programs] = extent === "full" ? [1_000, 20] : [150, 2];
    const folder = mkdtempSync(join(tmpdir(), "muster-tamper-"));
    try {
      const journal = await makeJournal(folder);
      const clean = verdictOf(journal.database, checkpointFile(journal));
      const missed = mutated(journal, mutations);
      const said = await byProgram(journal, programs);
      const alike = shiftedPairs(1_000);
      const blocked = refusedByTriggers(journal.database);
      const million = extent === "full" ? ` A million entries in ${verifyMillion(journal.database).toFixed(1)} s.` : "";
      const found = mutations - missed.length;
      const figure =
        `${found} of ${mutations} changes found and rightly placed (seed ${SEED}), ${said} of ${programs} by npm run verify; ` +
        `${alike} of 1,000 shifted pairs hash alike; triggers refuse ${blocked} of 4 statements; ` +
        `64 writers, ${clean.entries} entries, chain ${clean.ok ? "intact" : `broken: ${clean.why}`}.${million}`;
      const held = clean.ok && missed.length === 0 && said === programs && alike === 0 && blocked === 4;
      return { verdict: held ? "held" : "missed", figure: [figure, ...missed.slice(0, 5)].join("\n") };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function makeJournal(folder: string): Promise<Journal> {
  const server = await MusterServer.start();
  try {
    await writeJournal(server);
    await server.stop();
    const copy = join(folder, "base.db");
    await copyDatabase(server.file, copy, Date.now());
    const checkpoints = readFileSync(checkpointFileOf(server.file), "utf8");
    return { folder, database: readFileSync(copy), checkpoints };
  } finally {
    await server.remove();
  }
}

function checkpointFile({ folder, checkpoints }: Journal): string {
  const file = join(folder, "checkpoints");
  writeFileSync(file, checkpoints);
  return file;
}

function verdictOf(database: Buffer, checkpoints: string, change?: (db: Database.Database) => void) {
  const db = new Database(database);
  try {
    if (change) withoutTriggers(db, change);
    return prove(db, { now: Date.now(), from: null, checkpointFile: checkpoints, publicKey: null }).proof;
  } finally {
    db.close();
  }
}

/** What was not found, or not where it is, as sentences. */
function mutated(journal: Journal, count: number): string[] {
  const random = randomOf(SEED);
  const missed: string[] = [];
  for (let i = 0; i < count; i++) {
    let done: Mutation | undefined;
    let lines = journal.checkpoints;
    const file = checkpointFile(journal);
    const proof = verdictOf(journal.database, file, (db) => {
      done = mutate(db, lines, random);
      lines = done.checkpoints ?? lines;
      writeFileSync(file, lines);
    });
    if (!done) continue;
    const { first } = done;
    const at = proof.firstBad;
    const placed = first === null ? at === undefined : at !== undefined && at >= first.from && at <= first.to;
    if (proof.ok || !placed)
      missed.push(`  ${done.what}: ${proof.ok ? "not found" : `found at ${at}, not ${first?.from}–${first?.to}: ${proof.why}`}`);
  }
  return missed;
}

/** How many of some changes `npm run verify` finds in a file, by its exit code and a sentence. */
async function byProgram(journal: Journal, count: number): Promise<number> {
  const random = randomOf(SEED + 1);
  const file = join(journal.folder, "changed.db");
  let said = 0;
  for (let i = 0; i < count; i++) {
    writeFileSync(file, journal.database);
    const db = new Database(file);
    const change = withoutTriggers(db, () => mutate(db, journal.checkpoints, random));
    db.close();
    writeFileSync(checkpointFileOf(file), change.checkpoints ?? journal.checkpoints);
    const { code, text } = await verifyProgram(["--db", file]);
    if (code === 1 && text.includes("DOES NOT HOLD")) said += 1;
  }
  return said;
}

async function verifyProgram(given: string[]): Promise<{ code: number; text: string }> {
  return promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/verify.ts", ...given]).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    (error: { code?: number; stdout?: string }) => ({ code: error.code ?? -1, text: error.stdout ?? "" }),
  );
}

/** Pairs of entries that differ only in where one column ends and the next begins, and hash alike all the same. */
function shiftedPairs(count: number): number {
  const random = randomOf(SEED + 2);
  const letters = () => Array.from({ length: 6 }, () => `ab|,"\\:0`[Math.floor(random() * 8)]).join("");
  const hash = (entry: ChainedEntry) => createHash("sha256").update(hashedText(entry)).digest("hex");
  let alike = 0;
  for (let i = 0; i < count; i++) {
    const [left, right] = [letters(), letters()];
    const cut = 1 + Math.floor(random() * 4);
    const entry = { seq: 1, id: "x", at: 1, type: left, agentId: right, actor: left, cause: right, data: "{}", prevHash: "0" };
    const shifted =
      i % 2 === 0
        ? { type: left.slice(0, cut), agentId: left.slice(cut) + right }
        : { actor: left + right.slice(0, cut), cause: right.slice(cut) };
    if (hash(entry) === hash({ ...entry, ...shifted })) alike += 1;
  }
  return alike;
}

function refusedByTriggers(database: Buffer): number {
  const db = new Database(database);
  const statements = [
    "UPDATE JournalEntry SET actor = 'x' WHERE seq = 1",
    "UPDATE JournalEntry SET seq = 0 WHERE seq = 1",
    "DELETE FROM JournalEntry WHERE seq = 1",
    "DELETE FROM JournalEntry",
  ];
  let refused = 0;
  for (const statement of statements) {
    try {
      db.exec(statement);
    } catch {
      refused += 1;
    }
  }
  db.close();
  return refused;
}

function verifyMillion(database: Buffer): number {
  const db = new Database(database);
  grow(db, MILLION);
  const began = performance.now();
  const { proof } = prove(db, { now: Date.now(), from: null, checkpointFile: null, publicKey: null });
  const seconds = (performance.now() - began) / 1000;
  db.close();
  if (!proof.ok || proof.entries !== MILLION) throw new Error(`The journal of a million does not hold: ${proof.why}`);
  return seconds;
}
