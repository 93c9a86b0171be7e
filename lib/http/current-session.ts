import type { Actor, Scope } from "../access/action";
import { isDemo } from "../reads/demo";
import { currentCookie } from "./browser";
import { sessionActor } from "./session";

/** Who is signed in in this browser; null for nobody. */
export async function currentActor(): Promise<Actor | null> {
  return sessionActor(await currentCookie());
}

/** Who is signed in in this browser, as pages need to know it; null for nobody. */
export async function currentSession(): Promise<{ name: string; scopes: Scope[]; demo: boolean } | null> {
  const actor = await currentActor();
  return actor && { name: actor.name, scopes: [...actor.scopes], demo: isDemo() };
}
