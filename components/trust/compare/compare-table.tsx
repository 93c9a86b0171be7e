"use client";

import type { ReactNode } from "react";
import { BandChip } from "@/components/chips/band-chip";
import { DimensionName } from "@/components/chips/dimension";
import { statusOf } from "@/components/chips/status";
import { StatusChip } from "@/components/chips/status-chip";
import { TierChip } from "@/components/chips/tier-chip";
import { Changing } from "@/components/ui/changing";
import { cn } from "@/components/ui/cn";
import { age, decimal, integer, NO_VALUE, percent, signed, signedDecimal } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import type { Agent } from "@/lib/registry/agent";
import type { Gate } from "@/lib/registry/gate";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import type { Component } from "@/lib/registry/robustness";
import { TIERS, tierOf } from "@/lib/registry/tier";
import { DIMENSIONS } from "@/lib/trust/dimension";
import { type Compared, componentOf, EVIDENCE, type Figure, figureText, partOf, ROUTING, tierFacts } from "./facts";
import { ScoreAxis } from "./score-axis";

const COMPONENTS = ["cc", "er", "as", "ih"] as const satisfies readonly Component[];

type Props = { gate: Gate; compared: readonly Compared[]; head: (agent: Agent, index: number) => ReactNode };

/** A column for each agent, a row for each fact. On a narrow screen the names of the facts stay while the columns scroll. */
export function CompareTable({ gate, compared, head }: Props) {
  const beat = useNow();
  const now = beat ?? 0;
  const first = compared[0];
  if (!first) return null;
  const row = (name: ReactNode, key: string, cell: (of: Compared, i: number) => ReactNode) => (
    <Row key={key} name={name} cells={compared.map((of, i) => ({ id: of.agent.id, content: cell(of, i) }))} />
  );
  const figure = (of: Figure) =>
    row(<Named name={of.name} note={of.note} />, of.name, (one, i) => {
      const [value, base] = [of.value(one), of.value(first)];
      return <Value text={figureText(of, value)}>{i > 0 && !of.percent ? <Difference value={value} base={base} /> : null}</Value>;
    });
  return (
    <section
      aria-label="Comparison"
      tabIndex={0}
      className="relative overflow-x-auto border-line border-t focus-visible:-outline-offset-2"
    >
      <table aria-label="Comparison" className="w-full table-fixed border-collapse text-left">
        <colgroup>
          <col className="w-56 phone:w-28" />
          {compared.map(({ agent }) => (
            <col key={agent.id} className="phone:w-44" />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 z-10 bg-bg pl-gutter text-12 font-medium text-ink-3">
              <span className="sr-only">Fact</span>
            </th>
            {compared.map(({ agent }, i) => (
              <th key={agent.id} scope="col" className="h-12 px-3 align-middle last:pr-gutter">
                {head(agent, i)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Group name="Trust" columns={compared.length} />
          {row("Status", "status", ({ agent }) => (
            <StatusChip status={statusOf(standing(agent), now)} />
          ))}
          {row("Score", "score", ({ agent }, i) => (
            <span className="flex items-center gap-3">
              <Changing value={agent.score} weight={600} className="figures w-9 text-right font-semibold">
                {agent.rated ? integer(agent.score) : NO_VALUE}
              </Changing>
              <ScoreAxis parts={DIMENSIONS.map((d) => partOf(compared[i] ?? first, d))} rated={agent.rated} />
              <span className="w-10 text-right">
                {i > 0 ? <Difference value={rated(agent)} base={rated(first.agent)} /> : null}
              </span>
            </span>
          ))}
          {row("Rank, band", "rank", ({ agent }) => (
            <span className="figures flex items-center gap-3">
              <span className="w-9 text-right">{integer(agent.rank)}</span>
              <BandChip band={agent.band} />
            </span>
          ))}
          {row("Change 24 h, 7 d", "delta", ({ agent }) => (
            <span className="figures flex gap-3 text-ink-2">
              <span className="w-9 text-right">{signed(agent.delta.h24)}</span>
              <span className="w-9 text-right">{signed(agent.delta.d7)}</span>
            </span>
          ))}
          <Group name="What the score is made of" note="mean × weight = points" columns={compared.length} />
          {DIMENSIONS.map((dimension) =>
            row(
              <>
                <DimensionName dimension={dimension} className="phone:hidden" />
                <DimensionName dimension={dimension} short className="hidden phone:inline-flex" />
              </>,
              dimension,
              (of, i) => {
                const [part, base] = [partOf(of, dimension), partOf(first, dimension)];
                return (
                  <Value text={part ? integer(part.points) : NO_VALUE} note={part ? factors(part) : ""}>
                    {i > 0 ? <Difference value={part?.points ?? null} base={base?.points ?? null} /> : null}
                  </Value>
                );
              },
            ),
          )}
          <Group name="Certification" note="what decay has left now" columns={compared.length} />
          {row("Tier", "tier", (of) => {
            const facts = tierFacts(of, gate, now);
            if (!facts) return <span className="text-ink-3">Not certified</span>;
            return (
              <span className="flex flex-col py-1 leading-4">
                <TierChip level={facts.level} />
                <span className="words text-12 text-ink-3">{facts.cause}</span>
                <span className="words text-12 text-ink-3">{facts.drops}</span>
              </span>
            );
          })}
          {COMPONENTS.map((component) =>
            row(
              <Named name={COMPONENT_NAMES[component].name} note={COMPONENT_NAMES[component].short} brief />,
              component,
              (of, i) => {
                const [value, base] = [componentOf(of, component), componentOf(first, component)];
                return (
                  <span className="flex items-center gap-3">
                    <span className="figures w-9 text-right">{decimal(value, 3)}</span>
                    <Strip value={value} ticks={ticksOf(gate, component)} />
                    <span className="figures w-12 text-right text-12 text-ink-3">
                      {i > 0 && value !== null && base !== null ? signedDecimal(value - base, 3) : ""}
                    </span>
                  </span>
                );
              },
            ),
          )}
          <Group name="Evidence" columns={compared.length} />
          {EVIDENCE.map(figure)}
          {row("Last signal", "last", ({ agent }) => (
            <span className="figures">{agent.lastSignalAt ? `${age(now - Date.parse(agent.lastSignalAt))} ago` : "never"}</span>
          ))}
          <Group name="Routing" columns={compared.length} />
          {ROUTING.map(figure)}
        </tbody>
      </table>
    </section>
  );
}

const rated = (agent: Agent) => (agent.rated ? agent.score : null);

function standing(agent: Agent) {
  return {
    ...agent,
    tier: TIERS.indexOf(agent.tier),
    held: agent.holds.map((hold) => hold.cause),
    delta24h: agent.delta.h24,
    lastSignalAt: agent.lastSignalAt ? Date.parse(agent.lastSignalAt) : null,
  };
}

function factors({ mean, weight }: { mean: number | null; weight: number }): string {
  return `${mean === null ? "no data" : decimal(mean)} × ${percent(weight)}`;
}

function ticksOf(gate: Gate, component: Component): { at: number; name: string }[] {
  if (component === "ih") return [{ at: gate.ihThreshold, name: "T0 below" }];
  return gate.thresholds[component].slice(1).map((at, i) => ({ at, name: tierOf(i + 1) }));
}

function Row({ name, cells }: { name: ReactNode; cells: readonly { id: string; content: ReactNode }[] }) {
  return (
    <tr className="hover:bg-hover [&:hover>th]:bg-hover">
      <th
        scope="row"
        className="sticky left-0 z-10 h-row border-line border-b bg-bg py-1 pr-3 pl-gutter text-left font-normal text-ink-2"
      >
        {name}
      </th>
      {cells.map(({ id, content }) => (
        <td key={id} className="h-row border-line border-b px-3 last:pr-gutter">
          {content}
        </td>
      ))}
    </tr>
  );
}

function Group({ name, note, columns }: { name: string; note?: string; columns: number }) {
  return (
    <tr>
      <th scope="colgroup" colSpan={columns + 1} className="h-10 border-line-strong border-b pt-3 pl-gutter text-left">
        <span className="sticky left-gutter text-13 font-semibold">
          {name} {note ? <span className="text-12 font-normal text-ink-3">{note}</span> : null}
        </span>
      </th>
    </tr>
  );
}

/** `brief`: on a phone the note alone. */
function Named({ name, note, brief = false }: { name: string; note?: string | undefined; brief?: boolean }) {
  return (
    <span className="words">
      <span className={cn(brief && "phone:sr-only")}>{name}</span>{" "}
      {note ? <span className="text-12 text-ink-3">{note}</span> : null}
    </span>
  );
}

function Value({ text, note, children }: { text: string; note?: string; children: ReactNode }) {
  return (
    <span className="figures flex items-center gap-3">
      <span className="min-w-9 text-right font-medium">{text}</span>
      <span className="grow whitespace-nowrap text-12 text-ink-3">{note}</span>
      {children}
    </span>
  );
}

/** How far from the first one; nothing where either is not known. */
function Difference({ value, base }: { value: number | null; base: number | null }) {
  if (value === null || base === null) return null;
  return (
    <span className="figures text-12 text-ink-3">
      <span className="sr-only">difference to the first: </span>
      {value === base ? "=" : signed(value - base)}
    </span>
  );
}

/** A value 0–1 on its axis with the thresholds of the tiers. */
function Strip({ value, ticks }: { value: number | null; ticks: readonly { at: number; name: string }[] }) {
  return (
    <span aria-hidden className={cn("relative block h-1.5 min-w-10 grow rounded-1 bg-sunken", value === null && "hatch")}>
      {value === null ? null : (
        <span className="absolute inset-y-0 left-0 rounded-1 bg-ink-3" style={{ width: `${value * 100}%` }} />
      )}
      {ticks.map(({ at, name }) => (
        <span key={name} title={name} className="absolute -inset-y-1 w-px bg-control" style={{ left: `${at * 100}%` }} />
      ))}
    </span>
  );
}
