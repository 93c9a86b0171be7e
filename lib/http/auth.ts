import type { Actor } from "../access/action";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { sessionActor, sessionCookie } from "./session";

type Headers = (name: string) => string | undefined;

/** Who asks: the bearer of a key, or a signed-in browser of an allowed origin. Refuses 401 and 403 `access/origin`. */
export async function authenticate(header: Headers): Promise<Actor> {
  const authorization = header("authorization");
  if (authorization !== undefined) return bearer(authorization);
  const actor = await sessionActor(sessionCookie(header("cookie")));
  if (!actor) throw new Refusal(401, "access/unauthenticated", "Send Authorization: Bearer KEY, or sign in.");
  return actor;
}

function bearer(authorization: string): Actor {
  const [, secret] = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization) ?? [];
  const actor = secret === undefined ? null : runtime().keys.actor(secret, runtime().now());
  if (!actor) throw new Refusal(401, "access/key", "This key is unknown, expired or revoked.");
  return actor;
}

/** A browser sends its cookie wherever it is told to, so a session counts only on requests of our own pages. */
export function assertSameOrigin(actor: Actor, method: string, header: Headers): void {
  if (actor.kind === "session") assertOwnPage(method, header);
}

/** Refuses 403 `access/origin` what a browser says comes from elsewhere, and changes that do not say where they come from. */
export function assertOwnPage(method: string, header: Headers): void {
  const origin = header("origin");
  const site = header("sec-fetch-site");
  const safe = method === "GET" || method === "HEAD";
  const foreign =
    origin !== undefined ? !isAllowedOrigin(origin) : site !== undefined && site !== "same-origin" && site !== "none";
  const unproven = !safe && origin === undefined && site !== "same-origin";
  if (foreign || unproven) {
    throw new Refusal(
      403,
      "access/origin",
      "The request does not come from Muster's own pages. If this address is right, set MUSTER_PUBLIC_URL to it.",
    );
  }
}

export function isAllowedOrigin(origin: string | undefined): boolean {
  return origin !== undefined && runtime().config.allowedOrigins.has(origin);
}
