import { createHash } from "node:crypto";
import { type OpenClaim, withClaim } from "../commands/claim";
import { forgetIdempotentRequests } from "../commands/forget-idempotent-requests";
import { keepAnswer } from "../commands/keep-answer";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { claimId, KEEP_REQUESTS_MS, type KeptRequest, keptAnswer, MOST_KEYS, type RunningRequest } from "../store/idempotency";
import type { ApiAnswer, ApiRequest } from "./exchange";
import type { Operation } from "./operation";
import { PROBLEM_TYPE } from "./problem-answer";

const WHOLE_ANSWER_BYTES = 16 * 1024;
const WAIT_MS = 5_000;
const FULL_RETRY_SECONDS = 60;
/** What a repetition tells besides the body; the rest is made anew. */
const KEPT_HEADERS = ["location", "muster-seq", "muster-version"];

type Kept = { status: number; answer: string };

/** The request's Idempotency-Key, if it has one that counts. Refuses 400 `http/idempotency-key`. */
export function idempotencyKey(operation: Operation, header: ApiRequest["header"]): string | undefined {
  const key = operation.method === "POST" ? header("idempotency-key") : undefined;
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Refusal(400, "http/idempotency-key", "Idempotency-Key must be 1–255 visible ASCII characters.");
  return key;
}

/** A request as its repetitions are recognised: who sends what, under which key. */
export function claimOf(credential: string, key: string, { method, target }: ApiRequest, content: Buffer): OpenClaim {
  const [path = "", query = ""] = target.split("?", 2);
  const fingerprint = createHash("sha256").update(`${query}\n`).update(content).digest("hex");
  return { credential, operation: `${method} ${path}`, key, fingerprint, createdAt: runtime().now(), kept: "nothing" };
}

/**
 * Does a request once: its repetitions get what the first was answered, also while that runs and after a restart.
 * `perform` answers what is to be kept as well as what is not (429, 5xx). Refuses 409 `http/idempotency-running`,
 * 422 `http/idempotency-mismatch`, 429 `http/idempotency-limit`.
 */
export async function once(operation: Operation, claim: OpenClaim, perform: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  const { running } = runtime().idempotency;
  const id = claimId(claim);
  const deadline = performance.now() + WAIT_MS;
  for (let other = running.get(id); other; other = running.get(id)) {
    assertSame(claim, other);
    const kept = await withinTime(other, deadline);
    if (kept) return replay(kept);
  }
  let finish: (kept: Kept | null) => void = () => {};
  running.set(id, { fingerprint: claim.fingerprint, done: new Promise((resolve) => (finish = resolve)) });
  let left: Kept | null = null;
  try {
    const found = await stored(claim);
    if (found) {
      left = { status: found.status ?? operation.status ?? 200, answer: found.answer ?? keptAnswer(null) };
      return replay(left);
    }
    const answer = await performed(operation, claim, perform);
    left = answer.left;
    return answer.answer;
  } finally {
    running.delete(id);
    finish(left);
  }
}

async function stored(claim: OpenClaim): Promise<KeptRequest | undefined> {
  const { idempotency, now } = runtime();
  const found = idempotency.find(claim);
  if (!found) return undefined;
  if (found.createdAt > now() - KEEP_REQUESTS_MS) {
    assertSame(claim, found);
    return found;
  }
  await forgetIdempotentRequests();
  return undefined;
}

async function performed(
  operation: Operation,
  claim: OpenClaim,
  perform: () => Promise<ApiAnswer>,
): Promise<{ answer: ApiAnswer; left: Kept | null }> {
  const { idempotency, log } = runtime();
  if (!idempotency.reserve(claim.credential)) {
    const detail = `This credential has ${MOST_KEYS.toLocaleString("en")} Idempotency-Keys of the last 24 hours.`;
    throw new Refusal(429, "http/idempotency-limit", detail, undefined, FULL_RETRY_SECONDS);
  }
  let left: Kept | null = null;
  try {
    const answer = await withClaim(claim, perform);
    if (answer.status >= 500 || answer.status === 429 || typeof answer.body !== "string") return { answer, left };
    left = { status: answer.status, answer: keptText(operation, answer, answer.body) };
    await keepAnswer(claim, left.status, left.answer).catch((error: unknown) => {
      log.warn({ err: error, operation: operation.id }, "an answer could not be kept");
    });
    return { answer, left };
  } finally {
    if (claim.kept === "nothing") idempotency.release(claim.credential);
  }
}

function assertSame(claim: OpenClaim, { fingerprint }: { fingerprint: string }): void {
  if (fingerprint === claim.fingerprint) return;
  throw new Refusal(
    422,
    "http/idempotency-mismatch",
    "This Idempotency-Key was sent before with another query or body. Use a new key for a new request.",
  );
}

async function withinTime({ done }: RunningRequest, deadline: number): Promise<Kept | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const refusal = new Refusal(
      409,
      "http/idempotency-running",
      "A request with this Idempotency-Key is still running. Send again shortly.",
      undefined,
      1,
    );
    timer = setTimeout(() => reject(refusal), Math.max(0, deadline - performance.now()));
  });
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The answer as it is kept: whole if it is small and holds no secret, else status and counts. */
function keptText(operation: Operation, { status, headers }: ApiAnswer, body: string): string {
  const tells = Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
  const value = JSON.parse(body) as Record<string, unknown> | null;
  return keptAnswer(shortened(operation, status, Buffer.byteLength(body), value), tells);
}

function shortened(operation: Operation, status: number, bytes: number, value: Record<string, unknown> | null): unknown {
  const large = bytes > WHOLE_ANSWER_BYTES;
  if (typeof value !== "object" || value === null) return large ? null : value;
  // Of a problem only the list of places can be large.
  if (status >= 400) return large ? without(value, ["errors"]) : value;
  if (large || operation.keepsCounts)
    return Object.fromEntries(Object.entries(value).filter(([, member]) => typeof member === "number"));
  const secrets = (operation.secrets ?? []).map((name) => [name, null] as const);
  return { ...value, ...Object.fromEntries(secrets) };
}

function without(value: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

function replay({ status, answer }: Kept): ApiAnswer {
  const { headers, body } = JSON.parse(answer) as { headers: Record<string, string>; body: unknown };
  const type = status >= 400 ? PROBLEM_TYPE : "application/json; charset=utf-8";
  return {
    status,
    headers: { ...headers, "content-type": type, "idempotency-replayed": "true" },
    body: JSON.stringify(body),
  };
}
