import { cookies } from "next/headers";
import type { Scope } from "../access/action";
import { isDemo } from "../reads/demo";
import { SESSION_COOKIE, sessionActor } from "./session";

/** Who is signed in in this browser, as pages need to know it; null for nobody. */
export async function currentSession(): Promise<{ name: string; scopes: Scope[]; demo: boolean } | null> {
  const actor = await sessionActor((await cookies()).get(SESSION_COOKIE)?.value);
  return actor && { name: actor.name, scopes: [...actor.scopes], demo: isDemo() };
}
