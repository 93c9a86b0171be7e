import { z } from "zod";
import { CHANGE_NAMES } from "./changes";

/**
 * What changed after an entry: how many entries of each group (lib/journal/changes) there are. `since.marked`: somebody said
 * to have seen everything up to there; otherwise it is where the last 24 hours begin.
 */
export const Changes = z
  .strictObject({
    since: z.strictObject({ seq: z.int(), at: z.string().nullable(), marked: z.boolean() }),
    head: z.int(),
    counts: z.record(z.enum(CHANGE_NAMES), z.int()),
  })
  .meta({ id: "Changes" });
export type Changes = z.infer<typeof Changes>;
