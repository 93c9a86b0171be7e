import { readFileSync } from "node:fs";
import type { MusterServer } from "../server";

type Manifest = { node: Record<string, { exportedName: string; workers: Record<string, unknown> }> };

export type ServerAction = { name: string; id: string; page: string };

/** Every server action of the build that is served, by the name it is exported by, and a page that has it. */
export function serverActions(): ServerAction[] {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as Manifest;
  return Object.entries(manifest.node).map(([id, { exportedName, workers }]) => {
    const page = Object.keys(workers).find((worker) => !worker.includes("[")) ?? "";
    return { name: exportedName, id, page: page.replace(/^app|\/\([^)]+\)|\/page$/g, "") || "/" };
  });
}

/** Calls an action as the browser does. Answers its result, null where there is none, and the cookie that it set, as it is sent back. */
export async function callAction(
  server: MusterServer,
  { id, page }: ServerAction,
  input: unknown,
  headers: Record<string, string>,
): Promise<{ status: number; result: ActionResult | null; cookie: string | null }> {
  const response = await fetch(server.origin + page, {
    method: "POST",
    headers: {
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
      "next-action": id,
      origin: server.origin,
      ...headers,
    },
    body: JSON.stringify([input]),
    redirect: "manual",
  });
  const text = await response.text();
  const [cookie = ""] = response.headers.getSetCookie();
  return { status: response.status, result: resultIn(text), cookie: cookie.split(";", 1)[0] || null };
}

export type ActionResult = { ok: boolean; problem?: { status: number; code: string } };

/** The result stands in a line of its own in what React sends back. */
function resultIn(text: string): ActionResult | null {
  for (const line of text.split("\n")) {
    const [, json] = /^[0-9a-f]+:(\{"ok":.*)$/.exec(line) ?? [];
    if (json) return JSON.parse(json) as ActionResult;
  }
  return null;
}
