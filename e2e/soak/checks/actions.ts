import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MusterServer, randomOf } from "../../server";
import { actionIds } from "../actions";
import type { Check, Finding } from "../check";
import { count, missesOf, verdict } from "../verdict";

type Crafted = { path: string; headers: Record<string, string>; body: BodyInit };

/** What anybody may call: to sign in is another check's, and to sign out without a session does nothing. */
const OPEN = /^sign(In|Out)/;
const PATHS = ["/welcome", "/agents", "/", "/settings/keys", "/nowhere", "/docs"];

/** What attackers of the action protocol send, and noise. */
export const craftedActions: Check = {
  id: "R22",
  asks: "Crafted server action and Flight bodies without a session: no 5xx, nothing done",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      return await send(server, extent === "full" ? 1_000 : 200);
    } finally {
      await server.remove();
    }
  },
};

async function send(server: MusterServer, many: number): Promise<Finding> {
  const canary = join(tmpdir(), `muster-canary-${server.port}`);
  const random = randomOf(22);
  const ids = Object.entries(actionIds()).filter(([name]) => !OPEN.test(name));
  const before = stored(server);
  const misses: string[] = [];
  const statuses = new Map<number, number>();
  for (let i = 0; i < many; i++) {
    const [name = "", id = ""] = ids[i % ids.length] ?? [];
    const { path, headers, body } = craft(i, id, random, canary);
    const what = `${name} on ${path}, kind ${i % KINDS}`;
    const response = await fetch(server.origin + path, {
      method: "POST",
      redirect: "manual",
      headers: { origin: server.origin, ...headers },
      body,
    }).catch(() => null);
    const text = (await response?.text().catch(() => "")) ?? "";
    const status = response?.status ?? 0;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status >= 500) misses.push(`${what} was answered ${status}`);
    if (/"ok":true/.test(text)) misses.push(`${what} was done`);
  }
  const alive = await fetch(`${server.origin}/readyz`).then(({ ok }) => ok);
  const ran = existsSync(canary);
  rmSync(canary, { force: true });
  const same = JSON.stringify(stored(server)) === JSON.stringify(before);
  const table = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${times} × ${status || "cut"}`);
  return verdict(`${count(many)} bodies for ${ids.length} actions: ${table.join(", ")}`, [
    ...missesOf({ "the server is not ready": alive, "code of the sender ran": !ran, "rows changed": same }),
    ...misses,
  ]);
}

function craft(i: number, id: string, random: () => number, canary: string): Crafted {
  const path = PATHS[Math.floor(random() * PATHS.length)] ?? "/";
  const action = { "next-action": id };
  const plain = { ...action, "content-type": "text/plain;charset=UTF-8" };
  const kind = CRAFTS[i % KINDS];
  if (!kind) throw new Error("There is no such kind.");
  return { path, ...kind({ id, action, plain, random, canary }) };
}

type Given = {
  id: string;
  action: Record<string, string>;
  plain: Record<string, string>;
  random: () => number;
  canary: string;
};

const form = (parts: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) data.append(name, value);
  return data;
};
const noise = (random: () => number, length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
const code = (canary: string) => `process.mainModule.require('child_process').execSync('touch ${canary}');`;

/** CVE-2025-55182 and its kin first, then what a parser chokes on, then well-formed calls without a session. */
const CRAFTS: readonly ((given: Given) => Omit<Crafted, "path">)[] = [
  ({ action, canary }) => ({
    headers: action,
    body: form({
      0: JSON.stringify({
        // biome-ignore lint/suspicious/noThenProperty: this is the attack
        then: "$1:__proto__:then",
        status: "resolved_model",
        reason: -1,
        value: '{"then":"$B1337"}',
        _response: { _prefix: code(canary), _formData: { get: "$1:constructor:constructor" } },
      }),
      1: '"$@0"',
    }),
  }),
  ({ action }) => ({ headers: action, body: form({ 0: '["$1:constructor:constructor"]', 1: "{}" }) }),
  ({ id }) => ({
    headers: {},
    body: form({ $ACTION_REF_1: "", "$ACTION_1:0": `{"id":"${id}","bound":"$@1"}`, "$ACTION_1:1": "[{}]" }),
  }),
  ({ id }) => ({ headers: {}, body: form({ [`$ACTION_ID_${id}`]: "", 0: "[]" }) }),
  ({ plain, random }) => ({
    headers: plain,
    body: `["$${["F1", "@0", "K1", "B1", "Q1", "W1", "h1", "1:__proto__", "T", "Sx", "i1", "n9".repeat(500)][Math.floor(random() * 12)]}"]`,
  }),
  ({ plain }) => ({ headers: plain, body: '[{"__proto__":{"scopes":["admin"]},"constructor":{"prototype":{}}}]' }),
  ({ plain }) => ({ headers: plain, body: "[".repeat(5_000) + "]".repeat(5_000) }),
  ({ plain, random }) => ({ headers: plain, body: noise(random, 400) }),
  ({ action, random }) => ({
    headers: { ...action, "content-type": "multipart/form-data; boundary=x" },
    body: Buffer.concat([Buffer.from('--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n'), noise(random, 200)]),
  }),
  ({ action }) => ({ headers: { ...action, "content-type": "multipart/form-data" }, body: "--\r\n" }),
  ({ plain }) => ({ headers: plain, body: "" }),
  ({ plain, random }) => ({ headers: { ...plain, "next-action": noise(random, 21).toString("hex") }, body: "[{}]" }),
  ({ plain }) => ({ headers: { ...plain, "next-action": "__proto__" }, body: "[{}]" }),
  ({ plain }) => ({ headers: { ...plain, "content-encoding": "gzip" }, body: "[{}]" }),
  ({ plain }) => ({ headers: { ...plain, "next-router-state-tree": "%5B%22%22%5D", rsc: "1" }, body: "[{}]" }),
  ({ plain }) => ({ headers: { ...plain, cookie: `muster_session=${"a".repeat(43)}.${"b".repeat(44)}` }, body: "[null]" }),
  ({ plain }) => ({
    headers: plain,
    body: JSON.stringify([{ name: "Crafted", model: "m", scopes: ["admin"], id: "x", reason: "r" }]),
  }),
  ({ plain }) => ({ headers: plain, body: "[null]" }),
];
const KINDS = CRAFTS.length;

/** Everything that an action could have changed. */
function stored(server: MusterServer): unknown {
  return server.read((db) =>
    ["Agent", "Key", "User", "Login", "Session", "SignInLink", "Setting", "JournalEntry", "Signal"].map((table) =>
      db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get(),
    ),
  );
}
