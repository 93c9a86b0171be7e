import type { HoldCause } from "./agent";

/** What the journal says of an agent's revocation and holds; `cause` is that of the hold. */
export type StandingEvent = {
  type: "agent.revoked" | "agent.reinstated" | "agent.suspended" | "agent.resumed" | "agent.hold_set" | "agent.hold_lifted";
  cause: HoldCause | null;
};

export const STANDING_EVENTS = [
  "agent.revoked",
  "agent.reinstated",
  "agent.suspended",
  "agent.resumed",
  "agent.hold_set",
  "agent.hold_lifted",
] as const satisfies readonly StandingEvent["type"][];

export type Held = { revoked: boolean; holds: ReadonlySet<HoldCause> };

/** What was before some events, from what is after them: each is taken back, the newest (the first given) first. */
export function takenBack(now: Held, newestFirst: readonly StandingEvent[]): Held {
  const holds = new Set(now.holds);
  let { revoked } = now;
  for (const { type, cause } of newestFirst) {
    if (type === "agent.revoked") revoked = false;
    else if (type === "agent.reinstated") revoked = true;
    else {
      const hold = type === "agent.suspended" || type === "agent.resumed" ? "operator" : cause;
      if (hold === null) continue;
      if (type === "agent.suspended" || type === "agent.hold_set") holds.delete(hold);
      else holds.add(hold);
    }
  }
  return { revoked, holds };
}
