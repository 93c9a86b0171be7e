import { cookies } from "next/headers";
import type { Actor, Scope } from "../access/action";
import { isDemo } from "../reads/demo";
import { isTourPutAway } from "../reads/tour";
import { currentCookie } from "./browser";
import { sessionActor } from "./session";

/** Who is signed in in this browser; null for nobody. */
export async function currentActor(): Promise<Actor | null> {
  return sessionActor(await currentCookie());
}

/** Until a browser ends it keeps here that its user wants the tour another time; written by components/shell/tour-offer. */
const TOUR_COOKIE = "tour";

type CurrentSession = { name: string; scopes: Scope[]; demo: boolean; offerTour: boolean };

/** Who is signed in in this browser, as pages need to know it; null for nobody. */
export async function currentSession(): Promise<CurrentSession | null> {
  const actor = await currentActor();
  if (!actor) return null;
  const later = (await cookies()).get(TOUR_COOKIE)?.value === "later";
  const offerTour = !later && !(await isTourPutAway(actor));
  return { name: actor.name, scopes: [...actor.scopes], demo: isDemo(), offerTour };
}
