"use client";

import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useBarred } from "@/components/live/permission";
import { NumberBox } from "@/components/ui/number-box";
import { Section } from "@/components/ui/section";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import { retentionFault } from "@/lib/trust/retention";
import type { Retention, RetentionVersion } from "@/lib/trust/retention-shape";
import { DraftPanel } from "./draft-panel";
import { Loaded } from "./loaded";
import { RETENTION_FIELDS, retentionChanges, retentionLosses, retentionOf, retentionRows } from "./retention-fields";
import { SettingRow } from "./setting-row";
import { StorageSizes } from "./storage-sizes";
import { useDraft } from "./use-draft";
import { VersionSections } from "./version-history";
import { VersionLine } from "./version-line";

type Change = Act<Retention & { reason: string; ifVersion?: number }, RetentionVersion>;
type Undo = Act<{ version: number; reason: string }, RetentionVersion>;

/** How long things are kept, what the database holds now, and the versions before. */
export function RetentionSettings({ change, undo }: { change: Change; undo: Undo }) {
  const current = useQuery(queries.retention());
  const history = useQuery(queries.retentionHistory());
  const storage = useQuery(queries.storage());
  const barred = useBarred();
  return (
    <>
      <Section title="Retention" note="what is kept how long">
        <Loaded query={current} what="The retention">
          {(retention) => <RetentionForm inForce={retention} change={change} />}
        </Loaded>
      </Section>
      <Section title="Storage" note="what the database holds" className="border-t border-line">
        <Loaded query={storage} what="The sizes">
          {(sizes) => <StorageSizes storage={sizes} />}
        </Loaded>
      </Section>
      <VersionSections
        query={history}
        of="the retention"
        values="Setting"
        rows={retentionRows}
        undo={{
          act: undo,
          because: barred("undoRetention"),
          consequence: (version) =>
            `The retention of version ${version - 1} comes into force again as a new version. What was thinned away meanwhile does not come back.`,
          done: (former, version) => `The retention of version ${former} is in force again, as version ${version}`,
        }}
      />
    </>
  );
}

function RetentionForm({ inForce, change }: { inForce: RetentionVersion; change: Change }) {
  const draft = useDraft<Retention, Retention & { reason: string; ifVersion?: number }, RetentionVersion>(inForce, change);
  const before = retentionOf(inForce);
  const next = { ...before, ...draft.typed };
  const changes = retentionChanges(before, next);
  const losses = retentionLosses(before, next);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const applied = await draft.apply({ ...next, reason: draft.reason.trim(), ifVersion: inForce.version });
    if (applied) notify({ text: `Version ${applied.version} of the retention is in force` });
  }

  return (
    <form onSubmit={submit} className="max-w-180">
      <VersionLine {...inForce} />
      <div className="mt-3">
        {RETENTION_FIELDS.map(({ member, name, does, max, unit }) => (
          <SettingRow key={member} name={name} does={does}>
            <NumberBox
              aria-label={`${name}, ${unit}`}
              value={next[member]}
              min={1}
              max={max}
              digits={0}
              preview={next[member] !== inForce[member]}
              onCommit={(value) => draft.set({ [member]: value })}
              className="w-16"
            />
            <span className="w-12 text-12 text-ink-3">{unit}</span>
          </SettingRow>
        ))}
      </div>
      <p className="mt-3 text-12 text-ink-3">
        Kept for ever: the journal, certificates, audits with their evidence, decisions, postings, and one sample a day.
      </p>
      {changes.length > 0 ? (
        <div className="mt-4 flex flex-col gap-3">
          <DraftPanel
            draft={draft}
            action="changeRetention"
            changes={changes}
            fault={retentionFault(next)?.why ?? null}
            refused="The retention was not changed"
          >
            <p className="text-12 text-ink-2">
              {losses.length > 0 ? (
                <span className="text-bad">
                  Thinned away within the next hours, and not brought back by an undo: {losses.join(", ")}.
                </span>
              ) : (
                "Nothing is removed; what is already thinned does not come back."
              )}
            </p>
          </DraftPanel>
        </div>
      ) : null}
    </form>
  );
}
