import type { Role } from "./action";

/** The identity provider by which users may sign in. */
export type Oidc = {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** What its button says. */
  name: string;
  /** Role of users it brings; null = only those whom an admin has added by their e-mail address. */
  role: Role | null;
};

type Environment = Record<string, string | undefined>;
type Parsed = { ok: true; value: Oidc | null } | { ok: false; why: string };

const NEEDED = ["MUSTER_OIDC_ISSUER", "MUSTER_OIDC_CLIENT_ID", "MUSTER_OIDC_CLIENT_SECRET"] as const;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Reads the MUSTER_OIDC_ variables; all or none of the first three. */
export function parseOidc(env: Environment): Parsed {
  const missing = NEEDED.filter((name) => !env[name]);
  if (missing.length === NEEDED.length) {
    const lone = ["MUSTER_OIDC_NAME", "MUSTER_OIDC_ROLE"].find((name) => env[name]);
    return lone ? refuse(`${lone} is set, but not ${NEEDED.join(", ")}.`) : { ok: true, value: null };
  }
  if (missing.length > 0) return refuse(`${missing.join(" and ")} is missing: an identity provider needs ${NEEDED.join(", ")}.`);
  const { MUSTER_OIDC_ISSUER = "", MUSTER_OIDC_CLIENT_ID = "", MUSTER_OIDC_CLIENT_SECRET = "" } = env;
  const issuer = URL.canParse(MUSTER_OIDC_ISSUER) ? new URL(MUSTER_OIDC_ISSUER) : null;
  const isSafe = issuer?.protocol === "https:" || (issuer?.protocol === "http:" && LOOPBACK.has(issuer.hostname));
  if (!issuer || !isSafe || issuer.search || issuer.hash || issuer.username)
    return refuse(`MUSTER_OIDC_ISSUER=${MUSTER_OIDC_ISSUER} is not an https address (http only on this machine).`);
  const role = env.MUSTER_OIDC_ROLE || null;
  if (role !== null && role !== "viewer" && role !== "operator" && role !== "admin")
    return refuse(`MUSTER_OIDC_ROLE=${role} is not viewer, operator or admin.`);
  const name = (env.MUSTER_OIDC_NAME || issuer.hostname).slice(0, 60);
  // A session says by its name how it began, and one by link may do more.
  if (name === "link" || name === "password") return refuse(`MUSTER_OIDC_NAME=${name} is another way to sign in.`);
  return { ok: true, value: { issuer, clientId: MUSTER_OIDC_CLIENT_ID, clientSecret: MUSTER_OIDC_CLIENT_SECRET, name, role } };
}

const refuse = (why: string): Parsed => ({ ok: false, why });
