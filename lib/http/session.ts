import { type Actor, ROLES, type Role } from "../access/action";
import { sessionCookieName, tokenIn } from "../access/session-cookie";
import { hashSecret } from "../engine/key-ring";
import { runtime } from "../runtime";

/** The actor behind a session cookie, with what the user's role allows now; null if missing, forged, over or disabled. */
export async function sessionActor(cookie: string | undefined): Promise<Actor | null> {
  const { config, sessions, now } = runtime();
  const token = tokenIn(cookie, config);
  const session = token === null ? null : sessions.use(hashSecret(token), now());
  if (!session || !isRole(session.role)) return null;
  const id = `user:${session.userId}`;
  const scopes = new Set(ROLES[session.role]);
  return {
    kind: "session",
    id,
    name: session.name,
    reporter: id,
    scopes,
    sessionId: session.id,
    boundAgentId: null,
    maxShare: 1,
  };
}

const isRole = (role: unknown): role is Role => typeof role === "string" && Object.hasOwn(ROLES, role);

/** The session cookie in a Cookie header. */
export function sessionCookie(header: string | undefined): string | undefined {
  const wanted = sessionCookieName(runtime().config);
  for (const part of header?.split(";") ?? []) {
    const [name, value] = part.trim().split("=", 2);
    if (name === wanted) return value;
  }
  return undefined;
}
