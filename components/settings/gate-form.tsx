"use client";

import { type FormEvent, useState } from "react";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import type { Gate } from "@/lib/registry/gate";
import type { GateEffect, TiersInForce } from "@/lib/registry/gate-setting";
import { GateEffectView } from "./gate-effect";
import { gateChanges, gateFault, gateOf } from "./gate-fields";
import { GateSingles, GateThresholds, GateTiers } from "./gate-parts";
import { useForeseen } from "./use-foreseen";
import { VersionLine } from "./version-line";

type Props = {
  inForce: TiersInForce;
  change: Act<Gate & { reason: string; ifVersion?: number }, TiersInForce>;
  preview: Act<Gate, GateEffect>;
};

/** The next version of the gate as it is typed and dragged, with what it would make of the fleet, and its reason. */
export function GateForm({ inForce, change, preview }: Props) {
  // Kept apart from what is in force: a version made by somebody else meanwhile must not undo what was typed.
  const [draft, setDraft] = useState<Partial<Gate>>({});
  const [basis, setBasis] = useState(inForce.version);
  const [reason, setReason] = useState("");
  const { run, pending, failure, clear } = useAct(change);
  const next = { ...gateOf(inForce), ...draft };
  const changes = gateChanges(gateOf(inForce), next);
  const fault = gateFault(next);
  const overtaken = changes.length > 0 && basis !== inForce.version;
  const foreseen = useForeseen(preview, changes.length > 0 && fault === null ? next : null);

  function set(values: Partial<Gate>) {
    if (Object.keys(draft).length === 0) setBasis(inForce.version);
    setDraft({ ...draft, ...values });
  }

  function reset() {
    setDraft({});
    setReason("");
    clear();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run({ ...next, reason: reason.trim(), ifVersion: inForce.version });
    if (!result.ok) return;
    reset();
    notify({ text: `Version ${result.data.version} of the gate is in force` });
  }

  const editing = { inForce, next, set };
  return (
    <form onSubmit={submit}>
      <VersionLine {...inForce} />
      <div className="mt-4 grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-x-10 gap-y-4 max-lg:grid-cols-1">
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
              <div className="rounded-2 border border-dashed border-preview bg-preview-bg px-3 py-2">
                <p className="break-words">
                  <span className="font-semibold text-preview">Not saved yet.</span> {changes.join(", ")}.
                </p>
              </div>
              {fault ? (
                <p role="alert" className="text-bad">
                  {fault}
                </p>
              ) : (
                <GateEffectView {...foreseen} />
              )}
              {overtaken ? (
                <p role="status" className="text-warn">
                  Version {inForce.version} came into force meanwhile, set by {inForce.actor}. Your changes are kept and would now
                  change that version.
                </p>
              ) : null}
              <Field label="Reason, kept in the journal">
                {(wiring) => (
                  <Input
                    {...wiring}
                    required
                    maxLength={2000}
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                    className="h-8"
                  />
                )}
              </Field>
              {failure ? <ErrorPanel {...failure} title="The gate was not changed" /> : null}
              <div className="flex flex-wrap justify-end gap-2">
                <Button variant="quiet" onClick={reset}>
                  Reset
                </Button>
                <Button type="submit" variant="primary" pending={pending} disabled={fault !== null || reason.trim() === ""}>
                  Apply version {inForce.version + 1}
                </Button>
              </div>
            </div>
          )}
        </div>
      </div>
    </form>
  );
}
