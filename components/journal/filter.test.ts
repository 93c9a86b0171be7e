import { describe, expect, it } from "vitest";
import type { Entry, EntryType } from "@/lib/journal/entry";
import { asked, belongs, EVERYTHING } from "./filter";

const entry = (type: EntryType, agentId: string | null = "scout", actor = "owner"): Entry => ({
  seq: 1,
  id: "1",
  at: "2026-11-20T14:00:00Z",
  type,
  agentId,
  actor,
  cause: null,
  data: {},
  prevHash: "",
  hash: "",
});

describe("an entry that was just written", () => {
  it("appears where everything is shown, unless it only counts signals", () => {
    expect(belongs(entry("agent.suspended"), EVERYTHING)).toBe(true);
    expect(belongs(entry("signals.recorded", null), EVERYTHING)).toBe(false);
    expect(belongs(entry("signals.recorded", null), { ...EVERYTHING, type: "signals.recorded" })).toBe(true);
  });

  it("stays out of a list that begins at an older one", () => {
    expect(belongs(entry("agent.suspended"), { ...EVERYTHING, entry: 7 })).toBe(false);
    expect(asked({ ...EVERYTHING, entry: 7 }).type).toContain("signals.recorded");
    expect(asked(EVERYTHING).type).toBeUndefined();
  });

  it("must fit type, agent and actor together", () => {
    const view = { ...EVERYTHING, type: "agent.suspended" as const, agent: "scout", actor: "owner" };
    expect(belongs(entry("agent.suspended"), view)).toBe(true);
    expect(belongs(entry("agent.resumed"), view)).toBe(false);
    expect(belongs(entry("agent.suspended", "kestrel"), view)).toBe(false);
    expect(belongs(entry("agent.suspended", "scout", "system"), view)).toBe(false);
  });

  it("must be of the changes that are shown, and after what was seen", () => {
    const view = { ...EVERYTHING, change: "unroutable" as const, since: 0 };
    expect(belongs(entry("routing.decided", null), view)).toBe(true);
    expect(belongs(entry("routing.decided"), view)).toBe(false);
    expect(belongs(entry("routing.decided", null), { ...view, since: 1 })).toBe(false);
    expect(asked(view)).toMatchObject({ type: "routing.decided", nobody: true, since: 0 });
    expect(asked({ ...EVERYTHING, change: "failed", since: 7 })).toMatchObject({ type: "audit.finished", status: "failed" });
  });
});
