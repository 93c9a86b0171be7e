import { Readable } from "node:stream";
import { Refusal } from "../refusal";
import { readLimited } from "./body";
import type { ApiAnswer, ApiRequest } from "./exchange";
import { answered, handle, methodRefusal } from "./handle";
import type { Method, Operation } from "./operation";

// Routes without a parameter get none at all.
type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
type Route = (request: Request, context: Context) => Promise<Response>;

const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The route handlers of one resource: its operations, and 405 with Allow for every other method. */
export function resource(operations: Partial<Record<Method, Operation>>): Record<(typeof METHODS)[number], Route> {
  const allow = Object.keys(operations).join(", ");
  const of = (method: (typeof METHODS)[number]): Route => {
    const operation = operations[method === "HEAD" ? "GET" : (method as Method)];
    return operation ? (request, context) => respond(operation, request, context) : (request) => refuseMethod(request, allow);
  };
  return Object.fromEntries(METHODS.map((method) => [method, of(method)])) as Record<(typeof METHODS)[number], Route>;
}

async function respond(operation: Operation, request: Request, context: Context): Promise<Response> {
  const params = Object.fromEntries(
    Object.entries((await context.params) ?? {}).map(([name, value]) => [name, String(value ?? "")]),
  );
  return toResponse(await handle(operation, params, toApiRequest(request)), request.method);
}

async function refuseMethod(request: Request, allow: string): Promise<Response> {
  const answer = answered(toApiRequest(request), async () => {
    throw methodRefusal(request.method, allow);
  });
  return toResponse(await answer, request.method);
}

/** What no route knows, answered for the catch-all. */
export async function unknownPath(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  return toResponse(
    await answered(toApiRequest(request), async () => {
      throw new Refusal(
        404,
        "http/not-found",
        `There is nothing at ${pathname.slice(0, 200)}. The API is described at /api/openapi.json.`,
      );
    }),
    request.method,
  );
}

function toApiRequest(request: Request): ApiRequest {
  const url = new URL(request.url);
  return {
    method: request.method,
    target: url.pathname + url.search,
    header: (name) => request.headers.get(name) ?? undefined,
    body: async (limit) =>
      request.body ? readLimited(request.body as unknown as AsyncIterable<Uint8Array>, limit) : Buffer.alloc(0),
  };
}

function toResponse(answer: ApiAnswer, method: string): Response {
  const { body, status, headers } = answer;
  const whole = typeof body === "string" || body instanceof Uint8Array;
  const content = method === "HEAD" ? null : whole ? body : Readable.toWeb(Readable.from(encoded(body)));
  return new Response(content as BodyInit | null, { status, headers });
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(line);
}
