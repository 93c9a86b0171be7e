import { cookies, headers } from "next/headers";
import { CLIENT_ADDRESS } from "../access/client-address";
import { sessionCookieAttributes, sessionCookieName, signedToken, tokenIn } from "../access/session-cookie";
import type { Browser } from "../commands/open-session";
import { runtime } from "../runtime";

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

/** Keeps a session's token in this browser. */
export async function keepSession(token: string): Promise<void> {
  const { config } = runtime();
  (await cookies()).set(sessionCookieName(config), signedToken(token, config), sessionCookieAttributes(config));
}

/** Forgets the session in this browser. */
export async function dropSession(): Promise<void> {
  const { config } = runtime();
  (await cookies()).set(sessionCookieName(config), "", { ...sessionCookieAttributes(config), maxAge: 0 });
}
