"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Confirm } from "@/components/ui/confirm";
import { Section } from "@/components/ui/section";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { Loaded } from "./loaded";
import { useShown } from "./use-shown";
import { CompareButton, type DiffRow, VersionDiff } from "./version-diff";

/** A cell grows with its text; on a phone the cells of a version are its lines. */
const CELL = "py-1.5 phone:h-auto phone:border-b-0 phone:p-0";

type Version = { version: number; actor: string; since: string; reason: string; undoes: number | null };

type Undo = {
  /** Why it cannot be done; null = it can. */
  because: string | null;
  act: Act<{ version: number; reason: string }, { version: number }>;
  /** What follows from taking back `version`. */
  consequence: (version: number) => string;
  /** "The gate of version 3 is in force again": `former` and the new version. */
  done: (former: number, version: number) => string;
};

type Props<V extends Version> = {
  /** Newest first. */
  versions: readonly V[];
  /** "the gate". */
  of: string;
  /** What its values are in the comparison: "Setting". */
  values: string;
  rows: (before: V, after: V) => DiffRow[];
  /** The way back from the newest version; without it there is none. */
  undo?: Undo;
};

type SectionsProps<V extends Version> = Omit<Props<V>, "versions"> & {
  query: Pick<UseQueryResult<readonly V[]>, "data" | "isError" | "error" | "refetch">;
  note?: string;
};

/** The end of every versioned setting: all its versions, then any two of them side by side. */
export function VersionSections<V extends Version>({ query, note = "newest first", ...rest }: SectionsProps<V>) {
  return (
    <>
      <Section title="History" note={note} className="border-line border-t">
        <Loaded query={query} what="The history">
          {(versions) => <VersionHistory versions={versions} {...rest} />}
        </Loaded>
      </Section>
      {query.data && query.data.length > 1 ? <VersionDiff versions={query.data} of={rest.values} rows={rest.rows} /> : null}
    </>
  );
}

const SHOWN_CHANGES = 2;

/** "Revocation line 300 → 320, Warning line 500 → 520 and 3 more": the whole of it is in the comparison. */
function changedWords(rows: readonly DiffRow[]): string {
  const changed = rows.filter((row) => row.before !== row.after);
  if (changed.length === 0) return "Nothing";
  const shown = changed.length > SHOWN_CHANGES + 1 ? changed.slice(0, SHOWN_CHANGES) : changed;
  const words = shown.map(({ name, before, after }) => `${name} ${before} → ${after}`).join(", ");
  return shown.length === changed.length ? words : `${words} and ${changed.length - shown.length} more`;
}

/** All versions of a setting: what each changed, why, by whom and when. */
function VersionHistory<V extends Version>({ versions, of, rows, undo }: Props<V>) {
  const [undoing, setUndoing] = useState<number | null>(null);
  const { shown, more } = useShown(versions);

  async function takeBack(reason: string) {
    if (undoing === null || !undo) return undefined;
    const { data, failure } = await attempt(undo.act, { version: undoing, reason });
    if (data) notify({ text: undo.done(undoing - 1, data.version) });
    return failure;
  }

  return (
    <>
      <Table label={`Versions of ${of}`} className="max-w-300">
        <thead className="phone:sr-only">
          <tr>
            <Th>Version</Th>
            <Th>Changed</Th>
            <Th>Reason</Th>
            <Th>Set by</Th>
            <Th>When</Th>
            <Th>
              <span className="sr-only">Action</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((version, index) => {
            const before = versions[index + 1];
            return (
              <tr
                key={version.version}
                className="align-baseline phone:flex phone:flex-wrap phone:gap-x-2 phone:border-line phone:border-b phone:py-2 phone:last:border-b-0"
              >
                <Td className={cn(CELL, "w-16 font-medium phone:w-auto")}>
                  <span className="hidden phone:inline">Version </span>
                  {version.version}
                </Td>
                <Td className={cn(CELL, "max-w-90 whitespace-normal phone:order-1 phone:w-full")}>
                  {before ? changedWords(rows(before, version)) : "The beginning"}
                </Td>
                <Td className={cn(CELL, "max-w-90 whitespace-normal break-words text-ink-2 phone:order-2 phone:w-full")}>
                  <PlainText
                    text={version.undoes === null ? version.reason : `Undo of version ${version.undoes}: ${version.reason}`}
                  />
                </Td>
                <Td className={cn(CELL, "max-w-40 truncate text-ink-2")} title={visible(version.actor)}>
                  <span className="hidden phone:inline">by </span>
                  <PlainText text={version.actor} />
                </Td>
                <Td className={cn(CELL, "text-ink-2")}>
                  <TimeAgo at={version.since} />
                </Td>
                <Td numeric className={cn(CELL, "phone:order-3 phone:w-full phone:text-left phone:empty:hidden")}>
                  {before ? (
                    <span className="inline-flex gap-1 phone:mt-1.5 phone:flex-row-reverse phone:gap-2">
                      <CompareButton version={version.version} />
                      {undo && index === 0 ? (
                        <Button size="sm" because={undo.because} onClick={() => setUndoing(version.version)}>
                          Undo…
                        </Button>
                      ) : null}
                    </span>
                  ) : null}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      {more}
      {undo ? (
        <Confirm
          open={undoing !== null}
          onOpenChange={(open) => setUndoing((version) => (open ? version : null))}
          title={`Undo version ${undoing ?? ""} of ${of}?`}
          consequence={undo.consequence(undoing ?? 1)}
          reason
          action="Undo the change"
          cancel={`Keep version ${undoing ?? ""}`}
          tone="primary"
          onConfirm={takeBack}
        />
      ) : null}
    </>
  );
}
