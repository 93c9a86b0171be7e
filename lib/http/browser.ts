import { cookies, headers } from "next/headers";
import { CLIENT_ADDRESS } from "../access/client-address";
import { sessionCookieAttributes, sessionCookieName, signedToken, tokenIn } from "../access/session-cookie";
import type { Browser } from "../commands/open-session";
import { runtime } from "../runtime";
import { ASKED_FOR, ownPath } from "./own-path";

/** The browser that asks, as pages and server actions see it. */
export async function currentBrowser(): Promise<Browser> {
  const asked = await headers();
  return {
    address: asked.get(CLIENT_ADDRESS) ?? "",
    userAgent: asked.get("user-agent"),
    previousToken: tokenIn(await currentCookie(), runtime().config),
  };
}

/** The session cookie of the browser that asks. */
export async function currentCookie(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookieName(runtime().config))?.value;
}

/** The sign-in page, which leads back to what was asked for, and says so where a session has ended. */
export async function welcomePath(): Promise<string> {
  const query = new URLSearchParams();
  if (await currentCookie()) query.set("ended", "1");
  const next = ownPath((await headers()).get(ASKED_FOR));
  if (next !== "/") query.set("next", next);
  return query.size > 0 ? `/welcome?${query}` : "/welcome";
}

/** Keeps a session's token in this browser. */
export async function keepSession(token: string): Promise<void> {
  const { config } = runtime();
  (await cookies()).set(sessionCookieName(config), signedToken(token, config), sessionCookieAttributes(config));
}

/** Keeps a cookie that Better Auth made, a Set-Cookie line, in this browser for as long as it asks. */
export async function keepCookie(line: string): Promise<void> {
  const [pair = "", ...attributes] = line.split(";");
  const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
  const maxAge = attributes.map((attribute) => /^\s*max-age=(\d+)$/i.exec(attribute)?.[1]).find(Boolean);
  const { config } = runtime();
  (await cookies()).set(name, decodeURIComponent(value), { ...sessionCookieAttributes(config), maxAge: Number(maxAge ?? 0) });
}

/** Forgets the session in this browser. */
export async function dropSession(): Promise<void> {
  const { config } = runtime();
  (await cookies()).set(sessionCookieName(config), "", { ...sessionCookieAttributes(config), maxAge: 0 });
}
