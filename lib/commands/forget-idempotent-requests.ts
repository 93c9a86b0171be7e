import { runtime } from "../runtime";
import { KEEP_REQUESTS_MS } from "../store/idempotency";

// One statement holds the event loop.
const CHUNK = 500;

/** Deletes the requests whose day is over: their keys may be used anew. */
export async function forgetIdempotentRequests(): Promise<void> {
  const { writer, idempotency, now } = runtime();
  const until = now() - KEEP_REQUESTS_MS;
  while ((await writer.slot(async () => idempotency.forget(until, CHUNK))) === CHUNK)
    await new Promise<void>((resolve) => setImmediate(resolve));
}
