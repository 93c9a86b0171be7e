import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Config } from "../config";

/** Nobody stays signed in longer than a week, however busy: a stolen cookie ends by then. */
export const SESSION_SECONDS = 7 * 86_400;
/** A browser that asked for nothing for a day is signed out: whoever opens it next morning signs in. */
export const IDLE_MS = 86_400_000;

const isSecure = ({ publicUrl }: Pick<Config, "publicUrl">): boolean => publicUrl.protocol === "https:";

/** Behind https the prefix keeps other hosts of the domain from setting it. */
export const sessionCookieName = (config: Pick<Config, "publicUrl">): string =>
  isSecure(config) ? "__Host-muster_session" : "muster_session";

/** How browsers keep the cookie. */
export const sessionCookieAttributes = (config: Pick<Config, "publicUrl">) =>
  ({ httpOnly: true, sameSite: "lax", secure: isSecure(config), path: "/", maxAge: SESSION_SECONDS }) as const;

/** What signs cookies: derived from MUSTER_SECRET, so that it never serves two purposes. */
export const cookieSecret = ({ secret }: Pick<Config, "secret">): string =>
  createHash("sha256").update(`muster session ${secret}`).digest("base64url");

/** The cookie's value for a session's token, signed as Better Auth signs it; not yet percent-encoded. */
export const signedToken = (token: string, config: Pick<Config, "secret">): string =>
  `${token}.${createHmac("sha256", cookieSecret(config)).update(token).digest("base64")}`;

/** The token in a cookie's value, null where the signature is not ours: a forged cookie never reaches the database. */
export function tokenIn(value: string | undefined, config: Pick<Config, "secret">): string | null {
  if (!value || value.length > 512) return null;
  const text = decoded(value);
  const token = text.slice(0, text.lastIndexOf("."));
  const given = Buffer.from(text);
  const expected = Buffer.from(signedToken(token, config));
  return token !== "" && given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}
