import { describe, expect, it } from "vitest";
import type { Entry, EntryType } from "@/lib/journal/entry";
import { marksOf } from "./history-marks";

const entry = (type: EntryType, at: string, data: Record<string, unknown> = {}): Entry => ({
  seq: 1,
  id: "1",
  at,
  type,
  agentId: "scout",
  actor: "owner",
  cause: null,
  data,
  prevHash: "",
  hash: "",
});

describe("the marks of a history", () => {
  it("show weights, stops and releases, oldest first, each with its sentence", () => {
    const marks = marksOf(
      [
        entry("agent.resumed", "2026-11-20T14:00:00Z"),
        entry("agent.suspended", "2026-11-20T13:00:00Z", { reason: "egress" }),
        entry("weights.changed", "2026-11-20T12:00:00Z", { version: 8 }),
      ],
      "Scout",
    );
    expect(marks.map(({ shape, label }) => `${shape} ${label}`.trim())).toEqual(["circle v8", "diamond", "diamond-open"]);
    expect(marks[1]?.words).toBe("Scout was suspended: egress");
  });

  it("leave out what the line itself shows", () => {
    const entries = [entry("agent.band_changed", "2026-11-20T14:00:00Z"), entry("agent.at_risk", "2026-11-20T14:00:00Z")];
    expect(marksOf(entries, "Scout")).toEqual([]);
  });
});
