import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { GENESIS } from "../journal/chain";
import { type CheckpointFinding, checkpointFileSizes, NO_LINES, proveCheckpoints } from "./prove-checkpoints";
import { type EntryColumns, type EntryFinding, linkProblem } from "./prove-entries";

/** What came of an exported journal: how many entries hold, and what does not. */
export type ExportProof = {
  entries: number;
  head: string;
  finding: EntryFinding | null;
  outside: CheckpointFinding | null;
  checkpoints: typeof NO_LINES;
};

/** Verifies the lines of `GET /journal/export` without a database. The file is read once, however long it is. */
export async function proveExport(file: string, checkpointFile: string | null, publicKey: string | null): Promise<ExportProof> {
  const asked = checkpointFile === null ? new Set<number>() : checkpointFileSizes(checkpointFile);
  const hashes = new Map<number, string>();
  let entries = 0;
  let head = GENESIS;
  let finding: EntryFinding | null = null;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line === "") continue;
    const row = columnsOf(line);
    finding = row ? linkProblem(row, entries, head) : { seq: entries + 1, why: `Line ${entries + 1} is not an entry.` };
    if (!row || finding) break;
    entries += 1;
    head = String(row[9]);
    if (asked.has(entries)) hashes.set(entries, head);
  }
  const chain = { entries, hashAt: (seq: number) => hashes.get(seq) ?? null };
  const { position, finding: outside } =
    checkpointFile === null || finding
      ? { position: NO_LINES, finding: null }
      : proveCheckpoints(checkpointFile, NO_LINES, chain, { origin: null, publicKey });
  return { entries, head, finding, outside, checkpoints: position };
}

/** The columns as they were hashed: an answer has the time as text and the data as an object. */
function columnsOf(line: string): EntryColumns | null {
  try {
    const { seq, id, at, type, agentId, actor, cause, data, prevHash, hash } = JSON.parse(line) as Record<string, unknown>;
    return [seq, id, Date.parse(String(at)), type, agentId, actor, cause, JSON.stringify(data), prevHash, hash];
  } catch {
    return null;
  }
}
