"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Section } from "@/components/ui/section";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { Gate } from "@/lib/registry/gate";
import type { GateEffect, GateVersion, TiersInForce } from "@/lib/registry/gate-setting";
import { gateChanges, gateDifferences, gateOf } from "./gate-fields";
import { GateForm } from "./gate-form";
import { Loaded } from "./loaded";
import { useShown } from "./use-shown";
import { CompareButton, VersionDiff } from "./version-diff";

export type GateActs = {
  change: Act<Gate & { reason: string; ifVersion?: number }, TiersInForce>;
  preview: Act<Gate, GateEffect>;
  undo: Act<{ version: number; reason: string }, TiersInForce>;
};

/** The gate in force, a form for the next version with its effect on the fleet, and the versions before. */
export function GateSettings({ acts }: { acts: GateActs }) {
  const current = useQuery(queries.tiers());
  const history = useQuery(queries.tiersHistory());
  return (
    <>
      <Section title="Certification gate" note="what each tier needs, allows and loses">
        <Loaded query={current} what="The gate">
          {(gate) => <GateForm inForce={gate} change={acts.change} preview={acts.preview} />}
        </Loaded>
      </Section>
      <Section title="History" note="newest first" className="border-t border-line">
        <Loaded query={history} what="The history">
          {(versions) => <History versions={versions} undo={acts.undo} />}
        </Loaded>
      </Section>
      {history.data && history.data.length > 1 && <VersionDiff versions={history.data} of="Setting" rows={gateDifferences} />}
    </>
  );
}

function History({ versions, undo }: { versions: readonly GateVersion[]; undo: GateActs["undo"] }) {
  const [undoing, setUndoing] = useState<GateVersion | null>(null);
  const { shown, more } = useShown(versions);

  async function takeBack(reason: string) {
    if (!undoing) return undefined;
    const { data, failure } = await attempt(undo, { version: undoing.version, reason });
    if (data) notify({ text: `The gate of version ${undoing.version - 1} is in force again, as version ${data.version}` });
    return failure;
  }

  return (
    <>
      <Table label="Versions of the gate">
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
            const changes = before ? gateChanges(gateOf(before), gateOf(version)).join(", ") : "The beginning";
            return (
              <tr key={version.version}>
                <Td className="font-medium">{version.version}</Td>
                <Td className="max-w-80 truncate" title={changes}>
                  {changes || "Nothing"}
                </Td>
                <Td className="max-w-80 truncate" title={version.reason}>
                  {version.undoes === null ? version.reason : `Undo of version ${version.undoes}: ${version.reason}`}
                </Td>
                <Td className="max-w-40 truncate text-ink-2">{version.actor}</Td>
                <Td className="text-ink-2">
                  <TimeAgo at={version.since} />
                </Td>
                <Td numeric>
                  <span className="inline-flex gap-1">
                    {before ? <CompareButton version={version.version} /> : null}
                    {before && index === 0 ? (
                      <Button size="sm" onClick={() => setUndoing(version)}>
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
      <Confirm
        open={undoing !== null}
        onOpenChange={(open) => setUndoing((version) => (open ? version : null))}
        title={`Undo version ${undoing?.version ?? ""} of the gate?`}
        consequence={`The gate of version ${(undoing?.version ?? 1) - 1} comes into force again as a new version, and every tier follows it at once. The certificates stay as they were issued.`}
        reason
        action="Undo the change"
        cancel={`Keep version ${undoing?.version ?? ""}`}
        tone="primary"
        onConfirm={takeBack}
      />
    </>
  );
}
