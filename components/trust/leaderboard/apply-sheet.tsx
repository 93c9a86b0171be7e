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
import { clockInZone, count } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Sheet } from "@/components/ui/sheet";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import { DIMENSIONS } from "@/lib/trust/dimension";
import { type Tenths, WHOLE, weightsOf } from "@/lib/trust/rebalance";
import type { WeightsVersion } from "@/lib/trust/setting";
import { percentText } from "@/lib/trust/share";
import type { Weights } from "@/lib/trust/weights";
import { Effects } from "./effects";
import type { Keeper } from "./keeper";
import type { Mixer } from "./mixer";
import { useMixed } from "./weights-mixer";

export type WeightActions = {
  changeWeights: Act<{ weights: Weights; reason: string; ifVersion?: number }, WeightsVersion>;
  undoWeights: Act<{ version: number; reason: string }, WeightsVersion>;
};

type Props = WeightActions & {
  mixer: Mixer;
  keeper: Keeper;
  inForce: WeightsVersion;
  revocationLine: number;
  close: () => void;
};

/** What putting the previewed weights in force would do, by the server's own reckoning, and the button that does it. */
export function ApplySheet(props: Props) {
  const { mixer, inForce, close } = props;
  const mix = useMixed(mixer, (m) => m);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title={`Apply weights as version ${inForce.version + 1}`}
      note="For everybody; every score is recomputed. In percent."
    >
      <Comparison weights={mix.weights} inForce={mix.inForce} />
      <ApplyForm {...props} weights={mix.weights} />
    </Sheet>
  );
}

/** Old and new weights, side by side under their colours. */
function Comparison({ weights, inForce }: { weights: Tenths; inForce: Tenths }) {
  return (
    <dl className="grid grid-cols-[repeat(4,1fr)_auto] border-b border-dashed border-preview bg-preview-bg">
      {DIMENSIONS.map((dimension, d) => {
        const changed = weights[d] !== inForce[d];
        return (
          <div
            key={dimension}
            className="min-w-0 border-t-3 px-3 py-2"
            style={{ borderTopColor: DIMENSION_LOOKS[dimension].color }}
          >
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

type FormProps = Omit<Props, "mixer"> & { weights: Tenths };

function ApplyForm({ weights, keeper, inForce, revocationLine, close, changeWeights, undoWeights }: FormProps) {
  // Asked anew each time: what was true of the fleet a moment ago is no basis for a decision.
  const whatIf = useQuery({ ...queries.whatIf(weights.map((tenths) => tenths / WHOLE)), staleTime: 0 });
  const client = useQueryClient();
  const { run, pending, failure } = useAct(changeWeights);
  const [reason, setReason] = useState("");
  /** How many revocations were accepted: others than those need another tick. */
  const [accepted, setAccepted] = useState(0);
  const toRevoke = whatIf.data?.summary.wouldRevoke ?? 0;
  const ready = whatIf.isSuccess && reason.trim() !== "" && accepted === toRevoke;

  async function apply(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const result = await run({ weights: weightsOf(weights), reason: reason.trim(), ifVersion: inForce.version });
    if (!result.ok) return;
    const { version } = result.data;
    const take = (version: WeightsVersion) => client.setQueryData(queries.weights().queryKey, version);
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

  if (whatIf.isError)
    return (
      <ErrorPanel
        {...failureOf(whatIf.error, "What the weights would do could not be found out")}
        onRetry={() => whatIf.refetch()}
        className="m-4"
      />
    );
  return (
    <form onSubmit={apply}>
      <Effects whatIf={whatIf.data} revocationLine={revocationLine} keeper={keeper} />
      {whatIf.data ? (
        <p className="px-4 pt-2 text-12 text-ink-3">As of {clockInZone(whatIf.data.basis.asOf)}; the list behind this goes on.</p>
      ) : null}
      <div className="flex flex-col gap-3 p-4">
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
        {toRevoke > 0 ? (
          // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox stands inside
          <label className="flex items-center gap-2">
            <Checkbox
              checked={accepted === toRevoke}
              onCheckedChange={(checked) => setAccepted(checked === true ? toRevoke : 0)}
            />
            I understand {toRevoke === 1 ? "one agent is" : `${toRevoke} agents are`} revoked at once
          </label>
        ) : null}
        {failure ? <ErrorPanel {...failure} detail={`${failure.detail} Your preview is kept.`} /> : null}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="mr-auto text-12 text-ink-3">Can be undone</span>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!ready} pending={pending}>
            Apply version {inForce.version + 1}
          </Button>
        </div>
      </div>
    </form>
  );
}
