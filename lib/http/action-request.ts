import { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { Refusal } from "../refusal";
import { assertPlainText, BODY_LIMIT, parseJson, readLimited } from "./body";
import { sessionActor, sessionCookie } from "./session";

/**
 * What React may write for a value that JSON has no word for: an escaped dollar, undefined, the odd numbers and dates. All else
 * that begins with a dollar is a reference into the runtime (to a prototype, a promise, another action, a blob): nothing of
 * Muster sends one, and every hole of this format so far began with one.
 */
const HARMLESS = /^\$(\$|undefined$|NaN$|-?Infinity$|-0$|D[\d:.TZ-]+$)/;

/** Bytes of what signing in takes: strangers on many connections must not fill the memory. */
const STRANGERS_LIMIT = 16 * 1024;

/**
 * A POST to a page, checked before Next looks at it: a server action called with one plain value. Answers a request that can be
 * read anew. Refuses 405 where no action is named, 415, 413, 400 and 422 for a body that no page of ours sends.
 */
export async function actionRequest(request: IncomingMessage): Promise<IncomingMessage> {
  if (request.headers["next-action"] === undefined)
    throw new Refusal(405, "http/method", "Pages are read.", undefined, undefined, "GET, HEAD");
  if (!/^text\/plain\s*(;|$)/i.test(request.headers["content-type"] ?? ""))
    throw new Refusal(415, "http/media-type", "Send Content-Type: text/plain.");
  const someone = await sessionActor(sessionCookie(request.headers.cookie));
  const body = await readLimited(request.iterator({ destroyOnReturn: false }), someone ? BODY_LIMIT : STRANGERS_LIMIT);
  const text = body.toString("utf8");
  const given = parseJson(text);
  if (!Array.isArray(given) || given.length !== 1) throw new Refusal(400, "http/json", "An action takes one value.");
  assertPlainText(text, given);
  assertNoReference(given);
  // Only navigations carry it; on an action Next is confused by it and answers 500.
  delete request.headers.rsc;
  return again(request, body);
}

function assertNoReference(given: unknown): void {
  const stack = [given];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === "string" && next.startsWith("$") && !HARMLESS.test(next))
      throw new Refusal(400, "http/json", "The body refers to something; only plain values are taken.");
    if (typeof next === "object" && next !== null) stack.push(...Object.values(next));
  }
}

/** The same request with its body still to be read. */
function again(request: IncomingMessage, body: Buffer): IncomingMessage {
  const copy = new IncomingMessage(request.socket as Socket);
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  Object.assign(copy, { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true });
  copy.push(body);
  copy.push(null);
  return copy;
}
