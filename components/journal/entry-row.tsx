"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { DayLine } from "@/components/ui/day-line";
import { clock, exact, integer } from "@/components/ui/format";
import { TimeAgo } from "@/components/ui/time-ago";
import { describe, type Sentence as Said } from "@/lib/journal/describe";
import type { Entry } from "@/lib/journal/entry";
import type { JournalView } from "./filter";
import { Sentence } from "./sentence";

const TONES = { plain: "text-ink-2", warn: "text-warn", bad: "text-bad" } as const satisfies Record<Said["tone"], string>;

export const ENTRY_GRID =
  "grid grid-cols-[24px_104px_104px_minmax(0,1fr)_104px_72px] wide:grid-cols-[24px_104px_104px_minmax(0,1fr)_140px_72px] items-center gap-x-3 phone:grid-cols-[28px_minmax(0,1fr)_auto] phone:gap-x-2";

type Props = {
  entry: Entry;
  /** When the entry above it was made. */
  above: string | undefined;
  open: boolean;
  toggle: () => void;
  narrow: (view: Partial<JournalView>) => void;
};

/** One entry in a line; open, it shows what was hashed. */
export function EntryRow({ entry, above, open, toggle, narrow }: Props) {
  const details = useId();
  const { label, tone, parts } = describe(entry);
  return (
    <li className="border-line border-b">
      <DayLine at={entry.at} above={above} />
      <div className={cn(ENTRY_GRID, "min-h-row px-gutter hover:bg-hover phone:py-2")}>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={details}
          aria-label={`Entry ${entry.seq}: ${label}`}
          onClick={toggle}
          className="flex size-6 items-center justify-center rounded-1 hover:bg-selected phone:row-span-2 phone:size-9 phone:justify-start"
        >
          <ChevronRight className={cn("size-3 text-ink-3", open && "rotate-90")} aria-hidden />
        </button>
        <span className="figures flex items-baseline gap-2 whitespace-nowrap text-ink-2 phone:order-3 phone:text-12">
          <time dateTime={entry.at} title={exact(entry.at)}>
            {clock(entry.at)}
          </time>
          <TimeAgo at={entry.at} form="age" className="text-12 text-ink-3" />
        </span>
        <span className={cn("truncate phone:order-2", TONES[tone])}>{label}</span>
        <span className="words truncate phone:order-4 phone:col-span-2 phone:col-start-2 phone:whitespace-normal phone:break-words">
          <Sentence parts={parts} />
        </span>
        <span className="truncate text-ink-2 phone:hidden" title={visible(entry.actor)}>
          <PlainText text={entry.actor} />
        </span>
        <span className="figures text-right text-12 text-ink-3 phone:hidden">{integer(entry.seq)}</span>
      </div>
      {open && <Details id={details} entry={entry} narrow={narrow} />}
    </li>
  );
}

function Details({ id, entry, narrow }: { id: string; entry: Entry; narrow: Props["narrow"] }) {
  const { agentId } = entry;
  return (
    <div id={id} className="border-line border-t bg-sunken px-gutter py-3 desk:pl-15">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 phone:grid-cols-1 phone:gap-y-0.5">
        <Item name="Time">{exact(entry.at)}</Item>
        <Item name="Type">
          <code>{entry.type}</code>
        </Item>
        <Item name="Actor">
          <PlainText text={entry.actor} />
        </Item>
        <Item name="Entry id">
          <code className="break-all">{entry.id}</code>
        </Item>
        {entry.cause && (
          <Item name="Caused by">
            <code className="break-all">{entry.cause}</code>
          </Item>
        )}
        <Item name="Data">
          <Data entry={entry} />
        </Item>
        <Hash name="Previous hash" hash={entry.prevHash} />
        <Hash name="Hash" hash={entry.hash} />
      </dl>
      <div className="mt-3 flex flex-wrap gap-2">
        {agentId !== null && (
          <Button size="sm" onClick={() => narrow({ agent: agentId })}>
            Only this agent
          </Button>
        )}
        <Button size="sm" onClick={() => narrow({ actor: entry.actor })}>
          Only this actor
        </Button>
        <Button size="sm" onClick={() => narrow({ type: entry.type })}>
          Only this type
        </Button>
      </div>
    </div>
  );
}

function Item({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3 phone:mt-1.5 phone:text-12">{name}</dt>
      <dd className="m-0 min-w-0 break-words">{children}</dd>
    </>
  );
}

function Hash({ name, hash }: { name: string; hash: string }) {
  return (
    <Item name={name}>
      <span className="flex items-start gap-1">
        <code className="min-w-0 break-all">{hash}</code>
        <CopyButton iconOnly size="sm" label={`Copy ${name.toLowerCase()}`} text={hash} className="-my-0.5 [&_.lucide]:size-3" />
      </span>
    </Item>
  );
}

function Data({ entry }: { entry: Entry }) {
  return (
    <section tabIndex={0} aria-label={`Data of entry ${entry.seq}`} className="max-h-80 overflow-auto">
      <pre className="whitespace-pre-wrap break-words text-12">
        <code>
          <PlainText text={JSON.stringify(entry.data, null, 2)} />
        </code>
      </pre>
    </section>
  );
}
