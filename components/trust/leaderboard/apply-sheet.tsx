"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { DIMENSION_LOOKS } from "@/components/chips/dimension";
import { attempt, failureOf, useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { count } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Sheet } from "@/components/ui/sheet";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import { DIMENSIONS } from "@/lib/trust/dimension";
import { type Tenths, WHOLE, weightsOf } from "@/lib/trust/rebalance";
import type { WeightsVersion, WhatIf } from "@/lib/trust/setting";
import { percentText } from "@/lib/trust/share";
import type { Weights } from "@/lib/trust/weights";
import { Effects } from "./effects";
import type { Mix } from "./mixer";

export type WeightActions = {
  changeWeights: Act<{ weights: Weights; reason: string; ifVersion?: number }, WeightsVersion>;
  undoWeights: Act<{ version: number; reason: string }, WeightsVersion>;
};

type Props = WeightActions & {
  mix: Mix;
  /** Weights in force. */
  inForce: WeightsVersion;
  revocationLine: number;
  nameOf: (agentId: string) => string;
  /** What this browser computes for the agents that move: for names where the server's list is cut off. */
  ownChanges: () => WhatIf["items"];
  close: () => void;
};

/** What putting the previewed weights in force would do, by the server's own reckoning, and the button that does it. */
export function ApplySheet({ open, ...rest }: Props & { open: boolean }) {
  const next = rest.inForce.version + 1;
  return (
    <Sheet
      open={open}
      onOpenChange={(stays) => !stays && rest.close()}
      title={`Apply weights as version ${next}`}
      note="For everybody; every score is recomputed. In percent."
    >
      <Comparison weights={rest.mix.weights} inForce={rest.mix.inForce} />
      <ApplyForm {...rest} />
    </Sheet>
  );
}

/** Old and new weights, side by side under their colours. */
function Comparison({ weights, inForce }: { weights: Tenths; inForce: Tenths }) {
  return (
    <dl className="grid grid-cols-5 border-b border-dashed border-preview bg-preview-bg">
      {DIMENSIONS.map((dimension, d) => {
        const changed = weights[d] !== inForce[d];
        return (
          <div key={dimension} className="min-w-0 border-t-3 px-3 py-2" style={{ borderTopColor: DIMENSION_LOOKS[dimension].color }}>
            <dt className="words truncate text-12 text-ink-2">{DIMENSION_LOOKS[dimension].short}</dt>
            <dd>
              {changed ? (
                <s className="mr-1.5 text-ink-3">
                  <span className="sr-only">was </span>
                  {percentText(inForce[d] ?? 0)}
                </s>
              ) : null}
              <span className={cn(changed && "font-semibold")}>{percentText(weights[d] ?? 0)}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function ApplyForm({ mix, inForce, revocationLine, nameOf, ownChanges, close, changeWeights, undoWeights }: Props) {
  const whatIf = useQuery(queries.whatIf(mix.weights.map((tenths) => tenths / WHOLE)));
  const client = useQueryClient();
  const { run, pending, failure } = useAct(changeWeights);
  const [reason, setReason] = useState("");
  const [accepted, setAccepted] = useState(false);
  const toRevoke = whatIf.data?.summary.wouldRevoke ?? 0;
  const ready = whatIf.isSuccess && reason.trim() !== "" && (toRevoke === 0 || accepted);

  async function apply(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const result = await run({ weights: weightsOf(mix.weights), reason: reason.trim(), ifVersion: inForce.version });
    if (!result.ok) return;
    const { version } = result.data;
    const take = (weights: WeightsVersion) => client.setQueryData(queries.weights().queryKey, weights);
    take(result.data);
    close();
    notify({
      text: `Weights version ${version} in force, ${count(whatIf.data?.summary.moved ?? 0, "agent")} moved`,
      undo: async () => {
        const undone = await attempt(undoWeights, { version, reason: `Undo of version ${version}` });
        if (undone.failure) return notify({ text: `Version ${version} stays: ${undone.failure.detail}` });
        take(undone.data);
        notify({ text: `Weights of version ${version - 1} are back as version ${undone.data.version}` });
      },
    });
  }

  if (whatIf.isError) return <ErrorPanel {...failureOf(whatIf.error, "What the weights would do could not be found out")} onRetry={() => whatIf.refetch()} className="m-4" />;
  return (
    <form onSubmit={apply}>
      <Effects whatIf={whatIf.data} revocationLine={revocationLine} nameOf={nameOf} ownChanges={ownChanges} />
      <div className="flex flex-col gap-3 p-4">
        <Field label="Reason, kept in the journal">
          {(wiring) => <Input {...wiring} required maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} className="h-8" />}
        </Field>
        {toRevoke > 0 ? (
          // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox stands inside
          <label className="flex items-center gap-2">
            <Checkbox checked={accepted} onCheckedChange={(checked) => setAccepted(checked === true)} />I understand{" "}
            {toRevoke === 1 ? "one agent is" : `${toRevoke} agents are`} revoked at once
          </label>
        ) : null}
        {failure ? <ErrorPanel {...failure} detail={`${failure.detail} Your preview is kept.`} /> : null}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="mr-auto text-12 text-ink-3">Undo as long as no newer version exists</span>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!ready} pending={pending}>
            Apply version {inForce.version + 1}
          </Button>
        </div>
      </div>
    </form>
  );
}
