import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import { type Action, type Actor, can } from "../access/action";
import { addsEntries } from "../engine/entry-limits";
import { limitRequests } from "../engine/rate-limit";
import { Refusal, type RefusalItem } from "../refusal";
import { runtime } from "../runtime";
import { assertSameOrigin, authenticate } from "./auth";
import { assertPlainText, BODY_LIMIT, type Content, contentOf, parseJson, tooLarge } from "./body";
import type { ApiAnswer, ApiRequest } from "./exchange";
import { claimOf, idempotencyKey, once } from "./idempotency";
import { leaving } from "./lines";
import type { Answer, Operation } from "./operation";
import { problemAnswer } from "./problem-answer";

const NDJSON = "application/x-ndjson";
const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Runs one operation for one request: every check in the order of api.md, every error as problem+json. */
export async function handle(operation: Operation, params: Record<string, string>, request: ApiRequest): Promise<ApiAnswer> {
  const { metrics } = runtime();
  const stop = metrics.requests.startTimer({ operation: operation.id });
  const answer = await answered(request, (requestId) => run(operation, params, request, requestId));
  stop({ status: String(answer.status) });
  return answer;
}

/** Answers a refusal, or whatever `respond` does, with a request id. */
export async function answered(
  request: Pick<ApiRequest, "header" | "target">,
  respond: (requestId: string) => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  const given = request.header("x-request-id");
  const requestId = given !== undefined && REQUEST_ID.test(given) ? given : uuidv7();
  const answer = await respond(requestId).catch((error: unknown) => problemAnswer(error, request.target, requestId));
  answer.headers["x-request-id"] = requestId;
  answer.headers["cache-control"] ??= "no-store";
  answer.headers["x-content-type-options"] = "nosniff";
  return answer;
}

async function run(
  operation: Operation,
  params: Record<string, string>,
  request: ApiRequest,
  requestId: string,
): Promise<ApiAnswer> {
  const action = actionOf(operation, request.target);
  const early = await admitted(request, action);
  limitRequests(early);
  if (addsEntries(action)) runtime().entryLimits.admit(early);
  const content = operation.method === "GET" ? null : await readContent(operation, request);
  // Asked again: a body may take a minute to come, in which a key is revoked or a session ended.
  const actor = content ? await admitted(request, action) : early;
  const query = parseQuery(operation.query, request.target);
  const value = content && bodyValue(operation, content, query);
  const key = idempotencyKey(operation, request.header);
  const body = operation.body
    ? parse(operation.body, value, (errors) => new Refusal(422, "http/schema", sentence(errors), errors))
    : assertEmpty(value);
  // A read answers at least what was there when it began; a change includes itself.
  const before = position();
  const perform = async () => {
    const leave = operation.atOnce ? runtime().atOnce[operation.atOnce].enter(actor) : () => {};
    let answer: Answer<unknown> | undefined;
    try {
      answer = await operation.run({ actor, params, query: query as never, body: body as never });
      if ("lines" in answer) answer = { ...answer, lines: leaving(answer.lines, leave) };
    } finally {
      if (!answer || !("lines" in answer)) leave();
    }
    return present(operation, answer, operation.method === "GET" ? before : position());
  };
  if (key === undefined || !content) return perform();
  return once(operation, claimOf(actor.id, key, request, content.bytes), () =>
    perform().catch((error: unknown) => problemAnswer(error, request.target, requestId)),
  );
}

/** Who asks, if he may. */
async function admitted({ method, header }: ApiRequest, action: Action): Promise<Actor> {
  const actor = await authenticate(header);
  assertSameOrigin(actor, method, header);
  const verdict = can(actor, action);
  if (!verdict.ok) throw new Refusal(403, verdict.code, verdict.detail);
  return actor;
}

function actionOf({ action, dryRunAction = action }: Operation, target: string): Action {
  return new URLSearchParams(target.split("?", 2)[1] ?? "").get("dryRun") === "true" ? dryRunAction : action;
}

async function readContent(operation: Operation, request: ApiRequest): Promise<Content> {
  const { limit = BODY_LIMIT, lines, media } = operation;
  const texts = media ?? (lines ? [NDJSON] : []);
  return contentOf(await readBody(request, limit), request.header, limit, texts, media === undefined);
}

/** The body as a value; text becomes what the operation makes of it. An absent body is `{}`. */
function bodyValue(operation: Operation, { bytes, media, text }: Content, query: unknown): unknown {
  if (operation.media) return { media, text };
  if (bytes.length === 0) return {};
  const value = operation.lines && media === NDJSON ? operation.lines(text, query as never) : parseJson(text);
  assertPlainText(text, value);
  return value;
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
  if ("text" in answer) return { status: 200, headers: { "content-type": answer.type, ...headers }, body: answer.text };
  const status = ("status" in answer ? answer.status : undefined) ?? operation.status ?? 200;
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: "json" in answer ? answer.json : JSON.stringify(answer.body),
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

/** Schema issues as pointers, at most `most`; an unknown member points at itself. */
export function itemsOf(issues: readonly z.core.$ZodIssue[], base = "", most = 50): RefusalItem[] {
  const items = issues.slice(0, most).flatMap((issue): RefusalItem[] => {
    const at = `${base}${issue.path.map((part) => `/${String(part).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("")}`;
    if (issue.code !== "unrecognized_keys") return [{ pointer: at, code: issue.code, detail: issue.message }];
    const unknown = issue.keys.slice(0, most);
    return unknown.map((key) => ({ pointer: `${at}/${key.slice(0, 200)}`, code: issue.code, detail: "Unknown member." }));
  });
  return items.slice(0, most);
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
