import type Database from "better-sqlite3";
import type { Prisma, PrismaClient } from "../generated/prisma/client";
import { type Account, EMPTY_ACCOUNT, type PostingKind, withPosted } from "../routing/account";
import { prepared } from "./prepared";

/** The account that pays agents and is paid by them. */
const TREASURY = 0;

/** A transfer between the treasury and an agent's account; `amountSats` is what the agent receives, negative = pays. */
export type Transfer = {
  transfer: number;
  agentNumber: number;
  amountSats: number;
  kind: PostingKind;
  at: number;
  actor: string;
  reason: string | null;
};

/** A number that no transfer had: the writer's slot gives each once. */
export function nextTransfer(raw: Database.Database): number {
  const highest = raw.prepare<[], number | null>("SELECT max(transfer) FROM Posting").pluck().get() ?? 0;
  return highest + 1;
}

/** The ledger's part of a group commit. */
export class Ledger {
  private readonly insert;

  constructor(private readonly raw: Database.Database) {
    this.insert = raw.prepare(
      "INSERT INTO Posting (transfer, account, amountSats, kind, at, actor, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
  }

  lastTransfer(): number {
    return nextTransfer(this.raw) - 1;
  }

  /** Both postings of a transfer; they sum to zero. */
  post({ transfer, agentNumber, amountSats, kind, at, actor, reason }: Transfer): void {
    this.insert.run(transfer, agentNumber, amountSats, kind, at, actor, reason);
    this.insert.run(transfer, TREASURY, -amountSats, kind, at, actor, reason);
  }
}

/** Both postings of each transfer; they sum to zero. */
export function postTransfers(prisma: PrismaClient, transfers: readonly Transfer[]): Prisma.PrismaPromise<unknown>[] {
  if (transfers.length === 0) return [];
  const data = transfers.flatMap(({ agentNumber, amountSats, at, ...shared }) => {
    const post = (account: number, amount: number) => ({ ...shared, account, amountSats: BigInt(amount), at: BigInt(at) });
    return [post(agentNumber, amountSats), post(TREASURY, -amountSats)];
  });
  return [prisma.posting.createMany({ data })];
}

/** Every account that anything was ever posted to, by its agent's number. */
export function accounts(raw: Database.Database): Map<number, Account> {
  const found = new Map<number, Account>();
  const rows = raw.prepare<[number], { account: number; kind: PostingKind; amount: number }>(
    "SELECT account, kind, sum(amountSats) AS amount FROM Posting WHERE account <> ? GROUP BY account, kind",
  );
  for (const { account, kind, amount } of rows.iterate(TREASURY))
    found.set(account, withPosted(found.get(account) ?? EMPTY_ACCOUNT, kind, amount));
  return found;
}

export type Posted = {
  transfer: number;
  kind: PostingKind;
  amountSats: number;
  balanceSats: number;
  at: number;
  actor: string;
  reason: string | null;
};

/**
 * An account's postings, newest first, those before a transfer if given, each with the balance after it; counted back from
 * the balance of today.
 */
export function postingsOf(
  raw: Database.Database,
  { number, account }: { number: number; account: Account },
  page: { before: number; limit: number },
): Posted[] {
  const newer = prepared<[number, number], { sats: number }>(
    raw,
    "SELECT coalesce(sum(amountSats), 0) AS sats FROM Posting WHERE account = ? AND transfer >= ?",
  ).get(number, page.before);
  let balanceSats = account.balanceSats - (newer?.sats ?? 0);
  return prepared<[number, number, number], Omit<Posted, "balanceSats">>(
    raw,
    `SELECT transfer, kind, amountSats, at, actor, reason FROM Posting
      WHERE account = ? AND transfer < ? ORDER BY transfer DESC LIMIT ?`,
  )
    .all(number, page.before, page.limit)
    .map((row) => {
      const posted = { ...row, balanceSats };
      balanceSats -= row.amountSats;
      return posted;
    });
}
