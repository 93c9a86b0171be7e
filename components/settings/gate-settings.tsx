"use client";

import { useQuery } from "@tanstack/react-query";
import { useBarred } from "@/components/live/permission";
import { Section } from "@/components/ui/section";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { Gate } from "@/lib/registry/gate";
import type { GateEffect, TiersInForce } from "@/lib/registry/gate-setting";
import { gateDifferences } from "./gate-fields";
import { GateForm } from "./gate-form";
import { Loaded } from "./loaded";
import { VersionSections } from "./version-history";

export type GateActs = {
  change: Act<Gate & { reason: string; ifVersion?: number }, TiersInForce>;
  preview: Act<Gate, GateEffect>;
  undo: Act<{ version: number; reason: string }, TiersInForce>;
};

/** The gate in force, a form for the next version with its effect on the fleet, and the versions before. */
export function GateSettings({ acts }: { acts: GateActs }) {
  const barred = useBarred();
  const current = useQuery(queries.tiers());
  const history = useQuery(queries.tiersHistory());
  return (
    <>
      <Section title="Certification gate" note="what each tier needs, allows and loses">
        <Loaded query={current} what="The gate">
          {(gate) => <GateForm inForce={gate} change={acts.change} preview={acts.preview} />}
        </Loaded>
      </Section>
      <VersionSections
        query={history}
        of="the gate"
        values="Setting"
        rows={gateDifferences}
        undo={{
          because: barred("undoGate"),
          act: acts.undo,
          consequence: (version) =>
            `The gate of version ${version - 1} comes into force again as a new version, and every tier follows it at once. The certificates stay as they were issued.`,
          done: (former, version) => `The gate of version ${former} is in force again, as version ${version}`,
        }}
      />
    </>
  );
}
