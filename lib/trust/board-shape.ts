import { z } from "zod";
import { byDimension } from "./dimension";
import { Moment } from "./moment-shape";

/**
 * One columnar snapshot of all agents not deregistered, for ranking in the browser: index i of every column is one agent.
 * `dims` are means 0–100 with 3 decimals, null = no signal. `signals` counts signals in the windows (evidence);
 * `heldBy` says what holds the tier as bits (CC 1, ER 2, AS 4, IH 8; 0 = nothing), null = no certificate in force;
 * `delta24h` is the change of the score over 24 h or, if younger, since its first rated sample.
 */
export const BoardSnapshot = z
  .strictObject({
    instance: z.string(),
    seq: z.int(),
    version: z.int(),
    at: z.string(),
    weightsVersion: z.int(),
    ids: z.array(z.string()),
    names: z.array(z.string()),
    models: z.array(z.string()),
    scores: z.array(z.int()),
    dims: z.strictObject(byDimension(() => z.array(z.number().nullable()))),
    flags: z.array(z.int()),
    tiers: z.array(z.string()),
    tierDropAt: z
      .array(z.string().nullable())
      .meta({ description: "When the tier goes down next; null = never, or no certificate" }),
    heldBy: z.array(z.int().nullable()).meta({
      description: "What holds the tier, as a sum: CC 1, ER 2, AS 4, IH 8; 0 = nothing, null = no certificate in force",
    }),
    lastSignalAt: z.array(z.string().nullable()),
    signals: z.array(z.int()),
    delta24h: z.array(z.int().nullable()),
    moment: Moment.optional().meta({ description: "Of a board of the past only" }),
  })
  .meta({ id: "Board" });
export type BoardSnapshot = z.infer<typeof BoardSnapshot>;
