import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage } from "node:http";

const zones = new AsyncLocalStorage<string>();
const LONGEST = 64;
// `zone` is ZONE_COOKIE of components/ui/zone, which makes sure that it names one.
const COOKIE = /(?:^|;\s*)zone=([^;\s]*)/;

/**
 * Runs `answer` so that every time it writes is in the zone that the request's cookie names. Pages are rendered by code that
 * the bundler copies, so what the two share hangs on `globalThis`.
 */
export function inReadersZone<T>({ headers }: Pick<IncomingMessage, "headers">, answer: () => T): T {
  globalThis.musterZone ??= () => zones.getStore();
  const name = COOKIE.exec(headers.cookie ?? "")?.[1];
  return name === undefined || name.length > LONGEST ? answer() : zones.run(name, answer);
}
