import { z } from "zod";
import { AgentId } from "../trust/signal";
import { SCOPES } from "./action";

export const NewKey = z
  .strictObject({
    name: z.string().min(1).max(200),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
    agentId: AgentId.optional(),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
  })
  .meta({ id: "NewKey" });
export type NewKey = z.infer<typeof NewKey>;

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
  })
  .meta({ id: "Key" });
export type Key = z.infer<typeof Key>;

export const CreatedKey = Key.extend({ secret: z.string() }).meta({ id: "CreatedKey" });
export type CreatedKey = z.infer<typeof CreatedKey>;
