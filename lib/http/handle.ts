import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import { can } from "../access/action";
import { errorAnchor } from "../error-catalogue";
import { isRefusal, Refusal, type RefusalItem } from "../refusal";
import { runtime } from "../runtime";
import { assertSameOrigin, authenticate } from "./auth";
import { BODY_LIMIT, parseBody, parseText, tooLarge } from "./body";
import type { Answer, Operation } from "./operation";
import type { Problem } from "./problem";

/** A request as both servers of HTTP (Next and the process entry) hand it over. */
export type ApiRequest = {
  method: string;
  /** Path and query as sent. */
  target: string;
  header: (name: string) => string | undefined;
  /** Reads the body up to a limit; refuses 413. */
  body: (limit: number) => Promise<Buffer>;
};

export type ApiAnswer = { status: number; headers: Record<string, string>; body: string | AsyncIterable<string> };

const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Runs one operation for one request: every check in the order of api.md, every error as problem+json. */
export async function handle(operation: Operation, params: Record<string, string>, request: ApiRequest): Promise<ApiAnswer> {
  const { metrics } = runtime();
  const stop = metrics.requests.startTimer({ operation: operation.id });
  const answer = await answered(request, async () => {
    const before = position();
    const done = await run(operation, params, request);
    // A read answers at least what was there when it began; a change includes itself.
    return present(operation, done, operation.method === "GET" ? before : position());
  });
  stop({ status: String(answer.status) });
  return answer;
}

/** Answers a refusal, or whatever `respond` does, with a request id. */
export async function answered(
  request: Pick<ApiRequest, "header" | "target">,
  respond: () => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  const given = request.header("x-request-id");
  const requestId = given !== undefined && REQUEST_ID.test(given) ? given : uuidv7();
  const answer = await respond().catch((error: unknown) => problemAnswer(error, request.target, requestId));
  answer.headers["x-request-id"] = requestId;
  answer.headers["cache-control"] ??= "no-store";
  answer.headers["x-content-type-options"] = "nosniff";
  return answer;
}

async function run(operation: Operation, params: Record<string, string>, request: ApiRequest): Promise<Answer<unknown>> {
  const actor = await authenticate(request.header);
  assertSameOrigin(actor, request.method, request.header);
  const verdict = can(actor, operation.action);
  if (!verdict.ok) throw new Refusal(403, verdict.code, verdict.detail);
  const limit = operation.limit ?? BODY_LIMIT;
  const raw = operation.method === "GET" ? null : await readBody(request, limit);
  const value = raw && (await bodyOf(raw, operation, request, limit));
  const query = parseQuery(operation.query, request.target);
  const body = operation.body
    ? parse(operation.body, value, (errors) => new Refusal(422, "http/schema", sentence(errors), errors))
    : assertEmpty(value);
  return operation.run({ actor, params, query: query as never, body: body as never });
}

function bodyOf(raw: Buffer, { media }: Operation, { header }: ApiRequest, limit: number): Promise<unknown> {
  return media ? parseText(raw, header, limit, media) : parseBody(raw, header, limit);
}

/** Refuses by the declared length first, so that a sender need not be read to be told. */
async function readBody(request: ApiRequest, limit: number): Promise<Buffer> {
  if (Number(request.header("content-length") ?? 0) > limit) throw tooLarge(limit);
  return request.body(limit);
}

function position(): Record<string, string> {
  const { journal, fleet } = runtime();
  return { "muster-seq": String(journal.seq), "muster-version": String(fleet.version) };
}

function present(operation: Operation, answer: Answer<unknown>, at: Record<string, string>): ApiAnswer {
  const headers = { ...at, ...answer.headers };
  if ("lines" in answer)
    return { status: 200, headers: { "content-type": "application/x-ndjson; charset=utf-8", ...headers }, body: answer.lines };
  const status = answer.status ?? operation.status ?? 200;
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(answer.body),
  };
}

function parseQuery(schema: z.ZodType | undefined, target: string): unknown {
  const given = new URLSearchParams(target.split("?", 2)[1] ?? "");
  const names = [...given.keys()];
  const refuse = (errors: RefusalItem[]) => new Refusal(400, "http/query", sentence(errors), errors);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw refuse([{ pointer: `/${repeated}`, code: "repeated", detail: "Given more than once." }]);
  if (schema) return parse(schema, Object.fromEntries(given), refuse);
  if (names[0] !== undefined)
    throw refuse([{ pointer: `/${names[0]}`, code: "unrecognized_keys", detail: "This operation takes no such parameter." }]);
  return undefined;
}

function assertEmpty(value: unknown): undefined {
  if (value && (typeof value !== "object" || Array.isArray(value) || Object.keys(value).length > 0)) {
    throw new Refusal(422, "http/schema", "This operation takes no body.");
  }
  return undefined;
}

function parse(schema: z.ZodType, value: unknown, refuse: (errors: RefusalItem[]) => Refusal): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refuse(itemsOf(parsed.error.issues));
}

/** Schema issues as pointers; an unknown member points at itself. */
export function itemsOf(issues: readonly z.core.$ZodIssue[], base = ""): RefusalItem[] {
  return issues.slice(0, 50).flatMap((issue): RefusalItem[] => {
    const at = `${base}${issue.path.map((part) => `/${String(part).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("")}`;
    if (issue.code !== "unrecognized_keys") return [{ pointer: at, code: issue.code, detail: issue.message }];
    return issue.keys.map((key) => ({ pointer: `${at}/${key.slice(0, 200)}`, code: issue.code, detail: "Unknown member." }));
  });
}

function sentence(errors: readonly RefusalItem[]): string {
  const [first] = errors;
  if (!first) return "The request does not fit.";
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return `${first.pointer || "The value"}: ${first.detail}${more}`;
}

/** For a method that a path does not know; `allow` lists those it does. */
export function methodRefusal(method: string | undefined, allow: string): Refusal {
  return new Refusal(405, "http/method", `${method} is not possible here. Possible: ${allow}.`, undefined, undefined, allow);
}

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Invalid content",
  429: "Too many requests",
  500: "Internal error",
  503: "Not available",
};

/** The funnel: every error under /api becomes this answer. Only what nobody foresaw is logged as an error. */
function problemAnswer(error: unknown, target: string, requestId: string): ApiAnswer {
  const refusal = isRefusal(error) ? error : null;
  if (!refusal) runtime().log.error({ err: error, requestId }, "request failed");
  const status = refusal?.status ?? 500;
  const code = refusal?.code ?? "internal";
  const problem: Problem = {
    type: `/docs/errors#${errorAnchor(code)}`,
    title: TITLES[status] ?? "Error",
    status,
    detail: refusal?.message ?? "Something went wrong on our side. The log holds it under this request id.",
    instance: target.split("?", 1)[0]?.slice(0, 500) ?? "",
    code,
    ...(refusal?.errors ? { errors: refusal.errors } : {}),
    requestId,
  };
  const headers: Record<string, string> = { "content-type": "application/problem+json; charset=utf-8" };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  if (refusal?.retryAfterSeconds !== undefined) headers["retry-after"] = String(refusal.retryAfterSeconds);
  if (refusal?.allow !== undefined) headers.allow = refusal.allow;
  return { status, headers, body: JSON.stringify(problem) };
}
