import { z } from "zod";

const days = z.int().min(1).max(3650);

/**
 * How long what is kept of trust and work stays as it is. The journal, certificates, evidence, decisions and postings are
 * kept for ever, and of signals always the last hundred of each agent and dimension.
 */
export const Retention = z
  .strictObject({
    /** Signals older than this are forgotten. */
    signalDays: days,
    /** Score samples: all of them this long, then one a minute, then one an hour, then one a day for ever. */
    everySampleHours: z.int().min(1).max(720),
    minuteSampleDays: days,
    hourSampleDays: days,
    /** Texts that agents delivered for tasks; what came of the task stays. */
    taskResultDays: days,
  })
  .meta({ id: "Retention" });
export type Retention = z.infer<typeof Retention>;

/** A retention in force or once in force. */
export const RetentionVersion = z
  .strictObject({
    version: z.int(),
    reason: z.string(),
    actor: z.string(),
    since: z.string(),
    undoes: z.int().nullable(),
    ...Retention.shape,
  })
  .meta({ id: "RetentionVersion" });
export type RetentionVersion = z.infer<typeof RetentionVersion>;

/** What the database holds, table by table, the largest first; `bytes` counts the indexes of a table with it. */
export const Storage = z
  .strictObject({
    measuredAt: z.string(),
    /** Bytes of the file, of its write-ahead log, and of the windows kept beside it. */
    file: z.int(),
    log: z.int(),
    windows: z.int(),
    tables: z.array(z.strictObject({ name: z.string(), rows: z.int(), bytes: z.int() })),
  })
  .meta({ id: "Storage" });
export type Storage = z.infer<typeof Storage>;
