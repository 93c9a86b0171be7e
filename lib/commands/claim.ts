import { AsyncLocalStorage } from "node:async_hooks";
import type { IdempotentClaim } from "../store/idempotency";

/**
 * The request with an Idempotency-Key on whose behalf a command runs. Its row is written in the transaction of the
 * request's effect, so that no crash can separate the two.
 */
export type OpenClaim = IdempotentClaim & {
  /** What the database holds of it so far. */
  kept: "nothing" | "effect" | "answer";
};

const claims = new AsyncLocalStorage<OpenClaim | undefined>();

export const withClaim = <T>(claim: OpenClaim, run: () => Promise<T>): Promise<T> => claims.run(claim, run);

/** Runs what belongs to no request, such as a slot of the writer and everything that begins in it. */
export const withoutClaim = <T>(run: () => T): T => claims.run(undefined, run);

/** The claim of the request that is being answered. A slot of the writer belongs to no request: ask before entering it. */
export const currentClaim = (): OpenClaim | undefined => claims.getStore();
