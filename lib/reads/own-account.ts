import type { Actor } from "../access/action";
import { can } from "../access/action";
import type { Session } from "../access/user";
import { isFresh } from "../commands/change-own-account";
import { ownUserId } from "../commands/end-sessions";
import { runtime } from "../runtime";
import { readOwnSessions } from "./sessions";

/** What somebody sees of his own account. */
export type OwnAccount = {
  name: string;
  email: string | null;
  role: string;
  hasPassword: boolean;
  /** Name of the identity provider by which the user has signed in. */
  provider: string | null;
  /** What a change of password or e-mail address takes: the present password, nothing, or a sign-in by link first. */
  confirmBy: "password" | "nothing" | "link";
  mayChangeEmail: boolean;
  sessions: Session[];
};

/** The account of the one who asks. Refuses 403 `access/no-account` for keys. */
export async function readOwnAccount(actor: Actor): Promise<OwnAccount> {
  const userId = ownUserId(actor);
  const { store, config, now } = runtime();
  const [user, logins, session, sessions] = await Promise.all([
    store.prisma.user.findUniqueOrThrow({ where: { id: userId } }),
    store.prisma.login.findMany({ where: { userId } }),
    store.prisma.session.findUnique({ where: { id: actor.sessionId ?? "" } }),
    readOwnSessions(actor),
  ]);
  const hasPassword = logins.some(({ passwordHash }) => passwordHash !== null);
  const fresh = session !== null && isFresh(session, now());
  return {
    name: user.name,
    email: user.email,
    role: user.role,
    hasPassword,
    provider: logins.some(({ providerId }) => providerId !== "credential") ? (config.oidc?.name ?? "identity provider") : null,
    confirmBy: fresh ? "nothing" : hasPassword ? "password" : "link",
    mayChangeEmail: can(actor, "updateUser").ok,
    sessions,
  };
}
