"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { queries } from "@/lib/http/queries";
import { BidFields } from "./task-form-bids";
import { CheckFields } from "./task-form-checks";
import type { TaskDraft, TaskErrors } from "./task-form-draft";

export type ConditionProps = { draft: TaskDraft; change: (part: Partial<TaskDraft>) => void; errors: TaskErrors };

/** Everything about a task that most do without. */
export function Conditions({ draft, change, errors }: ConditionProps) {
  const dispatch = useId();
  return (
    <div className="flex flex-col gap-3 border-line border-l pl-4">
      <div className="grid grid-cols-2 gap-3">
        <Numbers name="penaltySats" label="Penalty if it fails, sats" draft={draft} change={change} errors={errors} />
        <Field label="Deadline, UTC" error={errors.deadline}>
          {(wiring) => (
            <Input
              {...wiring}
              type="datetime-local"
              value={draft.deadline}
              onChange={(event) => change({ deadline: event.target.value.slice(0, 16) })}
            />
          )}
        </Field>
        <Numbers name="tokensBudget" label="Token budget" draft={draft} change={change} errors={errors} />
        <Numbers name="timeBudget" label="Time budget, seconds" draft={draft} change={change} errors={errors} />
      </div>
      <p className="-mt-1 text-12 text-ink-3">With both budgets the outcome also tells resource efficiency.</p>
      <CheckFields draft={draft} change={change} errors={errors} />
      <div className="flex flex-col gap-2">
        <Segmented
          label="Prices"
          value={draft.bidding}
          onValueChange={(bidding) => change({ bidding })}
          options={[
            { value: "offers", label: "Take offers" },
            { value: "bids", label: "Enter bids" },
          ]}
          className="-ml-2"
        />
        {draft.bidding === "bids" ? (
          <BidFields draft={draft} change={change} errors={errors} />
        ) : (
          <p className="text-12 text-ink-3">Each eligible agent with free capacity offers what it declares as its rate.</p>
        )}
      </div>
      <div className="grid grid-cols-2 items-start gap-3">
        <Policy draft={draft} change={change} errors={errors} />
        <div className="flex flex-col gap-1">
          <span className="font-medium text-12 text-ink-2">Dispatch</span>
          <label htmlFor={dispatch} className="words flex min-h-7 items-center gap-2">
            <Switch id={dispatch} checked={draft.dispatch} onCheckedChange={(on) => change({ dispatch: on })} />
            Send it to the winner's endpoint
          </label>
        </div>
      </div>
    </div>
  );
}

function Numbers({
  name,
  label,
  draft,
  change,
  errors,
}: ConditionProps & { name: "penaltySats" | "tokensBudget" | "timeBudget"; label: string }) {
  return (
    <Field label={label} error={errors[name]}>
      {(wiring) => (
        <Input
          {...wiring}
          inputMode="numeric"
          placeholder="none"
          value={draft[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
}

function Policy({ draft, change, errors }: ConditionProps) {
  const policies = useQuery(queries.routingPolicies()).data?.items ?? [];
  const names = [...new Set([draft.policy, ...policies.map(({ name }) => name)])];
  return (
    <Field label="Policy" error={errors.policy}>
      {({ id }) => (
        <Select
          id={id}
          value={draft.policy}
          onValueChange={(policy) => change({ policy })}
          options={names.map((name) => {
            const version = policies.find((policy) => policy.name === name)?.version;
            return { value: name, label: name, ...(version === undefined ? {} : { note: `v${version}` }) };
          })}
        />
      )}
    </Field>
  );
}
