"use client";

import type { FormEvent } from "react";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import type { Gate } from "@/lib/registry/gate";
import type { GateEffect, TiersInForce } from "@/lib/registry/gate-setting";
import { DraftPanel } from "./draft-panel";
import { GateEffectView } from "./gate-effect";
import { gateChanges, gateFault, gateOf } from "./gate-fields";
import { GateSingles, GateThresholds, GateTiers } from "./gate-parts";
import { useDraft } from "./use-draft";
import { useForeseen } from "./use-foreseen";
import { VersionLine } from "./version-line";

type Props = {
  inForce: TiersInForce;
  change: Act<Gate & { reason: string; ifVersion?: number }, TiersInForce>;
  preview: Act<Gate, GateEffect>;
};

/** The next version of the gate as it is typed and dragged, with what it would make of the fleet, and its reason. */
export function GateForm({ inForce, change, preview }: Props) {
  const draft = useDraft<Gate, Gate & { reason: string; ifVersion?: number }, TiersInForce>(inForce, change);
  const next = { ...gateOf(inForce), ...draft.typed };
  const changes = gateChanges(gateOf(inForce), next);
  const fault = gateFault(next);
  const foreseen = useForeseen(preview, changes.length > 0 && fault === null ? next : null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const applied = await draft.apply({ ...next, reason: draft.reason.trim(), ifVersion: inForce.version });
    if (applied) notify({ text: `Version ${applied.version} of the gate is in force` });
  }

  const editing = { inForce, next, set: draft.set };
  return (
    <form onSubmit={submit}>
      <VersionLine {...inForce} />
      <div className="mt-4 grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-x-10 gap-y-4 max-wide:grid-cols-1">
        <div className="min-w-0">
          <GateThresholds {...editing} />
          <GateTiers {...editing} foreseen={foreseen.data ?? null} />
          <GateSingles {...editing} />
        </div>
        <div className="min-w-0">
          {changes.length === 0 ? (
            <p className="text-ink-3">
              Move a handle or type a number: what it would make of the fleet appears here, and nothing is saved before you apply
              it.
            </p>
          ) : (
            <div className="sticky top-bar flex flex-col gap-3 pt-1">
              <DraftPanel draft={draft} action="changeGate" changes={changes} fault={fault} refused="The gate was not changed">
                <GateEffectView {...foreseen} />
              </DraftPanel>
            </div>
          )}
        </div>
      </div>
    </form>
  );
}
