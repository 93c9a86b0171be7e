"use server";

import { signInWithLink } from "@/lib/commands/sign-in";
import { attempt } from "@/lib/http/act";
import { currentBrowser, keepSession } from "@/lib/http/browser";
import type { ActionResult } from "@/lib/http/problem";

/** Consumes a sign-in link's key and opens a session in this browser. */
export async function signIn(key: string): Promise<ActionResult<null>> {
  return attempt(async () => {
    await keepSession(await signInWithLink(String(key).slice(0, 200), await currentBrowser()));
    return null;
  });
}
