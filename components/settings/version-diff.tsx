"use client";

import { parseAsInteger, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { NumberBox } from "@/components/ui/number-box";
import { Section } from "@/components/ui/section";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";

type Version = { version: number; actor: string; since: string; reason: string; undoes: number | null };

/** One value of a setting in two versions; `change` is empty where it is the same or cannot be subtracted. */
export type DiffRow = { key: string; name: string; mark?: ReactNode; before: string; after: string; change: string };

/** The two versions to compare, from the address; without them the newest and the one before it. */
function useCompared() {
  return useQueryStates({ before: parseAsInteger, after: parseAsInteger }, { scroll: false });
}

const ID = "compare";

/** In a row of the history: compares that version with the one before it. */
export function CompareButton({ version }: { version: number }) {
  const [, setAsked] = useCompared();
  return (
    <Button
      size="sm"
      variant="quiet"
      aria-label={`Compare version ${version} with the one before`}
      onClick={() => {
        void setAsked({ before: version - 1, after: version });
        document.getElementById(ID)?.scrollIntoView({ block: "nearest" });
      }}
    >
      Compare
    </Button>
  );
}

type Props<V extends Version> = {
  /** All versions, newest first; at least two. */
  versions: readonly V[];
  /** What the rows are: "Dimension". */
  of: string;
  rows: (before: V, after: V) => DiffRow[];
};

/** Any two versions of a setting side by side: old, new and the difference of each value, with who set them, when and why. */
export function VersionDiff<V extends Version>({ versions, of, rows }: Props<V>) {
  const [asked, setAsked] = useCompared();
  const newest = versions[0]?.version ?? 1;
  const find = (wanted: number) => versions.find((one) => one.version === wanted);
  const after = find(asked.after ?? newest) ?? versions[0];
  const before = find(asked.before ?? Math.max(1, (after?.version ?? 2) - 1)) ?? versions[1];
  if (!before || !after) return null;
  const found = rows(before, after);
  const same = found.every((row) => row.before === row.after);
  const box = { min: 1, max: newest, digits: 0, className: "w-14" } as const;
  return (
    <Section
      id={ID}
      title="Compare"
      className="border-line border-t"
      end={
        <>
          <span className="text-ink-3">Version</span>
          <NumberBox
            {...box}
            aria-label="Version before"
            value={before.version}
            onCommit={(version) => void setAsked({ before: version, after: after.version })}
          />
          <span className="text-ink-3">with</span>
          <NumberBox
            {...box}
            aria-label="Version after"
            value={after.version}
            onCommit={(version) => void setAsked({ before: before.version, after: version })}
          />
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-x-10 gap-y-4 max-lg:grid-cols-1">
        <Table label={`Version ${before.version} compared with version ${after.version}`}>
          <thead>
            <tr>
              <Th>{of}</Th>
              <Th numeric>Version {before.version}</Th>
              <Th numeric>Version {after.version}</Th>
              <Th numeric>Change</Th>
            </tr>
          </thead>
          <tbody>
            {found.map((row) => {
              const kept = row.before === row.after;
              return (
                <tr key={row.key} className={cn(kept && "text-ink-3")}>
                  <Td className="words">
                    <span className="inline-flex items-center gap-2">
                      {row.mark}
                      {row.name}
                    </span>
                  </Td>
                  <Td numeric className="figures text-ink-3">
                    {row.before}
                  </Td>
                  <Td numeric className={cn("figures", !kept && "font-medium")}>
                    {row.after}
                  </Td>
                  <Td numeric className={cn("figures", !kept && "font-medium")}>
                    {kept ? "same" : row.change}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
        <div>
          {same && <p className="mb-3 text-ink-2">The two versions hold the same values.</p>}
          <dl className="m-0 flex flex-col gap-3">
            {[...new Set([before, after])].map((one) => (
              <About key={one.version} version={one} />
            ))}
          </dl>
        </div>
      </div>
    </Section>
  );
}

function About({ version: { version, actor, since, reason, undoes } }: { version: Version }) {
  return (
    <div>
      <dt className="font-medium">Version {version}</dt>
      <dd className="m-0 break-words text-ink-2">
        {undoes === null ? "Set" : `Undo of version ${undoes}, set`} by {actor} <TimeAgo at={since} />
        {reason ? `: “${reason}”` : "."}
      </dd>
    </div>
  );
}
