import { createBackup } from "../commands/create-backup";
import { Backup, BackupList, NewBackup } from "../journal/backup";
import { readBackups } from "../reads/backups";
import { operation } from "./operation";

/** The operations of backups; part of the table of all (operations.ts). */
export const BACKUP_OPERATIONS = {
  listBackups: operation({
    id: "listBackups",
    method: "GET",
    path: "/backups",
    tag: "Journal",
    summary: "Backups in the data folder, newest first, and the one that is being written",
    action: "readBackups",
    response: BackupList,
    run: async ({ actor }) => ({ body: await readBackups(actor) }),
  }),
  createBackup: operation({
    id: "createBackup",
    method: "POST",
    path: "/backups",
    tag: "Journal",
    summary: "Copy the running database into its data folder and check the copy",
    action: "createBackup",
    body: NewBackup,
    status: 201,
    response: Backup,
    run: async ({ actor, body }) => ({ body: await createBackup(actor, body) }),
  }),
} as const;
