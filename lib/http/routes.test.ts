import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ACTIONS } from "../access/action";
import { API_BASE, apiDocument } from "./openapi";
import type { Operation } from "./operation";
import { OPERATIONS, type OperationId } from "./operations";

const ROUTES = join(import.meta.dirname, "../../app/api/v1");

/** "METHOD /path" → operation, as the route files serve them. */
function served(folder = ROUTES, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      for (const [key, id] of served(join(folder, entry.name), `${path}/${entry.name.replace(/^\[(\w+)\]$/, "{$1}")}`))
        found.set(key, id);
    } else {
      const source = readFileSync(join(folder, entry.name), "utf8");
      for (const [, method, id] of source.matchAll(/([A-Z]+): OPERATIONS\.(\w+)/g)) found.set(`${method} ${path}`, id ?? "");
    }
  }
  return found;
}

describe("the API document and the routes", () => {
  const routes = served();

  it("agree: every operation is served at its path and method, and nothing else is", () => {
    const table = Object.values(OPERATIONS).map((operation) => [`${operation.method} ${operation.path}`, operation.id] as const);
    expect([...routes].sort()).toEqual([...table].sort());
  });

  it("name every operation after its place in the table", () => {
    for (const [name, operation] of Object.entries(OPERATIONS)) expect(operation.id).toBe(name as OperationId);
  });

  it("document every operation with its scope, answer and problems", () => {
    const { paths = {} } = apiDocument();
    for (const { path, method, id, action } of Object.values(OPERATIONS)) {
      const documented = (
        paths[API_BASE + path] as Record<string, { operationId: string; "x-scope": string; responses: object }> | undefined
      )?.[method.toLowerCase()];
      expect(documented, `${method} ${path}`).toMatchObject({ operationId: id, "x-scope": ACTIONS[action] });
      expect(Object.keys(documented?.responses ?? {})).toEqual(expect.arrayContaining(["401", "403", "422"]));
    }
  });

  it("document Idempotency-Key for every POST and for nothing else, and NDJSON where it is taken", () => {
    const { paths = {} } = apiDocument();
    type Documented = {
      parameters?: { in: string; name: string }[];
      requestBody?: { content: object };
      responses: Record<string, { headers?: object }>;
    };
    for (const { path, method, id, status = 200, lines, media } of Object.values<Operation>(OPERATIONS)) {
      const documented = (paths[API_BASE + path] as Record<string, Documented>)[method.toLowerCase()];
      const headers = (documented?.parameters ?? []).filter((parameter) => parameter.in === "header").map(({ name }) => name);
      expect(headers, id).toEqual(method === "POST" ? ["Idempotency-Key"] : []);
      expect(Object.keys(documented?.responses[String(status)]?.headers ?? {}), id).toEqual(
        method === "POST" ? ["Idempotency-Replayed"] : [],
      );
      expect(Object.keys(documented?.responses ?? {}), id).toEqual(expect.arrayContaining(["409", "422", "429"]));
      expect(Object.keys(documented?.requestBody?.content ?? {}).includes("application/x-ndjson"), id).toBe(
        lines !== undefined || media?.includes("application/x-ndjson") === true,
      );
    }
  });

  it("leave open exactly what api.md leaves open", () => {
    const { paths = {} } = apiDocument();
    const open = Object.entries(paths).flatMap(([path, item]) =>
      Object.values(item as Record<string, { security?: unknown[] }>).some((operation) => operation.security?.length === 0)
        ? [path]
        : [],
    );
    expect(open.sort()).toEqual(["/api/openapi.json", "/livez", "/readyz"]);
  });
});
