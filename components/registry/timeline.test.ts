import { describe, expect, it } from "vitest";
import type { Entry, EntryType } from "@/lib/journal/entry";
import type { Certificate } from "@/lib/registry/certificate";
import { momentsOf } from "./timeline";

const certificate: Certificate = {
  id: "c-1",
  agentId: "a",
  tier: "T3",
  robustness: { cc: 0.7, er: 0.7, as: 0.7, ih: 0.9 },
  auditType: "registration",
  direction: "first",
  issuedAt: "2026-11-01T00:00:00.000Z",
  details: {},
  provenance: {
    source: "import",
    issuedBy: "owner",
    recordedAt: "2026-11-02T00:00:00.000Z",
    gateVersion: 1,
    architectureHash: null,
    observedArchitectureHash: null,
  },
  inForce: true,
};
let seq = 0;
const entry = (type: EntryType, at: string, data: Record<string, unknown>): Entry => {
  seq += 1;
  return { seq, id: `e-${seq}`, at, type, agentId: "a", actor: "system", cause: null, data, prevHash: "", hash: "" };
};
const told = (entries: Entry[]) =>
  momentsOf([certificate], entries).map(({ from, level, what, why }) => ({ from, level, what, why }));
const FIRST = { from: null, level: 3, what: "First certificate, in force", why: "Registration audit" };

describe("what happened to a certification", () => {
  it("stands newest first, each loss when it came, not when it was noticed", () => {
    const drop = { from: "T3", to: "T2", at: "2026-11-08T00:00:00.000Z", dimensions: ["cc", "er"], by: "decay", gateVersion: 1 };
    const late = entry("certification.tier_dropped", "2026-11-12T00:00:00.000Z", drop);
    const seen = entry("certification.architecture_mismatch", "2026-11-10T00:00:00.000Z", {
      expected: "eb88c6defa4332fc",
      observed: "00ff00ff00ff00ff",
    });
    expect(told([late, seen])).toEqual([
      { from: null, level: 0, what: "Void", why: "architecture 00ff…00ff observed, not eb88…32fc" },
      { from: 3, level: 2, what: "Tier lost", why: "CC, ER decayed" },
      FIRST,
    ]);
  });

  it("tells a loss by another gate from one by decay, and the last one as the end", () => {
    const data = { from: "T1", to: "T0", at: "2026-11-09T00:00:00.000Z", dimensions: ["ih"], by: "gate", gateVersion: 4 };
    expect(told([entry("certification.expired", "2026-11-09T00:00:00.000Z", data)])[0]).toEqual({
      from: 1,
      level: 0,
      what: "Expired",
      why: "version 4 of the gate: IH holds it",
    });
  });

  it("says who accepted another architecture and why, and stays whole where an entry is not as expected", () => {
    const accepted = entry("agent.architecture_accepted", "2026-11-11T00:00:00.000Z", {
      architectureHash: "ab",
      reason: "Deploy",
    });
    expect(told([accepted])[0]).toMatchObject({ what: "Architecture ab accepted", why: "Deploy" });
    const odd = entry("certification.tier_dropped", "2026-11-11T00:00:00.000Z", { from: 7, dimensions: "x" });
    expect(told([odd])[0]).toEqual({ from: null, level: null, what: "Tier lost", why: "decay" });
    expect(told([entry("agent.updated", "2026-11-11T00:00:00.000Z", {})])).toEqual([FIRST]);
  });
});
