import { stat } from "node:fs/promises";
import { type Actor, authorise } from "../access/action";
import type { Backup, BackupList } from "../journal/backup";
import { runtime } from "../runtime";
import { BackupFolder } from "../store/backup-folder";

type Said = { file: string; entries: number; head: string; why?: string };

// More than are kept, because files may be removed by hand and their names used again.
const LOOKED_AT = 100;

/** The backups in the data folder with what the journal says of them, and how far the one is that is being written. */
export async function readBackups(actor: Actor): Promise<BackupList> {
  authorise(actor, "readBackups");
  const { config, store, backup } = runtime();
  const folder = new BackupFolder(config.dataFolder);
  const rows = await store.prisma.journalEntry.findMany({
    where: { type: "backup.created" },
    orderBy: { seq: "desc" },
    take: LOOKED_AT,
    select: { data: true },
  });
  const said = new Map(
    rows.toReversed().map(({ data }) => {
      const told = JSON.parse(data) as Said;
      return [told.file, told] as const;
    }),
  );
  const items = (await folder.list()).map(({ file, bytes, at }): Backup => {
    const { entries = null, head = null, why } = said.get(file) ?? {};
    return { file, bytes, entries, head, at: new Date(at).toISOString(), ...(why !== undefined && { why }) };
  });
  const written =
    backup &&
    (await stat(backup.file).then(
      ({ size }) => size,
      () => 0,
    ));
  return { items, nextCursor: null, running: backup && { bytes: written ?? 0, of: backup.of }, folder: folder.path };
}
