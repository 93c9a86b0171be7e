import { z } from "zod";

/** How many backups are kept in the data folder; a new one pushes out the oldest. */
export const BACKUPS_KEPT = 10;

export const NewBackup = z.strictObject({
  /** Name of the file without its ending; the time where none is given. */
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "1–64 letters, digits, dots, dashes and underlines, a letter or digit first.")
    .optional(),
});
export type NewBackup = z.infer<typeof NewBackup>;

/** A copy of the database that was written, flushed and checked. */
export const Backup = z
  .strictObject({
    /** Absolute path on the server. */
    file: z.string(),
    bytes: z.int(),
    /** Length of its journal and hash of the newest entry; null for a file that no entry of the journal tells of. */
    entries: z.int().nullable(),
    head: z.string().nullable(),
    at: z.string(),
    /** What does not hold in the journal of the copy, hence in that of the database; absent where all does. */
    why: z.string().optional(),
  })
  .meta({ id: "Backup" });
export type Backup = z.infer<typeof Backup>;

/** The backups there are, newest first, and how far the one that is being written is. */
export const BackupList = z
  .strictObject({
    items: z.array(Backup),
    nextCursor: z.null(),
    running: z.strictObject({ bytes: z.int(), of: z.int() }).nullable(),
    folder: z.string(),
  })
  .meta({ id: "BackupList" });
export type BackupList = z.infer<typeof BackupList>;
