import { z } from "zod";
import type { AgentRegistration } from "./agent";

export const MOST_ROWS = 5_000;

const Item = z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() });

/** One row of a file: an agent to register, or what is wrong with it. Rows count from 1, without the header; `line` is where it begins in the file, from 1. */
export type ImportRow = { row: number; line: number } & ({ given: AgentRegistration } | { errors: z.infer<typeof Item>[] });

/** What became of each row; with `dryRun`, what would. */
export const ImportReport = z
  .strictObject({
    dryRun: z.boolean(),
    rows: z.int(),
    registered: z.int(),
    refused: z.int(),
    results: z.array(
      z.strictObject({
        row: z.int(),
        line: z.int(),
        ok: z.boolean(),
        id: z.string().optional(),
        errors: z.array(Item).optional(),
      }),
    ),
  })
  .meta({ id: "ImportReport" });
export type ImportReport = z.infer<typeof ImportReport>;
