import { z } from "zod";
import { ENTRY_TYPES, Entry } from "../journal/entry";
import { exportJournal, readJournal, verifyJournal } from "../reads/journal";
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

const JournalProof = z
  .strictObject({ ok: z.boolean(), entries: z.int(), head: z.string(), firstBad: z.int().optional() })
  .meta({ id: "JournalProof" });

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
      after: z.coerce
        .number()
        .int()
        .min(0)
        .max(2 ** 31 - 1)
        .optional(),
      type: EntryTypesQuery.optional(),
      agentId: z.string().max(128).optional(),
      actor: z.string().max(300).optional(),
      routine: flag.optional().meta({ description: "false leaves out what tasks do as long as all goes well" }),
      ...page,
    }),
    response: pageOf(Entry),
    run: async ({ actor, query }) => ({ body: await readJournal(actor, query) }),
  }),
  verifyJournal: operation({
    id: "verifyJournal",
    method: "GET",
    path: "/journal/verify",
    tag: "Journal",
    summary: "Recompute the hash chain; names the first bad sequence",
    action: "readJournal",
    query: z.strictObject({ full: flag.optional() }),
    response: JournalProof,
    run: async ({ actor, query }) => ({ body: await verifyJournal(actor, query.full ?? false) }),
  }),
  exportJournal: operation({
    id: "exportJournal",
    method: "GET",
    path: "/journal/export",
    tag: "Journal",
    summary: "All entries as NDJSON, oldest first",
    action: "readJournal",
    query: z.strictObject({
      after: z.coerce
        .number()
        .int()
        .min(0)
        .max(2 ** 31 - 1)
        .default(0),
    }),
    run: ({ actor, query }) => ({
      lines: exportJournal(actor, query.after),
      headers: { "content-disposition": 'attachment; filename="journal.ndjson"' },
    }),
  }),
} as const;
