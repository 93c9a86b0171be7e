import { count, decimal, duration, NO_VALUE, signedDecimal } from "@/components/ui/format";
import type { Gate } from "@/lib/registry/gate";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import { GATED } from "@/lib/registry/robustness";
import { TIERS } from "@/lib/registry/tier";
import type { DiffRow } from "./version-diff";

const DAY_MS = 86_400_000;

/** A row of numbers, one for each of T1 to T5 (T0's is fixed). */
export type GateRow = {
  key: string;
  name: string;
  max: number;
  digits: number;
  step: number;
  read: (gate: Gate) => readonly number[];
  write: (gate: Gate, values: number[]) => Partial<Gate>;
};

export const GATE_ROWS: readonly GateRow[] = [
  ...GATED.map((component) => ({
    key: component,
    name: `${COMPONENT_NAMES[component].short} at least`,
    max: 1,
    digits: 3,
    step: 0.01,
    read: (gate: Gate) => gate.thresholds[component],
    write: (gate: Gate, values: number[]) => ({ thresholds: { ...gate.thresholds, [component]: values } }),
  })),
  {
    key: "ceilings",
    name: "Budget ceiling, units",
    max: 1_000_000_000,
    digits: 2,
    step: 1,
    read: (gate) => gate.budgetCeilings,
    write: (_, budgetCeilings) => ({ budgetCeilings }),
  },
  {
    key: "audits",
    name: "Spot audits a day",
    max: 1_000_000,
    digits: 3,
    step: 0.01,
    read: (gate) => gate.auditIntensityPerDay,
    write: (_, auditIntensityPerDay) => ({ auditIntensityPerDay }),
  },
];

/** `69 d 7 h`: after which half of a certified value is left. */
export function halfLife(ratePerDay: number): string {
  return ratePerDay === 0 ? "never decays" : `half-life ${duration((Math.LN2 / ratePerDay) * DAY_MS)}`;
}

/** The gate alone, without what its version says about it. */
export function gateOf(version: Gate): Gate {
  const { thresholds, ihThreshold, budgetCeilings, satsPerUnit, decayRatePerDay, auditIntensityPerDay } = version;
  return { thresholds, ihThreshold, budgetCeilings, satsPerUnit, decayRatePerDay, auditIntensityPerDay };
}

/** How many of at most `most` decimal places a value needs: 36.0000 a day reads worse than 36. */
function places(value: number, most: number): number {
  return String(Number(value.toFixed(most))).split(".")[1]?.length ?? 0;
}

/** Every value of two gates that differs anywhere or stands alone, with its difference. */
function gateRows(before: Gate, after: Gate): DiffRow[] {
  const row = (key: string, name: string, from: number, to: number, digits: number): DiffRow => ({
    key,
    name,
    before: decimal(from, places(from, digits)),
    after: decimal(to, places(to, digits)),
    change: from === to ? NO_VALUE : signedDecimal(to - from, places(to - from, digits)),
  });
  return [
    ...GATE_ROWS.flatMap(({ key, name, digits, read }) =>
      TIERS.slice(1).map((tier, i) =>
        row(`${key} ${tier}`, `${tier}: ${name}`, read(before)[i + 1] ?? 0, read(after)[i + 1] ?? 0, digits),
      ),
    ),
    row("ih", "IH at least", before.ihThreshold, after.ihThreshold, 3),
    row("decay", "Decay a day", before.decayRatePerDay, after.decayRatePerDay, 4),
    row("sats", "Sats a unit", before.satsPerUnit, after.satsPerUnit, 0),
  ];
}

/** What differs between two gates, and how much more does not: most of its values stay as they are. */
export function gateDifferences(before: Gate, after: Gate): DiffRow[] {
  const rows = gateRows(before, after);
  const changed = rows.filter((row) => row.before !== row.after);
  const rest = { key: "rest", name: count(rows.length - changed.length, "other value"), before: "", after: "", change: "" };
  return [...changed, rest];
}

/** What differs between two gates, in words: "T3: CC at least 0.65 → 0.7". */
export function gateChanges(before: Gate, after: Gate): string[] {
  return gateRows(before, after)
    .filter((row) => row.before !== row.after)
    .map((row) => `${row.name} ${row.before} → ${row.after}`);
}

/** Why a gate would be refused; null where it would not be. */
export function gateFault(gate: Gate): string | null {
  for (const component of GATED) {
    const list = gate.thresholds[component];
    if (list.some((value, i) => i > 0 && value <= (list[i - 1] ?? 0)))
      return `${COMPONENT_NAMES[component].short}: each tier needs more than the one before.`;
  }
  return gate.budgetCeilings.some((value, i) => value < (gate.budgetCeilings[i - 1] ?? 0))
    ? "A higher tier must not have a lower ceiling."
    : null;
}
