import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Backup } from "../../../lib/journal/backup";
import type { JournalProof, JournalStatus } from "../../../lib/journal/proof";
import { checkpointFileOf } from "../../../lib/store/checkpoint-file";
import { MusterServer, pause } from "../../server";
import type { Check } from "../check";
import { Load, p99 } from "./load-of-signals";

const MIB = 1024 * 1024;
const PER_SECOND = 5_000;
const WAL_LIMIT = 256 * MIB;
/** The rest of the machine may be busy while a test run looks on. */
const RATIO = { full: 3, short: 20 } as const;

type Drill = { boots: boolean; proven: boolean; complete: boolean; reported: boolean };

/** R34: backups of a server that is taking signals, and the restore that docs/backup.md describes. */
export const BACKUP: Check = {
  id: "R34",
  asks: "Backups under 5,000 signals a second are whole, complete and cheap; one restores into an empty folder, and cannot pass for the present",
  async run(extent) {
    const [times, secondsBetween] = extent === "full" ? [10, 3] : [2, 1];
    const server = await MusterServer.start();
    const folder = mkdtempSync(join(tmpdir(), "muster-restore-"));
    const load = new Load(server, PER_SECOND);
    try {
      await load.begin();
      await pause(secondsBetween * 1_000);
      const quiet = p99(load.takeDurations());
      const taken: { backup: Backup; acknowledged: readonly number[]; problem: string | null }[] = [];
      const during: number[] = [];
      for (let i = 0; i < times; i++) {
        const acknowledged = [...load.acknowledged];
        load.takeDurations();
        const { status, body } = await server.call("POST", "/backups", { body: { name: `drill-${i}` } });
        if (status !== 201) throw new Error(`A backup was refused with ${status}: ${JSON.stringify(body)}`);
        during.push(...load.takeDurations());
        const backup = body as Backup;
        taken.push({ backup, acknowledged, problem: problemOf(backup, acknowledged, load) });
        await pause((secondsBetween * 1_000) / 3);
      }
      await load.end();
      await server.stop();
      const wrong = taken.flatMap(({ problem }) => problem ?? []);
      const first = taken[0];
      const drill = first ? await restore(server, first.backup, first.acknowledged, load, folder) : null;
      const wal = load.longestLog;
      const beside = p99(during);
      const ratio = beside / quiet;
      const held =
        wrong.length === 0 && drill !== null && Object.values(drill).every(Boolean) && wal <= WAL_LIMIT && ratio <= RATIO[extent];
      const figure =
        `${times - wrong.length} of ${times} backups whole, proven to their head and complete, at ${load.perSecond()} signals/s ` +
        `(${((taken.at(-1)?.backup.bytes ?? 0) / MIB).toFixed(0)} MiB at the end); write-ahead log at most ${(wal / MIB).toFixed(0)} MiB; ` +
        `ingest p99 ${quiet.toFixed(0)} ms without, ${beside.toFixed(0)} ms beside (${ratio.toFixed(1)}×); ` +
        `restored: boots ${said(drill?.boots)}, verified ${said(drill?.proven)}, complete ${said(drill?.complete)}; roll-back reported ${said(drill?.reported)}`;
      return { verdict: held ? "held" : "missed", figure: [figure, ...wrong].join("\n") };
    } finally {
      await load.end();
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const said = (yes: boolean | undefined): string => (yes ? "yes" : "NO");

/** What is wrong with a backup, beyond what Muster itself checked of it. */
function problemOf({ file, entries, head, why }: Backup, acknowledged: readonly number[], load: Load): string | null {
  const db = new Database(file, { readonly: true });
  try {
    if (db.pragma("integrity_check", { simple: true }) !== "ok") return `${file} is damaged`;
    if (why !== undefined) return `${file}: ${why}`;
    const last = db
      .prepare<[], { seq: number; hash: string }>("SELECT seq, hash FROM JournalEntry ORDER BY seq DESC LIMIT 1")
      .get();
    if (last?.seq !== entries || last.hash !== head) return `${file} does not end where its answer says`;
    const lost = load.missingIn(db, acknowledged);
    return lost === 0 ? null : `${file} lacks ${lost} signals that were acknowledged before it began`;
  } finally {
    db.close();
  }
}

/** Exactly what docs/backup.md says, then the same beside the checkpoint file that is newer. */
async function restore(
  server: MusterServer,
  backup: Backup,
  acknowledged: readonly number[],
  load: Load,
  folder: string,
): Promise<Drill> {
  const file = join(folder, "muster.db");
  copyFileSync(backup.file, file);
  copyFileSync(join(server.folder, "secret"), join(folder, "secret"));
  const options = { env: { DATABASE_URL: `file:${file}` } };

  const restored = await MusterServer.start(options);
  const { body } = await restored.call("GET", "/journal/verify?full=true");
  await restored.remove();
  const db = new Database(file, { readonly: true });
  const complete = load.missingIn(db, acknowledged) === 0;
  db.close();

  copyFileSync(backup.file, file);
  copyFileSync(checkpointFileOf(server.file), checkpointFileOf(file));
  const back = await MusterServer.start(options);
  const proof = (await back.call("GET", "/journal/verify")).body as JournalProof;
  const status = (await back.call("GET", "/journal/status")).body as JournalStatus;
  const reported =
    !proof.ok && proof.firstBad !== undefined && status.mismatch !== null && back.written.includes("not what was signed");
  await back.remove();
  return { boots: true, proven: (body as JournalProof).ok, complete, reported };
}
