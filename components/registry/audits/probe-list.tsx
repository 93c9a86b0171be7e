"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { isDone, isFailed, type NamedProbe } from "./grid";
import { ProbeSquare } from "./probe-cells";
import { codeWords, facetName } from "./words";

type Props = {
  probes: readonly NamedProbe[];
  selected: string | null;
  onSelect: (probe: string) => void;
  /** No further probe will be asked. */
  over: boolean;
  /** So many failures are shown until all are asked for; all of them without it. */
  most?: number;
};

/** The failed probes in words, or all that have ended: the way to them without the small squares. */
export function ProbeList({ probes, selected, onSelect, over, most }: Props) {
  const [asked, setAll] = useState<boolean | null>(null);
  const ended = probes.filter(isDone);
  const failed = ended.filter(isFailed);
  // Where nothing failed there is room for what went well; while it runs the list would grow under the pointer.
  const flawless = over && ended.length > 0 && failed.length === 0;
  const all = asked ?? (flawless && most === undefined);
  const shown = all ? ended : failed.slice(0, most);
  return (
    <section aria-labelledby="probe-list" className="border-line border-t pb-4 first:border-t-0">
      <header className="flex min-h-11 items-center gap-2 px-5 phone:px-4">
        <h3 id="probe-list" className="text-13">
          {all ? "Finished probes" : "Failures"}
        </h3>
        <span className="figures text-ink-3">{(all ? ended : failed).length}</span>
      </header>
      {shown.length === 0 ? (
        <p className="words px-5 text-ink-2 phone:px-4">{ended.length === 0 ? "No probe has ended." : "None."}</p>
      ) : (
        <ul className="m-0 list-none p-0">
          {shown.map((probe) => (
            <li key={probe.id}>
              <button
                type="button"
                aria-current={probe.id === selected ? "true" : undefined}
                onClick={() => onSelect(probe.id)}
                className={cn(
                  "grid min-h-8 w-full grid-cols-[12px_48px_minmax(0,1fr)] items-center gap-x-2 px-5 text-left hover:bg-hover focus-visible:-outline-offset-2 phone:min-h-11 phone:px-4",
                  probe.id === selected && "bg-selected",
                )}
              >
                <ProbeSquare state={probe.state} className="phone:size-3 phone:rounded-[2px]" />
                <b className="font-medium">{probe.name}</b>
                <span className="words truncate text-ink-2">
                  {probe.state === "passed" ? facetName(probe.facet) : codeWords(probe.code)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {ended.length > Math.min(failed.length, most ?? ended.length) && !(flawless && most === undefined) ? (
        <div className="px-5 pt-3 phone:px-4">
          <Button className="w-full" onClick={() => setAll(!all)}>
            {all ? "Show failures only" : `Show all ${ended.length} finished probes`}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
