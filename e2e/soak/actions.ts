import { readFileSync } from "node:fs";
import { request } from "node:http";
import type { MusterServer } from "../server";

type Manifest = { node: Record<string, { exportedName?: string }> };

/** Server actions of the build, their ids by name. */
export function actionIds(): Record<string, string> {
  const { node } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as Manifest;
  return Object.fromEntries(Object.entries(node).map(([id, { exportedName }]) => [exportedName ?? id, id]));
}

/** What an action answers: the value it returned, or null where it did not run to its end. */
export type ActionAnswer = {
  status: number;
  setCookie: string[];
  value: { ok: boolean; data?: unknown; problem?: { status: number; code: string; retryAfterSeconds?: number } } | null;
};

type Sent = { id: string; input: unknown; cookie?: string; path?: string; from?: string; publicUrl?: string };

/** Calls a server action as a browser on Muster's own page does, from an address of this machine (127.0.0.x). */
export function callAction(
  server: MusterServer,
  { id, input, cookie, path = "/welcome", from = "127.0.0.1", publicUrl = server.origin }: Sent,
): Promise<ActionAnswer> {
  const body = JSON.stringify([input]);
  const headers = {
    origin: publicUrl,
    host: new URL(publicUrl).host,
    "next-action": id,
    "content-type": "text/plain;charset=UTF-8",
    "content-length": Buffer.byteLength(body),
    accept: "text/x-component",
    ...(cookie && { cookie }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(server.origin + path, { method: "POST", headers, localAddress: from, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, setCookie: response.headers["set-cookie"] ?? [], value: valueIn(text) }),
      );
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

function valueIn(flight: string): ActionAnswer["value"] {
  const [, json] = /^[0-9a-f]+:(\{"ok":.*\})$/m.exec(flight) ?? [];
  return json === undefined ? null : (JSON.parse(json) as ActionAnswer["value"]);
}
