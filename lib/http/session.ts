import { createHash } from "node:crypto";
import { sealData, unsealData } from "iron-session";
import { type Actor, ROLES, type Role } from "../access/action";
import type { SignedIn } from "../commands/sign-in";
import { runtime } from "../runtime";

export const SESSION_COOKIE = "muster_session";
export const SESSION_SECONDS = 7 * 86_400;

type Sealed = SignedIn & { since: number };

/** Sessions are sealed with a key derived from MUSTER_SECRET, so that it never serves two purposes. */
function password(): string {
  return createHash("sha256").update(`muster session ${runtime().config.secret}`).digest("base64url");
}

/** The cookie's value for someone who signed in. */
export function sealSession(user: SignedIn): Promise<string> {
  const session: Sealed = { ...user, since: runtime().now() };
  return sealData(session, { password: password(), ttl: SESSION_SECONDS });
}

/** The actor behind a session cookie, or null if it is missing, forged or expired. */
export async function sessionActor(cookie: string | undefined): Promise<Actor | null> {
  if (!cookie) return null;
  const session = await unsealData<Partial<Sealed>>(cookie, { password: password(), ttl: SESSION_SECONDS }).catch(() => null);
  if (!session?.userId || !session.name || !isRole(session.role)) return null;
  const id = `user:${session.userId}`;
  const scopes = new Set(ROLES[session.role]);
  return { kind: "session", id, name: session.name, reporter: id, scopes, sessionId: null, boundAgentId: null, maxShare: 1 };
}

const isRole = (role: unknown): role is Role => typeof role === "string" && role in ROLES;

/** The session cookie in a Cookie header. */
export function sessionCookie(header: string | undefined): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const [name, value] = part.trim().split("=", 2);
    if (name === SESSION_COOKIE) return value;
  }
  return undefined;
}
