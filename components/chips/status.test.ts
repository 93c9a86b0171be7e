import { expect, it } from "vitest";
import { type Standing, statusOf } from "./status";

const NOW = Date.UTC(2026, 10, 20, 14, 0, 0);
const MINUTE = 60_000;
const fine: Standing = {
  revoked: false,
  held: false,
  atRisk: false,
  rated: true,
  tier: 3,
  delta24h: -56,
  lastSignalAt: NOW - 4_000,
};

it.each<[string, Partial<Standing>, string]>([
  ["fine", {}, "Active"],
  ["silent", { lastSignalAt: NOW - 26 * MINUTE }, "No signal for 26\u00a0m"],
  ["without a tier", { tier: 0 }, "May not act"],
  ["silent and without a tier", { tier: 0, lastSignalAt: NOW - 26 * MINUTE }, "No signal for 26\u00a0m"],
  ["unrated", { rated: false }, "Unrated"],
  ["at risk", { atRisk: true }, "At risk: \u221256 in 24 h"],
  ["at risk without a fall", { atRisk: true, delta24h: 3 }, "At risk"],
  ["held", { held: ["operator"] }, "Hold: operator"],
  ["held twice", { held: ["critical_violation", "operator"], atRisk: true }, "Hold: critical violation +1"],
  ["held for a cause that was not sent", { held: true }, "On hold"],
  ["revoked and held", { revoked: true, held: true }, "Revoked"],
])("an agent that is %s", (_, change, text) => expect(statusOf({ ...fine, ...change }, NOW).text).toBe(text));
