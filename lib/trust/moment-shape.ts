import { z } from "zod";
import { TrustPolicyVersion, WeightsVersion } from "./setting";

/**
 * What a board of the past rests on. Scores and means are those of the last sample kept before the moment, so they may be
 * older than it by `exactToSeconds`; flags, tiers and settings are to the millisecond, from the journal and certificates.
 */
export const Moment = z
  .strictObject({
    exactToSeconds: z.int(),
    /** The first moment that anything is known of, RFC 3339. */
    keptSince: z.string(),
    /** What was in force. */
    weights: WeightsVersion,
    trustPolicy: TrustPolicyVersion,
    gateVersion: z.int(),
  })
  .meta({ id: "Moment" });
export type Moment = z.infer<typeof Moment>;
