import { Term } from "@/components/chips/term";
import { TierChip } from "@/components/chips/tier-chip";
import { integer } from "@/components/ui/format";
import { NumberBox } from "@/components/ui/number-box";
import { Table, Td, Th } from "@/components/ui/table";
import type { Gate } from "@/lib/registry/gate";
import type { GateEffect, TiersInForce } from "@/lib/registry/gate-setting";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import { GATED } from "@/lib/registry/robustness";
import { TIERS } from "@/lib/registry/tier";
import { GateAxis } from "./gate-axis";
import { GATE_ROWS, halfLife } from "./gate-fields";

/** The gate in force, the one that is being made, and how to change it. */
export type Editing = { inForce: TiersInForce; next: Gate; set: (values: Partial<Gate>) => void };

const CERTIFIED_TIERS = TIERS.slice(1);

/** What each component must reach for each tier, on axes 0–1; integrity has a single line. */
export function GateThresholds({ inForce, next, set }: Editing) {
  const axes = [
    ...GATED.map((component) => ({
      component,
      marks: CERTIFIED_TIERS,
      values: next.thresholds[component].slice(1),
      inForce: inForce.thresholds[component].slice(1),
      onMove: (values: number[]) => set({ thresholds: { ...next.thresholds, [component]: [0, ...values] } }),
    })),
    {
      component: "ih" as const,
      marks: ["else T0"],
      values: [next.ihThreshold],
      inForce: [inForce.ihThreshold],
      onMove: ([ihThreshold = 0]: number[]) => set({ ihThreshold }),
    },
  ];
  return (
    <div className="flex flex-col gap-1">
      {axes.map(({ component, ...axis }) => (
        <div key={component} className="grid grid-cols-[200px_minmax(0,1fr)] gap-x-4 phone:grid-cols-1">
          <span className="flex gap-2">
            <span className="w-5 font-semibold">
              <Term of={COMPONENT_NAMES[component].short}>{COMPONENT_NAMES[component].short}</Term>
            </span>
            <span className="words truncate text-ink-2">{COMPONENT_NAMES[component].name}</span>
          </span>
          <GateAxis name={COMPONENT_NAMES[component].name} {...axis} />
        </div>
      ))}
    </div>
  );
}

/** The same as numbers, with what each tier allows, how often it is audited and how many agents stand there. */
export function GateTiers({ inForce, next, set, foreseen }: Editing & { foreseen: GateEffect | null }) {
  return (
    <Table label="What each tier needs and allows" className="mt-3">
      <thead>
        <tr>
          <Th>Tier</Th>
          {CERTIFIED_TIERS.map((tier, i) => (
            <Th key={tier} numeric>
              <TierChip level={i + 1} />
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <Td>{foreseen ? "Agents there now → then" : "Agents there now"}</Td>
          {CERTIFIED_TIERS.map((tier) => (
            <Td key={tier} numeric className="figures">
              <Standing
                now={foreseen ? foreseen.previousDistribution[tier] : inForce.distribution[tier]}
                then={foreseen?.distribution[tier]}
              />
            </Td>
          ))}
        </tr>
        {GATE_ROWS.map(({ key, name, max, digits, step, read, write }) => (
          <tr key={key}>
            <Td>{name}</Td>
            {CERTIFIED_TIERS.map((tier, i) => {
              const value = read(next)[i + 1] ?? 0;
              return (
                <Td key={tier} numeric className="phone:h-11">
                  <NumberBox
                    aria-label={`${tier}: ${name}`}
                    value={value}
                    min={0}
                    max={max}
                    digits={digits}
                    step={step}
                    preview={value !== read(inForce)[i + 1]}
                    onCommit={(typed) => set(write(next, read(next).with(i + 1, typed)))}
                    className="w-16"
                  />
                </Td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Standing({ now, then }: { now: number; then: number | undefined }) {
  if (then === undefined || then === now) return <>{integer(now)}</>;
  return (
    <>
      <span className="text-ink-3">{integer(now)} →</span>{" "}
      <span className="border-preview border-b border-dashed font-medium">{integer(then)}</span>
    </>
  );
}

/** What is one number for all tiers. */
export function GateSingles({ inForce, next, set }: Editing) {
  const boxes = [
    { member: "ihThreshold", name: "IH at least", max: 1, digits: 3, step: 0.01, says: "else T0 and a hold" },
    {
      member: "decayRatePerDay",
      name: "Decay a day",
      max: 1_000_000,
      digits: 4,
      step: 0.001,
      says: halfLife(next.decayRatePerDay),
    },
    { member: "satsPerUnit", name: "Sats a unit", max: 1_000_000, digits: 0, step: 1000, says: "of the ceilings" },
  ] as const;
  return (
    <div className="mt-4 flex flex-wrap gap-x-8 gap-y-2">
      {boxes.map(({ member, name, max, digits, step, says }) => (
        <span key={member} className="flex items-center gap-2 phone:w-full">
          <span className="phone:w-28">
            {member === "decayRatePerDay" ? (
              <>
                <Term of="decay">Decay</Term> a day
              </>
            ) : (
              name
            )}
          </span>
          <NumberBox
            aria-label={name}
            value={next[member]}
            min={member === "satsPerUnit" ? 1 : 0}
            max={max}
            digits={digits}
            step={step}
            preview={next[member] !== inForce[member]}
            onCommit={(value) => set({ [member]: value })}
            className="w-18"
          />
          <span className="text-12 text-ink-3">{says}</span>
        </span>
      ))}
    </div>
  );
}
