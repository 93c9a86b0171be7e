"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { ProbeState } from "@/lib/registry/audit";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import type { Component } from "@/lib/registry/robustness";
import { COMPONENTS, isDone, moved, type NamedProbe, type ProbeGroups } from "./grid";
import { codeWords, PROBE_STATE_NAMES } from "./words";

const LOOKS = {
  queued: "border border-line-strong",
  asking: "border-2 border-ink-1",
  passed: "bg-ink-3",
  failed: "border border-bad text-bad",
  unmeasured: "border border-dotted border-control",
} as const satisfies Record<ProbeState, string>;

/** A probe as a square of 12 px (22 on a phone). */
export function ProbeSquare({ state, className }: { state: ProbeState; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "flex size-3 items-center justify-center rounded-[2px] phone:size-5.5 phone:rounded-1",
        LOOKS[state],
        className,
      )}
    >
      {state === "failed" ? (
        <svg viewBox="0 0 8 8" className="size-2 phone:size-3.5" role="presentation">
          <path d="m1 1 6 6M7 1 1 7" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      ) : null}
    </span>
  );
}

/** The one cell of all groups that Tab stops at, and what the keys do from it. */
export function useCells(groups: ProbeGroups, selected: string | null) {
  const area = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const shown = COMPONENTS.map((component) => groups[component]).filter((group) => group.length > 0);
  const known = (id: string | null) => id !== null && shown.some((group) => group.some((probe) => probe.id === id));
  const stop = known(focused) ? focused : known(selected) ? selected : (shown[0]?.[0]?.id ?? null);

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = event.target.dataset.probe;
    const group = shown.findIndex((one) => one.some((probe) => probe.id === id));
    if (group < 0) return;
    const index = shown[group]?.findIndex((probe) => probe.id === id) ?? 0;
    const to = moved(
      shown.map(({ length }) => length),
      columnsOf(event.target.parentElement),
      { group, index },
      event.key,
    );
    if (!to) return;
    event.preventDefault();
    const next = shown[to.group]?.[to.index];
    if (!next) return;
    setFocused(next.id);
    area.current?.querySelector<HTMLElement>(`[data-probe="${CSS.escape(next.id)}"]`)?.focus();
  }
  return { area, stop, onKeyDown, onFocus: setFocused };
}

function columnsOf(grid: HTMLElement | null): number {
  return grid ? getComputedStyle(grid).gridTemplateColumns.split(" ").length : 1;
}

type Props = {
  component: Component;
  probes: readonly NamedProbe[];
  selected: string | null;
  stop: string | null;
  onFocus: (id: string) => void;
  onSelect: (id: string) => void;
};

/** The probes of one component, each a button that opens it. */
export function ProbeCells({ component, probes, selected, stop, onFocus, onSelect }: Props) {
  const done = probes.filter(isDone).length;
  return (
    <div
      role="group"
      aria-label={`${COMPONENT_NAMES[component].short} probes, ${done} of ${probes.length} done`}
      className="grid grid-cols-[repeat(auto-fill,12px)] gap-0.5 phone:grid-cols-[repeat(auto-fill,22px)]"
    >
      {probes.map((probe) => (
        <button
          key={probe.id}
          type="button"
          data-probe={probe.id}
          tabIndex={probe.id === stop ? 0 : -1}
          aria-pressed={probe.id === selected}
          aria-label={labelOf(probe)}
          onFocus={() => onFocus(probe.id)}
          onClick={() => onSelect(probe.id)}
          className={cn(
            "rounded-[2px] hover:outline-2 hover:outline-offset-1 hover:outline-line-strong focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-accent",
            probe.id === selected && "outline-2 outline-offset-1 outline-ink-1 hover:outline-ink-1",
          )}
        >
          <ProbeSquare state={probe.state} />
        </button>
      ))}
    </div>
  );
}

function labelOf({ name, state, code }: NamedProbe): string {
  const verdict = state === "failed" || state === "unmeasured" ? `: ${codeWords(code)}` : "";
  return `${name} ${PROBE_STATE_NAMES[state]}${verdict}`;
}
