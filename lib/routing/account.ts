/** Why sats move: what an agent began with, a top-up, the price of a task, the penalty for one that failed. */
export const POSTING_KINDS = ["initial", "top_up", "payment", "penalty"] as const;
export type PostingKind = (typeof POSTING_KINDS)[number];

/** An agent's account in whole sats. The balance is all that was posted to it; the others are sums of one kind each. */
export type Account = {
  balanceSats: number;
  earnedSats: number;
  spentSats: number;
  penaltiesSats: number;
  topUpsSats: number;
};

export const EMPTY_ACCOUNT: Account = { balanceSats: 0, earnedSats: 0, spentSats: 0, penaltiesSats: 0, topUpsSats: 0 };

/** No account holds or owes more than there will ever be: 21 million bitcoin. */
export const MOST_SATS = 2_100_000_000_000_000;

/** An account after so many sats (negative = taken) were posted to it. Throws RangeError for what no ledger holds. */
export function afterPosting(account: Account, kind: PostingKind, amountSats: number): Account {
  const balanceSats = account.balanceSats + amountSats;
  if (!Number.isSafeInteger(amountSats) || Math.abs(balanceSats) > MOST_SATS)
    throw new RangeError(`an account cannot go from ${account.balanceSats} by ${amountSats} sats`);
  const part = PART_OF[kind];
  return { ...account, balanceSats, ...(part && { [part]: account[part] + Math.abs(amountSats) }) };
}

const PART_OF = {
  initial: null,
  top_up: "topUpsSats",
  payment: "earnedSats",
  penalty: "penaltiesSats",
} as const satisfies Record<PostingKind, keyof Account | null>;

/** Whether an agent owes more than it has: then it is held until somebody tops its account up. */
export function isInsolvent({ balanceSats }: Account): boolean {
  return balanceSats < 0;
}
