import { rm, stat } from "node:fs/promises";
import { type Actor, authorise } from "../access/action";
import { BACKUPS_KEPT, type Backup, type NewBackup } from "../journal/backup";
import { isRefusal, Refusal } from "../refusal";
import { runtime } from "../runtime";
import { BackupFolder } from "../store/backup-folder";
import type { Copied } from "../store/copy";
import { runCommand } from "./run";

/**
 * Copies the running database into its data folder, in a thread, and journals it; a copy that is not whole is not kept. The
 * copy holds everything acknowledged before. Refuses 409 while another is being written or for a name that is taken, 503 where
 * the disk has no space or fails.
 */
export async function createBackup(actor: Actor, { name }: NewBackup): Promise<Backup> {
  authorise(actor, "createBackup");
  const rt = runtime();
  if (rt.backup) throw new Refusal(409, "backup/running", "A backup is being written. Ask again when it is done.");
  const folder = new BackupFolder(rt.config.dataFolder);
  const at = rt.now();
  const file = folder.fileOf(name ?? nameOf(at));
  const unfinished = folder.unfinished(file);
  rt.backup = { file: unfinished, of: 0 };
  try {
    await folder.prepare();
    const { size } = await stat(rt.config.databaseFile);
    rt.backup = { file: unfinished, of: size };
    if (folder.has(name ?? nameOf(at))) throw new Refusal(409, "backup/exists", `There is a backup ${file} already.`);
    if ((await folder.space()) < size) throw new Refusal(503, "backup/no-space", noSpace(size), undefined, 60);
    const copied = await rt.archive.copy(unfinished, at);
    await folder.finish(file);
    await journal(actor, file, copied).catch(async (error: unknown) => {
      await rm(file, { force: true });
      throw error;
    });
    await folder.prune(BACKUPS_KEPT);
    const { bytes, entries, head, why } = copied;
    return { file, bytes, entries, head, at: new Date(at).toISOString(), ...(why !== null && { why }) };
  } catch (error) {
    if (isRefusal(error)) throw error;
    rt.log.error({ err: error }, "a backup failed");
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(503, "backup/failed", `The backup was not kept. ${why}`, undefined, 60);
  } finally {
    rt.backup = null;
  }
}

async function journal(actor: Actor, file: string, { bytes, entries, head, why }: Copied): Promise<void> {
  const data = { file, bytes, entries, head, ...(why !== null && { why }) };
  await runCommand(async () => ({
    writes: [],
    entries: [{ type: "backup.created", actor: actor.name, data }],
    result: undefined,
  }));
}

const nameOf = (at: number): string => `muster-${new Date(at).toISOString().slice(0, 19).replace(/[:T]/g, "-")}`;

const noSpace = (bytes: number): string =>
  `The disk of the data folder has less space than the ${Math.ceil(bytes / 1024 / 1024)} MiB that a copy takes.`;
