import { z } from "zod";
import { Changes } from "../journal/changes-shape";
import { Checkpoint } from "../journal/checkpoint";
import { ENTRY_TYPES } from "../journal/entry";
import { Entry } from "../journal/entry-shape";
import { JournalProof, JournalStatus } from "../journal/proof";
import { readChanges } from "../reads/changes";
import {
  exportCheckpoints,
  exportJournal,
  readCheckpoint,
  readJournal,
  readJournalStatus,
  verifyJournal,
} from "../reads/journal";
import { operation } from "./operation";
import { flag, page, pageOf } from "./shapes";

const EntryTypesQuery = z
  .string()
  .transform((text, context) => {
    const parsed = z.array(z.enum(ENTRY_TYPES)).min(1).safeParse(text.split(","));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: `One type or several, separated by commas: ${ENTRY_TYPES.join(", ")}.` });
    return z.NEVER;
  })
  .meta({ description: "One type of entry, or several separated by commas" });

const seq = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);

/** The operations of the journal; part of the table of all (operations.ts). */
export const JOURNAL_OPERATIONS = {
  listJournal: operation({
    id: "listJournal",
    method: "GET",
    path: "/journal",
    tag: "Journal",
    summary: "Entries newest first, or with after oldest first",
    action: "readJournal",
    query: z.strictObject({
      after: seq.optional(),
      since: seq.optional().meta({ description: "Entries after this one, newest first all the same" }),
      status: z.enum(["passed", "failed", "inconclusive"]).optional().meta({ description: "What the end of an audit says" }),
      nobody: flag.optional().meta({ description: "true: entries that are about no agent" }),
      type: EntryTypesQuery.optional(),
      agentId: z.string().max(128).optional(),
      actor: z.string().max(300).optional(),
      routine: flag.optional().meta({ description: "false leaves out what tasks do as long as all goes well" }),
      ...page,
    }),
    response: pageOf(Entry),
    run: async ({ actor, query }) => ({ body: await readJournal(actor, query) }),
  }),
  readChanges: operation({
    id: "readChanges",
    method: "GET",
    path: "/journal/changes",
    tag: "Journal",
    summary: "What changed after an entry, in numbers; without after since you last marked it as seen, or within 24 hours",
    action: "readJournal",
    query: z.strictObject({ after: seq.optional() }),
    response: Changes,
    run: async ({ actor, query }) => ({ body: await readChanges(actor, query) }),
  }),
  verifyJournal: operation({
    id: "verifyJournal",
    method: "GET",
    path: "/journal/verify",
    tag: "Journal",
    summary: "Recompute chain, evidence and checkpoints since the last time; names the first bad sequence. full=true starts over",
    action: "readJournal",
    query: z.strictObject({ full: flag.optional() }),
    response: JournalProof,
    run: async ({ actor, query }) => ({ body: await verifyJournal(actor, query.full ?? false) }),
  }),
  readJournalStatus: operation({
    id: "readJournalStatus",
    method: "GET",
    path: "/journal/status",
    tag: "Journal",
    summary: "The last verification, the newest checkpoint and its key",
    action: "readJournal",
    response: JournalStatus,
    run: ({ actor }) => ({ body: readJournalStatus(actor) }),
  }),
  readCheckpoint: operation({
    id: "readCheckpoint",
    method: "GET",
    path: "/journal/checkpoint",
    tag: "Journal",
    summary: "The newest signed checkpoint",
    action: "readJournal",
    response: Checkpoint,
    run: ({ actor }) => ({ body: readCheckpoint(actor) }),
  }),
  exportCheckpoints: operation({
    id: "exportCheckpoints",
    atOnce: "exports",
    method: "GET",
    path: "/journal/checkpoints",
    tag: "Journal",
    summary: "Every checkpoint that is kept as NDJSON, oldest first",
    action: "readJournal",
    run: ({ actor }) => ({
      lines: exportCheckpoints(actor),
      headers: { "content-disposition": 'attachment; filename="journal-checkpoints.ndjson"' },
    }),
  }),
  exportJournal: operation({
    id: "exportJournal",
    atOnce: "exports",
    method: "GET",
    path: "/journal/export",
    tag: "Journal",
    summary: "All entries as NDJSON, oldest first",
    action: "readJournal",
    query: z.strictObject({
      after: seq.default(0),
    }),
    run: ({ actor, query }) => ({
      lines: exportJournal(actor, query.after),
      headers: { "content-disposition": 'attachment; filename="journal.ndjson"' },
    }),
  }),
} as const;
