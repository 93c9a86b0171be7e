"use client";

import { useQuery } from "@tanstack/react-query";
import { count, decimal } from "@/components/ui/format";
import { queries } from "@/lib/http/queries";
import type { AuditDetail, ProbeState } from "@/lib/registry/audit";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import type { Component } from "@/lib/registry/robustness";
import { COMPONENTS, isDone, type NamedProbe, type ProbeGroups } from "./grid";
import { IntervalStrip, ticksOf } from "./interval-strip";
import { ProbeCells, ProbeSquare, useCells } from "./probe-cells";
import { facetName, OPEN_STATUSES } from "./words";

type Props = { audit: AuditDetail; groups: ProbeGroups; selected: string | null; onSelect: (probe: string) => void };

const LEGEND = [
  ["passed", "passed"],
  ["failed", "failed"],
  ["unmeasured", "not measured"],
  ["asking", "running"],
  ["queued", "queued"],
] as const satisfies readonly (readonly [ProbeState, string])[];

/** Every probe, and what the verdicts of each component amount to so far. */
export function DimensionsSection({ audit, groups, selected, onSelect }: Props) {
  const cells = useCells(groups, selected);
  const open = OPEN_STATUSES.includes(audit.status);
  return (
    <section aria-labelledby="dimensions" className="border-line border-t px-gutter pt-3 pb-2">
      <header className="flex min-h-7 flex-wrap items-baseline gap-x-2">
        <h3 id="dimensions" className="text-13">
          Dimensions
        </h3>
        <p className="words text-12 text-ink-3">
          {open
            ? "live estimate with 80 % interval; nothing is certified before all four are measured"
            : "estimate with 80 % interval; the tier is what the lower end supports"}
        </p>
      </header>
      <ul aria-label="Signs" className="m-0 mb-2.5 flex list-none flex-wrap gap-x-3.5 gap-y-1 p-0 text-12 text-ink-3">
        {LEGEND.filter(([state]) => open || (state !== "asking" && state !== "queued")).map(([state, name]) => (
          <li key={state} className="flex items-center gap-1.5">
            <ProbeSquare state={state} className="phone:size-3 phone:rounded-[2px]" />
            {name}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons inside */}
      <div ref={cells.area} onKeyDown={cells.onKeyDown}>
        {COMPONENTS.map((component) => (
          <Dimension
            key={component}
            component={component}
            audit={audit}
            probes={groups[component]}
            selected={selected}
            stop={cells.stop}
            onFocus={cells.onFocus}
            onSelect={onSelect}
          />
        ))}
      </div>
    </section>
  );
}

type RowProps = {
  component: Component;
  audit: AuditDetail;
  probes: readonly NamedProbe[];
  selected: string | null;
  stop: string | null;
  onFocus: (id: string) => void;
  onSelect: (id: string) => void;
};

function Dimension({ component, audit, probes, ...cells }: RowProps) {
  const gate = useQuery(queries.tiers()).data;
  const { short, name } = COMPONENT_NAMES[component];
  const seen = audit.components[component];
  const open = OPEN_STATUSES.includes(audit.status);
  const done = probes.filter(isDone).length;
  const total = Math.max(probes.length, seen.total);
  const failed = probes.filter(({ state }) => state === "failed").length;
  const unmeasured = probes.filter(({ state }) => state === "unmeasured").length;
  return (
    <section aria-label={name} className="border-line border-t pt-3 pb-3.5">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <b className="w-6 font-semibold">{short}</b>
        <span className="words font-medium">{name}</span>
        <span className="words text-ink-3">{stageOf(seen.estimate, done, total, open)}</span>
        <span className="figures ml-auto text-ink-2">
          {failed > 0 ? <span className="mr-3 text-bad">{failed} failed</span> : null}
          {unmeasured > 0 ? <span className="mr-3 text-ink-3">{unmeasured} not measured</span> : null}
          {done} / {total}
        </span>
      </div>
      <div className="mt-2 grid grid-cols-[208px_minmax(0,1fr)_96px] items-center gap-x-6 max-lg:grid-cols-[minmax(0,1fr)_88px] max-lg:gap-x-3">
        <div className="max-lg:col-span-2 max-lg:mb-1.5">
          <ProbeCells component={component} probes={probes} {...cells} />
        </div>
        <IntervalStrip
          ticks={gate ? ticksOf(gate, component) : []}
          estimate={seen.estimate}
          lower={seen.lower}
          upper={seen.upper}
          certified={open ? null : seen.certified}
        />
        <Numbers seen={seen} open={open} />
      </div>
      <p className="words mt-1 text-12 text-ink-3 empty:hidden">{notesOn(component, audit).join(" ")}</p>
    </section>
  );
}

/** A certified share that is lower by less than this is the estimate, cut. */
const CUT = 0.001;

/** What the numbers of a component rest on, and what holds them down. */
function notesOn(component: Component, audit: AuditDetail): string[] {
  const { weakestFacet, estimate, certified } = audit.components[component];
  const open = OPEN_STATUSES.includes(audit.status);
  const notes: string[] = [];
  if (weakestFacet !== null && estimate !== null && estimate < 1)
    notes.push(`Rests on its weakest group: ${facetName(weakestFacet)}.`);
  if (!open && certified !== null && estimate !== null && estimate - certified > CUT)
    notes.push(`Held by evidence: certified ${decimal(certified, 4)}.`);
  if (component === "as" && audit.critical > 0)
    notes.push(
      `${count(audit.critical, "critical verdict")}, never averaged away: ${audit.critical === 1 ? "keeps AS under T5" : "keep AS under T4"}.`,
    );
  return notes;
}

function stageOf(estimate: number | null, done: number, total: number, open: boolean): string {
  if (!open) return estimate === null ? "not measured" : "";
  if (done === 0) return "queued";
  return estimate !== null && done >= total ? "measured" : "measuring";
}

function Numbers({ seen, open }: { seen: AuditDetail["components"][Component]; open: boolean }) {
  if (seen.estimate === null) {
    return (
      <span className="min-h-9 text-right text-ink-3">{open ? (seen.done > 0 ? "too few yet" : "no data") : "no data"}</span>
    );
  }
  return (
    <span className="figures flex flex-col text-right">
      <b className="font-semibold text-14">{decimal(seen.estimate, 2)}</b>
      <span className="text-12 text-ink-3">
        {decimal(seen.lower, 2)} to {decimal(seen.upper, 2)}
      </span>
    </span>
  );
}
