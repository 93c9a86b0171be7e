import { ROLES } from "../../lib/access/action";
import { KEY, type MusterServer, pause } from "../server";
import { SCOPES, type Scope } from "./declared";
import { addUser, cookieOf, ownerCookie } from "./session";

/** One way to ask, and what it may open; null = it opens nothing that is not open to everybody. */
export type Credential = {
  name: string;
  headers: Record<string, string>;
  /** What a program would send with the socket's handshake. */
  token?: string;
  scopes: ReadonlySet<string> | null;
  /** A signed-in browser: the only thing that server actions listen to. */
  browser: boolean;
};

/** Every kind of credential there is, valid and ended, made on a running server. The agent `target` must be there. */
export async function credentialsOf(server: MusterServer): Promise<Credential[]> {
  const soon = new Date(Date.now() + 1_000).toISOString();
  const expired = await newKey(server, { name: "expired", scopes: SCOPES, expiresAt: soon });
  const revoked = await newKey(server, { name: "revoked", scopes: SCOPES });
  await server.call("DELETE", `/keys/${revoked.id}`);
  const rotated = await newKey(server, { name: "rotated", scopes: SCOPES });
  await server.call("POST", `/keys/${rotated.id}/rotate`, { body: { overlapSeconds: 0 } });
  const bound = await newKey(server, { name: "bound", scopes: ["read", "ingest"], agentId: "target" });
  const alone = await Promise.all(
    SCOPES.map(async (scope) => keyed(`key with ${scope}`, await newKey(server, { name: scope, scopes: [scope] }), [scope])),
  );
  const browsers = await Promise.all(
    (["viewer", "operator", "admin"] as const).map(async (role) => {
      const id = await addUser(server, { name: role, role });
      return browser(server, role, await cookieOf(server, id), ROLES[role]);
    }),
  );
  const ended = await endedCookie(server);
  const disabled = await disabledCookie(server);
  const forged = (await ownerCookie(server)).replace(/.{6}$/, "AAAAAA");
  await pause(Math.max(0, Date.parse(soon) - Date.now()));
  return [
    { name: "nobody", headers: {}, scopes: null, browser: false },
    keyed("unknown key", { secret: `mk_${"0".repeat(43)}` }, null),
    keyed("expired key", expired, null),
    keyed("revoked key", revoked, null),
    keyed("rotated key", rotated, null),
    { name: "key as a password", headers: { authorization: `Basic ${btoa(`x:${KEY}`)}` }, scopes: null, browser: false },
    browser(server, "ended session", ended, null),
    browser(server, "session of a disabled user", disabled, null),
    browser(server, "forged session", forged, null),
    keyed("bound key", bound, ["read", "ingest"]),
    ...alone,
    ...browsers,
  ];
}

function keyed(name: string, { secret }: { secret: string }, scopes: readonly Scope[] | null): Credential {
  const headers = { authorization: `Bearer ${secret}` };
  return { name, headers, token: secret, scopes: scopes && new Set(scopes), browser: false };
}

function browser(server: MusterServer, name: string, cookie: string, scopes: readonly string[] | null): Credential {
  return { name, headers: { cookie, origin: server.origin }, scopes: scopes && new Set(scopes), browser: true };
}

async function newKey(server: MusterServer, body: object): Promise<{ id: string; secret: string }> {
  const answer = await server.call("POST", "/keys", { body: { ...body, requestsPerSecond: 100_000 } });
  if (answer.status !== 201) throw new Error(`No key: ${JSON.stringify(answer.body)}`);
  return answer.body as { id: string; secret: string };
}

async function endedCookie(server: MusterServer): Promise<string> {
  const id = await addUser(server, { name: "signed out", role: "admin" });
  const cookie = await cookieOf(server, id);
  await server.call("DELETE", `/users/${id}/sessions`);
  return cookie;
}

async function disabledCookie(server: MusterServer): Promise<string> {
  const id = await addUser(server, { name: "disabled", role: "admin" });
  await server.call("PATCH", `/users/${id}`, { body: { disabled: true } });
  // Made afterwards: the row is there, and only the user bars it.
  return cookieOf(server, id);
}
