import { z } from "zod";

/** Why somebody did something. */
export const Reason = z.string().trim().min(1).max(2000);
export const WithReason = z.strictObject({ reason: Reason });
/** The version that a change is meant for. */
export const IfVersion = z.int().positive().optional();

/** What the query of a list takes. */
export const page = { limit: z.coerce.number().int().min(1).max(500).default(50), cursor: z.string().min(1).max(200).optional() };

/** One page of a list. */
export const pageOf = (item: z.ZodType) => z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

/** The parameter `{id}` of a path. */
export const id = (params: Record<string, string>): string => params.id ?? "";

/** `true` or `false` in a query. */
export const flag = z.enum(["true", "false"]).transform((text) => text === "true");
