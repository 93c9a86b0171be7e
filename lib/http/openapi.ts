import { z } from "zod";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import { ACTIONS } from "../access/action";
import type { Operation } from "./operation";
import { OPERATIONS } from "./operations";

export const API_BASE = "/api/v1";

const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
    requestId: z.string(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem; `code` is stable." });

const REPLAYED = {
  "Idempotency-Replayed": {
    description: "true: this is the answer kept of the first request",
    schema: { type: "string" as const },
  },
};

const problem = (description: string) => ({ description, content: { "application/problem+json": { schema: Problem } } });

const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .optional()
  .meta({
    description: `Does this request once: a repetition with the same query and body is answered as the first was, with \`Idempotency-Replayed: true\`. Kept for 24 hours, secrets and large answers excepted. Another query or body: 422; still running: 409; more than 10,000 keys: 429.`,
  });

const PROBLEMS = {
  "400": problem("The path, the query or the syntax of the body is wrong"),
  "401": problem("No credential, or one that is unknown or expired"),
  "403": problem("The credential lacks the scope, or the request comes from a foreign origin"),
  "404": problem("Not found"),
  "409": problem("The state does not allow it"),
  "413": problem("Too large"),
  "415": problem("A media type or encoding that is not understood"),
  "422": problem("The content is invalid; nothing was stored"),
  "429": problem("Too much in too little time; see Retry-After"),
  "503": problem("Not available just now; see Retry-After"),
};

/** Paths outside /api/v1 that api.md promises; open ones carry `security: []`. */
const PROCESS_PATHS: ZodOpenApiPathsObject = {
  "/livez": {
    get: {
      operationId: "livez",
      tags: ["Process"],
      summary: "Whether the process lives",
      security: [],
      responses: { "200": { description: "It does" } },
    },
  },
  "/readyz": {
    get: {
      operationId: "readyz",
      tags: ["Process"],
      summary: "Whether Muster can do its work; ?verbose needs a credential with read",
      security: [],
      responses: { "200": { description: "It can" }, "503": { description: "It cannot" } },
    },
  },
  "/metrics": {
    get: {
      operationId: "metrics",
      tags: ["Process"],
      summary: "Metrics in Prometheus' text format",
      responses: { "200": { description: "Metrics" }, "401": PROBLEMS["401"], "403": PROBLEMS["403"] },
    },
  },
  "/api/openapi.json": {
    get: {
      operationId: "openapi",
      tags: ["Process"],
      summary: "This document",
      security: [],
      responses: { "200": { description: "OpenAPI 3.1" } },
    },
  },
};

let cached: ReturnType<typeof createDocument> | undefined;

/** The API document, from the schemas that validate. */
export function apiDocument() {
  cached ??= createDocument({
    openapi: "3.1.0",
    info: {
      title: "Muster",
      version: "1",
      description: "Which agents to trust, and why. Times are RFC 3339 UTC; errors are RFC 9457 problems.",
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }, { session: [] }],
    paths: { ...paths(), ...PROCESS_PATHS },
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "muster_session",
          description: "A signed-in browser of an allowed origin",
        },
      },
    },
  });
  return cached;
}

function paths(): ZodOpenApiPathsObject {
  const result: ZodOpenApiPathsObject = {};
  for (const operation of Object.values(OPERATIONS)) {
    const path = API_BASE + operation.path;
    result[path] = { ...result[path], [operation.method.toLowerCase()]: document(operation) };
  }
  return result;
}

function contentOf(media: readonly string[] | undefined, body: z.ZodType) {
  if (!media) return { "application/json": { schema: body } };
  return Object.fromEntries(media.map((type) => [type, { schema: z.string() }]));
}

function document(operation: Operation) {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const body = operation.documented ?? operation.body;
  const lines = operation.line ? { "application/x-ndjson": { schema: operation.line } } : {};
  const repeatable = operation.method === "POST";
  const answer = operation.response
    ? {
        "application/json": { schema: operation.response },
        ...Object.fromEntries((operation.alsoAs ?? []).map((media) => [media, { schema: z.string() }])),
      }
    : { "application/x-ndjson": { schema: z.string().meta({ description: "One JSON object a line" }) } };
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: `Needs the scope \`${ACTIONS[operation.action]}\`.`,
    "x-scope": ACTIONS[operation.action],
    requestParams: {
      ...(names.length > 0 ? { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) } : {}),
      ...(operation.query ? { query: operation.query as z.ZodObject } : {}),
      ...(repeatable ? { header: z.object({ "Idempotency-Key": IdempotencyKey }) } : {}),
    },
    ...(body ? { requestBody: { content: { ...contentOf(operation.media, body), ...lines } } } : {}),
    responses: {
      [String(operation.status ?? 200)]: {
        description: operation.summary,
        content: answer,
        ...(repeatable ? { headers: REPLAYED } : {}),
      },
      ...PROBLEMS,
    },
  };
}
