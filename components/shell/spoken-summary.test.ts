import { expect, it } from "vitest";
import type { EntryType } from "@/lib/journal/entry";
import { summaryOf } from "./spoken-summary";

const said = (...types: EntryType[]) => summaryOf(types.map((type) => ({ type, data: {} })));

it("counts what happened by kind, most serious first", () => {
  expect(
    said("agent.hold_set", "certification.tier_dropped", "certification.expired", "certification.tier_dropped", "task.posted"),
  ).toBe("3 tier changes, 1 hold in the last minute");
  expect(said("agent.band_changed", "agent.revoked", "agent.suspended", "agent.hold_set")).toBe(
    "1 agent revoked, 2 holds, 1 band change in the last minute",
  );
});

it("counts a certificate only where it changes the tier", () => {
  const issued = (direction: string) => ({ type: "certification.issued", data: { direction } }) as const;
  expect(summaryOf([issued("renewal")])).toBeNull();
  expect(summaryOf([issued("upgrade"), issued("renewal"), issued("demotion")])).toBe("2 tier changes in the last minute");
});

it("says nothing of everyday work", () => {
  expect(said("task.posted", "routing.decided", "task.completed", "signals.recorded")).toBeNull();
  expect(said()).toBeNull();
});
