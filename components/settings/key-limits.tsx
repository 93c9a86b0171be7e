"use client";

import { NumberBox } from "@/components/ui/number-box";

/** What a key may do each second, and what its reporter's signals may together count in one window (0–1). */
export type Limits = { requestsPerSecond: number; signalsPerSecond: number; maxShare: number };

/** The limits of a key for which nothing else is set, by whether it is bound to an agent. */
export type DefaultLimits = { free: Limits; bound: Limits };

/** The limits as they are sent: null where the default is meant. */
export type LimitChanges = { [Name in keyof Limits]?: number | null };

const MOST = 1_000_000;

const FIELDS = [
  { member: "requestsPerSecond", name: "Requests a second", does: "Twice as many in a burst.", max: MOST, factor: 1, unit: "" },
  {
    member: "signalsPerSecond",
    name: "Signals a second",
    does: "A larger batch passes when nothing was sent for a while.",
    max: MOST,
    factor: 1,
    unit: "",
  },
  {
    member: "maxShare",
    name: "Share of a window",
    does: "What its signals may count at most in an agent's score, dimension by dimension.",
    max: 100,
    factor: 100,
    unit: "%",
  },
] as const;

type Props = {
  value: Limits;
  /** What is in force: a number that differs is marked as a preview. */
  inForce: Limits;
  onChange: (member: keyof Limits, value: number) => void;
};

/** A key's limits as numbers to type. */
export function LimitFields({ value, inForce, onChange }: Props) {
  return (
    <div>
      {FIELDS.map(({ member, name, does, max, factor, unit }) => (
        <div key={member} className="flex min-h-13 items-center gap-4 border-b border-line py-2 last:border-b-0">
          <div className="min-w-0 grow">
            <p className="font-medium">{name}</p>
            <p className="text-12 text-ink-3">{does}</p>
          </div>
          <NumberBox
            aria-label={name}
            value={value[member] * factor}
            min={1}
            max={max}
            step={factor === 1 ? 10 : 5}
            digits={factor === 1 ? 0 : 1}
            unit={unit}
            preview={value[member] !== inForce[member]}
            onCommit={(typed) => onChange(member, typed / factor)}
            className="w-20 shrink-0 phone:w-24"
          />
        </div>
      ))}
    </div>
  );
}

/** What to send so that these limits come into force; the default is sent as null, so that it stays the default. */
export function limitChanges(before: Limits, after: Limits, defaults: Limits): LimitChanges {
  const members = Object.keys(before) as (keyof Limits)[];
  return Object.fromEntries(
    members
      .filter((member) => after[member] !== before[member])
      .map((member) => [member, after[member] === defaults[member] ? null : after[member]]),
  );
}
