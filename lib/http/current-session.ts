import type { Scope } from "../access/action";
import { isDemo } from "../reads/demo";
import { currentCookie } from "./browser";
import { sessionActor } from "./session";

/** Who is signed in in this browser, as pages need to know it; null for nobody. */
export async function currentSession(): Promise<{ name: string; scopes: Scope[]; demo: boolean } | null> {
  const actor = await sessionActor(await currentCookie());
  return actor && { name: actor.name, scopes: [...actor.scopes], demo: isDemo() };
}
