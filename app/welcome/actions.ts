"use server";

import { cookies } from "next/headers";
import { signIn as consumeLink } from "@/lib/commands/sign-in";
import { attempt } from "@/lib/http/act";
import type { ActionResult } from "@/lib/http/problem";
import { SESSION_COOKIE, SESSION_SECONDS, sealSession } from "@/lib/http/session";
import { runtime } from "@/lib/runtime";

/** Consumes a sign-in link's key and opens a session in this browser. */
export async function signIn(key: string): Promise<ActionResult<null>> {
  return attempt(async () => {
    const user = await consumeLink(String(key).slice(0, 200));
    (await cookies()).set(SESSION_COOKIE, await sealSession(user), {
      httpOnly: true,
      sameSite: "lax",
      secure: runtime().config.publicUrl.protocol === "https:",
      path: "/",
      maxAge: SESSION_SECONDS,
    });
    return null;
  });
}
