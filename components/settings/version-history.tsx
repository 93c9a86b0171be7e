"use client";

import { useState } from "react";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { useShown } from "./use-shown";
import { CompareButton } from "./version-diff";

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
  changes: (before: V, after: V) => string[];
  /** The way back from the newest version; without it there is none. */
  undo?: Undo;
};

/** All versions of a setting: what each changed, why, by whom and when. */
export function VersionHistory<V extends Version>({ versions, of, changes, undo }: Props<V>) {
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
      <Table label={`Versions of ${of}`}>
        <thead>
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
            const changed = before ? changes(before, version).join(", ") : "The beginning";
            return (
              <tr key={version.version}>
                <Td className="font-medium">{version.version}</Td>
                <Td className="max-w-80 truncate" title={changed}>
                  {changed || "Nothing"}
                </Td>
                <Td className="max-w-80 truncate" title={visible(version.reason)}>
                  <PlainText
                    text={version.undoes === null ? version.reason : `Undo of version ${version.undoes}: ${version.reason}`}
                  />
                </Td>
                <Td className="max-w-40 truncate text-ink-2">
                  <PlainText text={version.actor} />
                </Td>
                <Td className="text-ink-2">
                  <TimeAgo at={version.since} />
                </Td>
                <Td numeric>
                  <span className="inline-flex gap-1">
                    {before ? <CompareButton version={version.version} /> : null}
                    {undo && before && index === 0 ? (
                      <Button size="sm" because={undo.because} onClick={() => setUndoing(version.version)}>
                        Undo…
                      </Button>
                    ) : null}
                  </span>
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
