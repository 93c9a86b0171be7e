import type { ErrorCode } from "./error-catalogue";

export type RefusalItem = { pointer: string; code: string; detail: string };

/** Why a command or read will not be done: becomes one problem+json over HTTP and one sentence on screen. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 503,
    readonly code: ErrorCode,
    detail: string,
    readonly errors?: RefusalItem[],
    readonly retryAfterSeconds?: number,
    /** For 405: what is possible instead. */
    readonly allow?: string,
  ) {
    super(detail);
  }
}

/** By name: Next bundles this module a second time, so instanceof fails across the copies. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === "Refusal";
}
