import { describe, expect, it } from "vitest";
import { DEFAULT_GATE, type Gate } from "@/lib/registry/gate";
import { Gate as GateShape } from "@/lib/registry/gate-shape";
import { GATE_ROWS, gateChanges, gateDifferences, gateFault, halfLife } from "./gate-fields";

const withEr = (...er: number[]): Gate => ({ ...DEFAULT_GATE, thresholds: { ...DEFAULT_GATE.thresholds, er: [0, ...er] } });

describe("a gate in a form", () => {
  it("says what differs, and how much does not", () => {
    const changed = { ...withEr(0.3, 0.5, 0.7, 0.8, 0.9), decayRatePerDay: 0.02 };
    expect(gateChanges(DEFAULT_GATE, changed)).toEqual(["T3: ER at least 0.65 → 0.7", "Decay a day 0.01 → 0.02"]);
    expect(gateDifferences(DEFAULT_GATE, changed).map(({ name, change }) => [name, change])).toEqual([
      ["T3: ER at least", "+0.05"],
      ["Decay a day", "+0.01"],
      ["26 other values", ""],
    ]);
    expect(gateChanges(DEFAULT_GATE, DEFAULT_GATE)).toEqual([]);
  });

  it.each<[string, Gate]>([
    ["two equal thresholds", withEr(0.3, 0.5, 0.5, 0.8, 0.9)],
    ["a lower one for a higher tier", withEr(0.3, 0.6, 0.5, 0.8, 0.9)],
    ["a first one of 0", withEr(0, 0.5, 0.6, 0.8, 0.9)],
    ["a lower ceiling for a higher tier", { ...DEFAULT_GATE, budgetCeilings: [0, 1, 0.5, 1, 10, 100] }],
  ])("with %s is refused here as on the server", (_, gate) => {
    expect(gateFault(gate)).not.toBeNull();
    expect(GateShape.safeParse(gate).success).toBe(false);
  });

  it("is not refused as it is", () => {
    expect(gateFault(DEFAULT_GATE)).toBeNull();
  });

  it("is written back value by value", () => {
    for (const row of GATE_ROWS) {
      const written = { ...DEFAULT_GATE, ...row.write(DEFAULT_GATE, row.read(DEFAULT_GATE).with(5, 1)) };
      expect(row.read(written)[5]).toBe(1);
      expect(gateChanges(DEFAULT_GATE, written)).toHaveLength(1);
    }
  });

  it("says after which time half is left", () => {
    expect(halfLife(0.01).replaceAll("\u00a0", " ")).toBe("half-life 69 d 7 h");
    expect(halfLife(0)).toBe("never decays");
  });
});
