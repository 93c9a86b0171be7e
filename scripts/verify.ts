// npm run verify -- --db FILE [--checkpoint FILE] [--public-key KEY]       a database, offline
// npm run verify -- --export FILE.ndjson [--checkpoint FILE] [--public-key KEY]   what GET /journal/export answered
// Exits 0 where everything holds, 1 where something does not, 2 where it was not asked properly. Reads only: it works on a copy.
import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import type { Checkpoint } from "../lib/journal/checkpoint";
import { checkpointFileOf } from "../lib/store/checkpoint-file";
import { fingerprintOf } from "../lib/store/checkpoint-key";
import { prove } from "../lib/store/prove";
import { proveExport } from "../lib/store/prove-export";

type Said = {
  entries: number;
  head: string;
  firstBad?: number;
  why?: string;
  checkpoint: Checkpoint | null;
  checkpoints: number;
  evidence: string;
};

const given = readArguments();
const checkpointFile =
  given.checkpoint ?? (given.db && existsSync(checkpointFileOf(given.db)) ? checkpointFileOf(given.db) : null);
for (const file of [given.db, given.export, given.checkpoint])
  if (file !== undefined && !existsSync(file)) misuse(`There is no file ${file}.`);
const publicKey = given["public-key"] ?? null;
const began = performance.now();
const said = given.db === undefined ? await ofExport(given.export ?? "") : await ofDatabase(given.db);
print(said, (performance.now() - began) / 1000);
process.exit(said.why === undefined ? 0 : 1);

function readArguments() {
  try {
    const text = { type: "string" } as const;
    const { values } = parseArgs({ options: { db: text, export: text, checkpoint: text, "public-key": text } });
    if ((values.db === undefined) !== (values.export === undefined)) return values;
    return misuse("Name either a database (--db FILE) or an export (--export FILE).");
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error));
  }
}

function misuse(sentence: string): never {
  process.stderr.write(
    `${sentence}\nnpm run verify -- --db FILE | --export FILE.ndjson [--checkpoint FILE] [--public-key KEY]\n`,
  );
  process.exit(2);
}

async function ofDatabase(file: string): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), "muster-verify-"));
  try {
    // Before the database: a running server signs on, and what it signs later counts entries that the copy has not.
    const signed = checkpointFile === null ? null : join(folder, "checkpoints");
    if (checkpointFile !== null && signed !== null) copyFileSync(checkpointFile, signed, constants.COPYFILE_FICLONE);
    const db = await openCopy(file, join(folder, "copy.db"));
    try {
      const { proof } = prove(db, { now: Date.now(), from: null, checkpointFile: signed, publicKey });
      const { signals, forgotten, decisions, audits } = proof.digests;
      const kept = `${count(signals, "signal")}, ${count(decisions, "decision")} and the evidence of ${count(audits, "audit")}`;
      const gone = forgotten > 0 ? `; of ${count(forgotten, "forgotten signal")} nothing can be said` : "";
      return { ...proof, evidence: `${kept} are what the entries say${gone}` };
    } finally {
      db.close();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      entries: 0,
      head: "",
      why: `The file cannot be read as Muster's database: ${why}`,
      checkpoint: null,
      checkpoints: 0,
      evidence: "",
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that nobody has open is copied as it is; one with a write-ahead log may be in use, and is copied as of one moment. */
async function openCopy(file: string, copy: string): Promise<Database.Database> {
  if (!existsSync(`${file}-wal`)) copyFileSync(file, copy, constants.COPYFILE_FICLONE);
  else {
    const source = new Database(file, { readonly: true, timeout: 10_000 });
    try {
      await source.backup(copy, { progress: () => 0x7fffffff });
    } finally {
      source.close();
    }
  }
  return new Database(copy);
}

async function ofExport(file: string): Promise<Said> {
  const { entries, head, finding, outside, checkpoints } = await proveExport(file, checkpointFile, publicKey);
  const firstBad = finding?.seq ?? outside?.from;
  const why = finding?.why ?? outside?.why;
  return {
    entries: firstBad === undefined ? entries : Math.min(entries, firstBad - 1),
    head,
    ...(firstBad !== undefined && { firstBad }),
    ...(why !== undefined && { why }),
    checkpoint: checkpoints.newest,
    checkpoints: checkpoints.lines,
    evidence: "",
  };
}

function print({ entries, head, firstBad, why, checkpoint, checkpoints, evidence }: Said, seconds: number): void {
  const lines = [
    why === undefined
      ? `The journal holds: ${count(entries, "entry", "entries")}, head ${head}`
      : `THE JOURNAL DOES NOT HOLD. ${why}`,
  ];
  if (why !== undefined && firstBad !== undefined) lines.push(`First bad entry: ${firstBad}. The ${entries} before it hold.`);
  if (why === undefined) {
    lines.push("", "Proven:", "  every entry is what its hash says, follows the one before it, and none is missing between them");
    if (evidence) lines.push(`  ${evidence}`);
    if (checkpoint)
      lines.push(
        `  ${count(checkpoints, "checkpoint")} agree; the newest, of ${checkpoint.at}, covers entries 1 to ${checkpoint.size}`,
        `  they are signed by ${checkpoint.publicKey} (fingerprint ${fingerprintOf(checkpoint.publicKey)})`,
      );
    lines.push("", "Not proven:", ...unproven(entries, checkpoint).map((line) => `  ${line}`));
  }
  lines.push("", `Read in ${seconds.toFixed(1)} s.`);
  process.stdout.write(`${lines.join("\n")}\n`);
}

function unproven(entries: number, checkpoint: Checkpoint | null): string[] {
  const elsewhere = "what other tables say now (agents, settings, accounts); the journal says how they came to be";
  if (!checkpoint)
    return ["without a checkpoint from outside: that no tail was cut off, and that not all of it was written anew", elsewhere];
  const after = entries - checkpoint.size;
  return [
    ...(publicKey ? [] : ["that this is your key: compare the fingerprint with the one you noted, or pass --public-key"]),
    ...(after > 0
      ? [`that nothing was cut off or written anew after entry ${checkpoint.size}: ${count(after, "entry", "entries")}`]
      : []),
    "that nothing came after the newest checkpoint, unless a copy of it is kept where the database's owner cannot write",
    elsewhere,
  ];
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
}
