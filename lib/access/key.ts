import { z } from "zod";
import { AgentId } from "../trust/signal";
import { SCOPES } from "./action";

const PerSecond = z.int().min(1).max(1_000_000);
const Share = z.number().min(0.01).max(1);

export const NewKey = z
  .strictObject({
    name: z.string().min(1).max(200),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
    agentId: AgentId.optional(),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
    requestsPerSecond: PerSecond.optional(),
    signalsPerSecond: PerSecond.optional(),
    maxShare: Share.optional(),
  })
  .meta({ id: "NewKey" });
export type NewKey = z.infer<typeof NewKey>;

/** Changes of a key's limits; null puts the default back. */
export const KeyPatch = z
  .strictObject({
    requestsPerSecond: PerSecond.nullable().optional(),
    signalsPerSecond: PerSecond.nullable().optional(),
    maxShare: Share.nullable().optional(),
  })
  .meta({ id: "KeyPatch" });
export type KeyPatch = z.infer<typeof KeyPatch>;

/** What a key may do each second, and what its reporter's signals may together count in one window (0–1). */
export type KeyLimits = Pick<Key, "requestsPerSecond" | "signalsPerSecond" | "maxShare">;

const REQUESTS_PER_SECOND = 100;
const SIGNALS_PER_SECOND = 20_000;
const BOUND_SHARE = 0.2;

type SetLimits = { [Name in keyof KeyLimits]: number | null };

/** The limits in force: an absent one is the default, which for the share depends on whether the key speaks for an agent. */
export function limitsOf({ agentId, ...set }: SetLimits & { agentId: string | null }): KeyLimits {
  return {
    requestsPerSecond: set.requestsPerSecond ?? REQUESTS_PER_SECOND,
    signalsPerSecond: set.signalsPerSecond ?? SIGNALS_PER_SECOND,
    maxShare: set.maxShare ?? (agentId === null ? 1 : BOUND_SHARE),
  };
}

/** A key as it is listed; its secret is never shown again. */
export const Key = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    agentId: z.string().nullable(),
    createdAt: z.string(),
    createdBy: z.string(),
    expiresAt: z.string().nullable(),
    lastUsedAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
    /** Id of the key that replaces this one. */
    replacedBy: z.string().nullable(),
    requestsPerSecond: PerSecond,
    signalsPerSecond: PerSecond,
    maxShare: Share,
  })
  .meta({ id: "Key" });
export type Key = z.infer<typeof Key>;

export const CreatedKey = Key.extend({ secret: z.string() }).meta({ id: "CreatedKey" });
export type CreatedKey = z.infer<typeof CreatedKey>;

/** A successor with the same name, scopes, binding and limits; the old key goes on for the overlap, then ends. */
export const KeyRotation = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(30 * 86_400)
      .default(86_400),
  })
  .meta({ id: "KeyRotation" });
export type KeyRotation = z.infer<typeof KeyRotation>;
