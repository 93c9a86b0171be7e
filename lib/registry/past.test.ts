import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HoldCause } from "./agent";
import { type Held, type StandingEvent, takenBack } from "./past";

const CAUSES: HoldCause[] = ["operator", "integrity", "insolvent"];

/** What an agent does next, said by an index: only what applies to its state. */
function step(state: Held, choice: number): { event: StandingEvent; next: Held } {
  const { revoked, holds } = state;
  const cause = CAUSES[choice % CAUSES.length] as HoldCause;
  if (choice % 4 === 0)
    return { event: { type: revoked ? "agent.reinstated" : "agent.revoked", cause: null }, next: { revoked: !revoked, holds } };
  const next = new Set(holds);
  const set = !next.delete(cause);
  if (set) next.add(cause);
  const type = cause === "operator" ? (set ? "agent.suspended" : "agent.resumed") : set ? "agent.hold_set" : "agent.hold_lifted";
  return { event: { type, cause: cause === "operator" ? null : cause }, next: { revoked, holds: next } };
}

describe("what an agent's standing was", () => {
  it("is found from the present by taking back what happened since, at every moment of any history", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(11), { maxLength: 30 }), (choices) => {
        const states: Held[] = [{ revoked: false, holds: new Set() }];
        const events: StandingEvent[] = [];
        for (const choice of choices) {
          const { event, next } = step(states.at(-1) as Held, choice);
          events.push(event);
          states.push(next);
        }
        const present = states.at(-1) as Held;
        for (const [moment, then] of states.entries())
          expect(takenBack(present, events.slice(moment).toReversed())).toEqual(then);
      }),
    );
  });
});
