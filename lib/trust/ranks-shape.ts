import { z } from "zod";

/** How far back ranks are told, and the steps between: 24 hours by the hour, 7 days by six hours, 30 days by the day; finer where less is kept. */
export const RANK_RANGES = ["24h", "7d", "30d"] as const;
export type RankRange = (typeof RANK_RANGES)[number];

/** Agents that can be followed at once. */
export const MOST_FOLLOWED = 10;

/** Ranks and scores of some agents at discrete times, oldest first; null = unrated, revoked or not registered then. */
export const RankHistory = z
  .strictObject({
    range: z.enum(RANK_RANGES),
    /** Between two times, but for the last: finer than the range's own while the database is young. */
    stepSeconds: z.int(),
    /** RFC 3339; the last is now. */
    times: z.array(z.string()),
    /** How many agents had a rank at each. */
    ranked: z.array(z.int()),
    /** How much older than its time a score may be: samples are thinned as they age. */
    exactToSeconds: z.int(),
    agents: z.array(
      z.strictObject({
        agentId: z.string(),
        name: z.string(),
        ranks: z.array(z.int().nullable()),
        scores: z.array(z.int().nullable()),
      }),
    ),
  })
  .meta({ id: "RankHistory" });
export type RankHistory = z.infer<typeof RankHistory>;
