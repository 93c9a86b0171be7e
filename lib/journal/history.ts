import { z } from "zod";
import { byDimension } from "../trust/dimension";
import { Entry } from "./entry-shape";

/** Score over time, with the entries that mark it. `dimensions` are means 0–100, null where there was no signal. */
export const ScoreHistory = z
  .strictObject({
    resolution: z.enum(["raw", "minute", "hour", "day"]),
    points: z.array(
      z.strictObject({
        at: z.string(),
        score: z.int(),
        min: z.int(),
        max: z.int(),
        rated: z.boolean(),
        dimensions: z.strictObject(byDimension(() => z.number().nullable())),
        weightsVersion: z.int(),
      }),
    ),
    marks: z.array(Entry),
  })
  .meta({ id: "ScoreHistory" });
export type ScoreHistory = z.infer<typeof ScoreHistory>;
