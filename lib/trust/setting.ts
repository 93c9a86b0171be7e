import { z } from "zod";
import { TrustPolicy } from "./policy-shape";
import { Weights } from "./weights-shape";

const version = {
  version: z.int(),
  reason: z.string(),
  actor: z.string(),
  since: z.string(),
  /** Version that this one undid, if it is an undo. */
  undoes: z.int().nullable(),
};

/** Trust weights in force or once in force, with who set them, when and why. */
export const WeightsVersion = z.strictObject({ ...version, weights: Weights }).meta({ id: "WeightsVersion" });
export type WeightsVersion = z.infer<typeof WeightsVersion>;

/** Trust policy in force or once in force. */
export const TrustPolicyVersion = z.strictObject({ ...version, ...TrustPolicy.shape }).meta({ id: "TrustPolicyVersion" });
export type TrustPolicyVersion = z.infer<typeof TrustPolicyVersion>;

/** What a ranking rests on, so that it can be told apart from another and made again. */
export const RankingBasis = z
  .strictObject({
    asOf: z.string(),
    /** The weights it was made with, and the version in force; they differ where others are tried out. */
    weights: Weights,
    weightsVersion: z.int(),
    trustPolicyVersion: z.int(),
    gateVersion: z.int(),
    scoreMethod: z.string(),
    /** Of a moment of the past: how much older a score may be. */
    exactToSeconds: z.int().optional(),
  })
  .meta({ id: "RankingBasis" });
export type RankingBasis = z.infer<typeof RankingBasis>;

/** GET /leaderboard: what a set of weights would do. Nothing is stored. */
export const WhatIf = z
  .strictObject({
    items: z.array(
      z.strictObject({
        rank: z.int(),
        previousRank: z.int(),
        agentId: z.string(),
        score: z.int(),
        previousScore: z.int(),
        band: z.string(),
        wouldRevoke: z.boolean(),
      }),
    ),
    summary: z.strictObject({ moved: z.int(), crossedBand: z.int(), wouldRevoke: z.int() }),
    basis: RankingBasis,
  })
  .meta({ id: "WhatIf" });
export type WhatIf = z.infer<typeof WhatIf>;

/** A signal as it is kept. */
export const StoredSignal = z
  .strictObject({
    row: z.int(),
    id: z.string().nullable(),
    at: z.string(),
    observedAt: z.string().nullable(),
    dimension: z.string(),
    value: z.number(),
    weight: z.number(),
    source: z.string(),
    details: z.string().nullable(),
    traceId: z.string().nullable(),
    reporter: z.string(),
    /** Whether the signal is still in its window, and what it then earns and costs in points of the total. */
    inWindow: z.boolean(),
    earned: z.number().nullable(),
    lost: z.number().nullable(),
  })
  .meta({ id: "StoredSignal" });
export type StoredSignal = z.infer<typeof StoredSignal>;
