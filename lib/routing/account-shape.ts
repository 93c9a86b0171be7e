import { z } from "zod";
import { MOST_SATS, POSTING_KINDS } from "./account";

const sats = z.int();

/** What an agent's account holds and how it came to it. */
const account = { balanceSats: sats, earnedSats: sats, spentSats: sats, penaltiesSats: sats, topUpsSats: sats };

export const TopUp = z
  .strictObject({ amountSats: z.int().min(1).max(MOST_SATS), reason: z.string().trim().min(1).max(2000) })
  .meta({ id: "TopUp" });
export type TopUp = z.infer<typeof TopUp>;

/** One posting to an account: positive = received. `balanceSats` is the balance after it; times are RFC 3339 UTC. */
const StatementLine = z.strictObject({
  transfer: z.int(),
  kind: z.enum(POSTING_KINDS),
  amountSats: sats,
  balanceSats: sats,
  at: z.string(),
  actor: z.string(),
  reason: z.string().nullable(),
});
export type StatementLine = z.infer<typeof StatementLine>;

/** An account with its postings, newest first. */
export const AccountStatement = z
  .strictObject({ agentId: z.string(), ...account, items: z.array(StatementLine), nextCursor: z.string().nullable() })
  .meta({ id: "AccountStatement" });
export type AccountStatement = z.infer<typeof AccountStatement>;
