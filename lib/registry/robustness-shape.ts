import { z } from "zod";

export const Share = z.number().min(0).max(1);

/** What an audit measured, each component 0–1. */
export const Robustness = z
  .strictObject({ cc: Share, er: Share, as: Share, ih: Share })
  .meta({ id: "Robustness", description: "What an audit measured, each 0–1: CC, ER, AS and IH." });
export type Robustness = z.infer<typeof Robustness>;
