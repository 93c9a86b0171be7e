import type Database from "better-sqlite3";
import type { Prisma, PrismaClient } from "../generated/prisma/client";

/** A request that is to be done once. `createdAt` is epoch ms, `fingerprint` the SHA-256 of query and body. */
export type IdempotentClaim = {
  credential: string;
  /** Method and path as sent. */
  operation: string;
  key: string;
  fingerprint: string;
  createdAt: number;
};

/** What is kept of a request; without a status its effect is there and its answer was lost. */
export type KeptRequest = { fingerprint: string; createdAt: number; status: number | null; answer: string | null };

/** A request that runs now: what it will leave to its repetitions, null for nothing. */
export type RunningRequest = { fingerprint: string; done: Promise<{ status: number; answer: string } | null> };

export const KEEP_REQUESTS_MS = 86_400_000;
export const MOST_KEYS = 10_000;

/** What credentials asked to be done once: rows in the database, and in memory what runs and how many keys each has. */
export class IdempotentRequests {
  /** By `claimId`. */
  readonly running = new Map<string, RunningRequest>();
  private readonly keys = new Map<string, number>();
  private readonly statements;

  constructor(raw: Database.Database) {
    this.statements = {
      find: raw.prepare<[string, string, string], KeptRequest>(
        "SELECT fingerprint, createdAt, status, answer FROM IdempotentRequest WHERE credential = ? AND operation = ? AND key = ?",
      ),
      insert: raw.prepare(
        "INSERT OR REPLACE INTO IdempotentRequest (credential, operation, key, fingerprint, createdAt, status, answer) VALUES (?, ?, ?, ?, ?, ?, ?)",
      ),
      answer: raw.prepare(
        "UPDATE IdempotentRequest SET status = ?, answer = ? WHERE credential = ? AND operation = ? AND key = ?",
      ),
      forget: raw
        .prepare<[number, number], string>(
          `DELETE FROM IdempotentRequest WHERE (credential, operation, key) IN
             (SELECT credential, operation, key FROM IdempotentRequest WHERE createdAt <= ? ORDER BY createdAt LIMIT ?)
           RETURNING credential`,
        )
        .pluck(),
    };
    const counts = raw
      .prepare<[], [string, number]>("SELECT credential, count(*) FROM IdempotentRequest GROUP BY credential")
      .raw();
    for (const [credential, count] of counts.iterate()) this.keys.set(credential, count);
  }

  find({ credential, operation, key }: IdempotentClaim): KeptRequest | undefined {
    return this.statements.find.get(credential, operation, key);
  }

  /** Counts a new key of a credential; false if it has too many. */
  reserve(credential: string): boolean {
    const count = this.keys.get(credential) ?? 0;
    if (count >= MOST_KEYS) return false;
    this.keys.set(credential, count + 1);
    return true;
  }

  /** Takes back a key that leaves nothing. */
  release(credential: string): void {
    const count = (this.keys.get(credential) ?? 0) - 1;
    if (count > 0) this.keys.set(credential, count);
    else this.keys.delete(credential);
  }

  /**
   * Only in a slot of the writer, like all that follows. Without status and answer its effect is stored, and these follow.
   * Replaces: one request must never fail the commit of others.
   */
  insert(claim: IdempotentClaim, status: number | null, answer: string | null): void {
    const { credential, operation, key, fingerprint, createdAt } = claim;
    this.statements.insert.run(credential, operation, key, fingerprint, createdAt, status, answer);
  }

  answer({ credential, operation, key }: IdempotentClaim, status: number, answer: string): void {
    this.statements.answer.run(status, answer, credential, operation, key);
  }

  /** Deletes at most `most` requests made until `time` (epoch ms) and answers how many. */
  forget(time: number, most: number): number {
    const credentials = this.statements.forget.all(time, most);
    for (const credential of credentials) this.release(credential);
    return credentials.length;
  }
}

/** One claim as a name. */
export const claimId = ({ credential, operation, key }: IdempotentClaim): string => JSON.stringify([credential, operation, key]);

/** The claim as a write of the transaction that has its effect. */
export function insertClaim(prisma: PrismaClient, claim: IdempotentClaim): Prisma.PrismaPromise<unknown> {
  const { credential, operation, key, fingerprint, createdAt } = claim;
  return prisma.idempotentRequest.create({ data: { credential, operation, key, fingerprint, createdAt: BigInt(createdAt) } });
}

/** An answer as it is kept. `body` is any JSON value. */
export function keptAnswer(body: unknown, headers: Record<string, string> = {}): string {
  return JSON.stringify({ headers, body });
}
