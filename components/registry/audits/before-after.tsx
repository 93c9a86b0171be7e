"use client";

import { useQuery } from "@tanstack/react-query";
import { TierChip } from "@/components/chips/tier-chip";
import { cn } from "@/components/ui/cn";
import { decimal, NO_VALUE, signedDecimal } from "@/components/ui/format";
import { queries } from "@/lib/http/queries";
import type { Audit } from "@/lib/registry/audit";
import { levelOf } from "@/lib/registry/gate";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import type { Component, Robustness } from "@/lib/registry/robustness";
import { COMPONENTS } from "./grid";
import { type Tick, ticksOf } from "./interval-strip";
import { OPEN_STATUSES } from "./words";

/** What was left of the certificate before the audit, and what the audit has measured. */
export function BeforeAfter({ audit }: { audit: Audit }) {
  const gate = useQuery(queries.tiers()).data;
  const open = OPEN_STATUSES.includes(audit.status);
  return (
    <section aria-labelledby="before-after" className="border-line border-t px-gutter pt-3 pb-4">
      <header className="flex min-h-7 flex-wrap items-baseline gap-x-2">
        <h3 id="before-after" className="text-13">
          Before and after
        </h3>
        <p className="words text-12 text-ink-3">
          {audit.before === null
            ? "no certificate was in force before; solid: measured now"
            : `hollow: effective before the audit, solid: measured now${open ? ", dashed: still moving" : ""}`}
        </p>
      </header>
      <table aria-label="Before and after" className="w-full border-collapse">
        <thead className="text-12 text-ink-3">
          <tr>
            <th scope="col" className="w-8 text-left font-normal">
              <span className="sr-only">Component</span>
            </th>
            <td />
            {["Before", "Now", "Change"].map((name) => (
              <th key={name} scope="col" className="h-5 w-16 text-right font-normal phone:w-14">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {COMPONENTS.map((component) => (
            <Row key={component} component={component} audit={audit} open={open} ticks={gate ? ticksOf(gate, component) : []} />
          ))}
        </tbody>
      </table>
      {gate && open ? <SoFar audit={audit} gate={gate} /> : null}
    </section>
  );
}

type RowProps = { component: Component; audit: Audit; open: boolean; ticks: readonly Tick[] };

function Row({ component, audit, open, ticks }: RowProps) {
  const { short } = COMPONENT_NAMES[component];
  const before = audit.before?.robustness[component] ?? null;
  const seen = audit.components[component];
  const now = seen.certified ?? seen.estimate;
  const moving = open && seen.done < seen.total;
  return (
    <tr className="h-7">
      <th scope="row" className="text-left font-semibold">
        {short}
      </th>
      <td>
        <Dumbbell before={before} now={now} moving={moving} ticks={ticks} />
      </td>
      <td className="figures text-right text-ink-2">{decimal(before, 2)}</td>
      <td className="figures text-right font-medium">
        {now === null ? <span className="font-normal text-ink-3">{open ? "pending" : "no data"}</span> : decimal(now, 2)}
      </td>
      <td className="figures text-right text-ink-2">
        {now === null || before === null ? NO_VALUE : signedDecimal(hundredths(now) - hundredths(before), 2)}
      </td>
    </tr>
  );
}

/** The difference of what is shown, so that the three numbers of a row agree. */
const hundredths = (share: number) => Math.round(share * 100) / 100;

const left = (share: number) => ({ left: `${share * 100}%` });

type DumbbellProps = { before: number | null; now: number | null; moving: boolean; ticks: readonly Tick[] };

function Dumbbell({ before, now, moving, ticks }: DumbbellProps) {
  const low = before === null || now === null ? 0 : Math.min(before, now);
  return (
    <span aria-hidden className="relative mx-1.5 block h-6">
      <span className="absolute inset-x-0 top-[11px] h-0.5 bg-hover" />
      {ticks.map(({ at, name }) => (
        <span key={name} className="absolute top-1.5 h-3 w-px bg-line-strong" style={left(at)} />
      ))}
      {before === null || now === null ? null : (
        <span
          className={cn("absolute top-[11px] border-ink-1 border-t-2", moving && "border-dashed")}
          style={{ ...left(low), width: `${Math.abs(now - before) * 100}%` }}
        />
      )}
      {before === null ? null : (
        <span
          className="absolute top-[6.5px] size-[11px] -translate-x-1/2 rounded-full border-2 border-control bg-bg"
          style={left(before)}
        />
      )}
      {now === null ? null : (
        <span className="absolute top-[6.5px] size-[11px] -translate-x-1/2 rounded-full bg-ink-1" style={left(now)} />
      )}
    </span>
  );
}

/** What the audit would come to if it ended now. */
function SoFar({ audit, gate }: { audit: Audit; gate: Parameters<typeof levelOf>[0] }) {
  const missing = COMPONENTS.filter((component) => audit.components[component].certified === null);
  if (missing.length === COMPONENTS.length) return null;
  if (missing.length > 0) {
    const names = missing.map((component) => COMPONENT_NAMES[component].short).join(", ");
    return (
      <p className="words mt-3 text-ink-2">
        {names} {missing.length === 1 ? "is" : "are"} not measured yet: ending now would be{" "}
        <b className="font-semibold text-ink-1">inconclusive</b>.
      </p>
    );
  }
  const vector = Object.fromEntries(COMPONENTS.map((component) => [component, audit.components[component].certified ?? 0]));
  return (
    <p className="words mt-3 flex flex-wrap items-center gap-x-2 text-ink-2">
      On what is measured so far: <TierChip level={levelOf(gate, vector as Robustness)} className="text-ink-1" />
    </p>
  );
}
