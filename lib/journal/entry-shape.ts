import { z } from "zod";
import { ENTRY_TYPES, type Entry as EntryOf } from "./entry";

export const Entry = z
  .strictObject({
    seq: z.int().positive(),
    id: z.string(),
    at: z.string(),
    type: z.enum(ENTRY_TYPES),
    agentId: z.string().nullable(),
    actor: z.string(),
    cause: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    prevHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: "JournalEntry" }) satisfies z.ZodType<EntryOf>;
