import { type Actor, authorise } from "../access/action";
import { PERSONAS, type Persona } from "../registry/persona";

/** Templates for the manifests of common kinds of agents. */
export function readPersonas(actor: Actor): { items: readonly Persona[]; nextCursor: null } {
  authorise(actor, "readFleet");
  return { items: PERSONAS, nextCursor: null };
}
