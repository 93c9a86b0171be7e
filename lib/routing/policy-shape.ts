import { z } from "zod";

const share = z.number().min(0).max(1);
const word = z.string().trim().min(1).max(64);
const words = z.array(word).min(1).max(64);

/** Weight of each part of the combined score, each in [0, 1]; their sum, taken left to right, is within 0.001 of 1. */
export const RoutingWeights = z
  .strictObject({ capability: share, price: share, trust: share, track: share, load: share })
  .refine(({ capability, price, trust, track, load }) => Math.abs(capability + price + trust + track + load - 1) < 0.001, {
    error: "The five weights must sum to 1.",
  })
  .meta({ id: "RoutingWeights" });
export type RoutingWeights = z.infer<typeof RoutingWeights>;

/** By what tasks are given to agents. Who matches less than `minimumCapability` (0–1) of a task does not compete for it. */
export const RoutingPolicy = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, "1–64 of a–z 0–9 -, beginning with a letter"),
    weights: RoutingWeights,
    minimumCapability: share,
    /** Who has a skill under one of `heads` matches the `related` words of a task, at half their weight. */
    synonyms: z.array(z.strictObject({ heads: words, related: words })).max(64),
  })
  .meta({ id: "RoutingPolicy" });
export type RoutingPolicy = z.infer<typeof RoutingPolicy>;

/** A routing policy in force or once in force, with who set it, when and why. */
export const RoutingPolicyVersion = z
  .strictObject({
    version: z.int().min(1),
    reason: z.string(),
    actor: z.string(),
    since: z.string(),
    /** Version that this one undoes. */
    undoes: z.int().nullable(),
    ...RoutingPolicy.shape,
  })
  .meta({ id: "RoutingPolicyVersion" });
export type RoutingPolicyVersion = z.infer<typeof RoutingPolicyVersion>;

/** PUT /routing/policies/{name}; members not given keep their value. A name that is new makes a policy, beginning as `balanced`. */
export const RoutingPolicyChange = z
  .strictObject({
    weights: RoutingWeights.optional(),
    minimumCapability: share.optional(),
    synonyms: RoutingPolicy.shape.synonyms.optional(),
    reason: z.string().trim().min(1).max(2000),
    ifVersion: z.int().min(1).optional(),
  })
  .meta({ id: "RoutingPolicyChange" });
export type RoutingPolicyChange = z.infer<typeof RoutingPolicyChange>;

/** POST /routing/policies/{name}/preview: members not given are as they are in force; `decisions`: how many of the last to look at. */
export const RoutingPolicyQuestion = z
  .strictObject({
    weights: RoutingWeights.optional(),
    minimumCapability: share.optional(),
    decisions: z.int().min(1).max(500).optional(),
  })
  .meta({ id: "RoutingPolicyQuestion" });
export type RoutingPolicyQuestion = z.infer<typeof RoutingPolicyQuestion>;
