"use client";

import type { FormEvent } from "react";
import { NumberBox } from "@/components/ui/number-box";
import { notify } from "@/components/ui/toast";
import type { RoutingPolicyVersion, RoutingWeights } from "@/lib/routing/policy-shape";
import { sameTenths, type Tenths } from "@/lib/trust/rebalance";
import { DraftPanel } from "./draft-panel";
import { RoutingEffectView } from "./routing-effect";
import {
  type Family,
  familiesOf,
  routingChanges,
  routingTenths,
  routingWeights,
  synonymsFault,
  synonymsOf,
} from "./routing-fields";
import type { RoutingActs } from "./routing-settings";
import { SynonymsEditor } from "./routing-synonyms";
import { RoutingWeightsMixer } from "./routing-weights";
import { useDraft } from "./use-draft";
import { useForeseen } from "./use-foreseen";
import { VersionLine } from "./version-line";

type Typed = { weights: RoutingWeights; minimumCapability: number; families: Family[] };
type Props = { inForce: RoutingPolicyVersion; change: RoutingActs["change"]; preview: RoutingActs["preview"] };
type Input = Parameters<RoutingActs["change"]>[0];

/** The next version of a policy as it is dragged and typed, with what it would have made of the last decisions, and its reason. */
export function RoutingForm({ inForce, change, preview }: Props) {
  const draft = useDraft<Typed, Input, RoutingPolicyVersion>(inForce, change);
  const { name } = inForce;
  const families = draft.typed.families ?? familiesOf(inForce.synonyms);
  const next = {
    weights: draft.typed.weights ?? inForce.weights,
    minimumCapability: draft.typed.minimumCapability ?? inForce.minimumCapability,
    synonyms: draft.typed.families ? synonymsOf(families) : inForce.synonyms,
  };
  const before = routingTenths(inForce.weights);
  const changes = routingChanges(inForce, next);
  const fault = synonymsFault(next.synonyms);
  const { weights, minimumCapability } = next;
  const measured = weights !== inForce.weights || minimumCapability !== inForce.minimumCapability;
  const foreseen = useForeseen(preview, measured ? { name, weights, minimumCapability } : null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const applied = await draft.apply({ name, ...next, reason: draft.reason.trim(), ifVersion: inForce.version });
    if (applied) notify({ text: `Version ${applied.version} of ${name} is in force` });
  }

  // Weights in force need not be whole tenths of a percent; moved back to where they were, they are what they were.
  const setWeights = (tenths: Tenths) =>
    draft.set({ weights: sameTenths(tenths, before) ? inForce.weights : routingWeights(tenths) });

  return (
    <form onSubmit={submit}>
      <VersionLine {...inForce} />
      <div className="mt-3 grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-x-10 gap-y-4 max-lg:grid-cols-1">
        <div className="min-w-0">
          <RoutingWeightsMixer weights={routingTenths(weights)} inForce={before} onChange={setWeights} />
          <div className="flex min-h-13 items-center gap-4 border-line border-t py-2">
            <div className="min-w-0 grow">
              <p className="font-medium">Minimum capability</p>
              <p className="text-12 text-ink-3">Who matches less of a task's words does not compete for it.</p>
            </div>
            <NumberBox
              aria-label="Minimum capability, percent"
              value={Math.round(minimumCapability * 1000) / 10}
              min={0}
              max={100}
              unit="%"
              preview={minimumCapability !== inForce.minimumCapability}
              onCommit={(percent) => draft.set({ minimumCapability: Number((percent / 100).toFixed(3)) })}
            />
          </div>
          <div className="border-line border-t pt-3">
            <SynonymsEditor families={families} onChange={(typed) => draft.set({ families: typed })} />
          </div>
        </div>
        <div className="min-w-0">
          {changes.length === 0 && fault === null ? (
            <p className="text-ink-3">
              Move a handle or type a number: who would have got the last tasks instead appears here, and nothing is saved before
              you apply it.
            </p>
          ) : (
            <div className="sticky top-bar flex flex-col gap-3 pt-1">
              <DraftPanel
                draft={draft}
                action="changeRoutingPolicy"
                changes={changes}
                fault={fault}
                refused="The policy was not changed"
              >
                {measured ? (
                  <RoutingEffectView {...foreseen} />
                ) : (
                  <p className="text-ink-2">
                    Other synonyms show in decisions to come: what a task's words matched then is not stored.
                  </p>
                )}
              </DraftPanel>
            </div>
          )}
        </div>
      </div>
    </form>
  );
}
