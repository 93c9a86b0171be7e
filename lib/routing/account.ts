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

/** No posting moves, and no top-up leaves, more than there will ever be: 21 million bitcoin. */
export const MOST_SATS = 2_100_000_000_000_000;

/**
 * An account after so many sats (negative = taken) were posted to it. What was earned may go beyond what an account may be
 * topped up to: a price that could not be paid would leave its task open for ever. Throws RangeError for what no ledger holds.
 */
export function afterPosting(account: Account, kind: PostingKind, amountSats: number): Account {
  const after = withPosted(account, kind, amountSats);
  if (!Number.isSafeInteger(amountSats) || Math.abs(amountSats) > MOST_SATS || !Number.isSafeInteger(after.balanceSats))
    throw new RangeError(`an account cannot go from ${account.balanceSats} by ${amountSats} sats`);
  return after;
}

/** The same for what the ledger holds already, which may be the sum of many postings. */
export function withPosted(account: Account, kind: PostingKind, amountSats: number): Account {
  const part = PART_OF[kind];
  return {
    ...account,
    balanceSats: account.balanceSats + amountSats,
    ...(part && { [part]: account[part] + Math.abs(amountSats) }),
  };
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
