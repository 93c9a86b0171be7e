"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ConditionProps } from "./task-form-conditions";
import { type CheckDraft, nextKey } from "./task-form-draft";

const MOST = 16;
const KINDS = [
  { value: "contains", label: "Contains a text" },
  { value: "words", label: "Has so many words" },
  { value: "json", label: "Is JSON of a schema" },
] as const;

/** What a result must fulfil, one line each; all of them, else the task has failed. */
export function CheckFields({ draft, change, errors }: ConditionProps) {
  const { checks } = draft;
  const set = (key: string, part: Partial<CheckDraft>) =>
    change({ checks: checks.map((check) => (check.key === key ? { ...check, ...part } : check)) });
  const add = () =>
    change({
      checks: [...checks, { key: nextKey(checks), kind: "contains", text: "", ignoreCase: true, min: "", max: "" }],
    });
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-2 border-0 p-0">
      <legend className="mb-1 p-0 font-medium text-12 text-ink-2">Checks of the result</legend>
      {checks.map((check, i) => (
        <div key={check.key} className="flex min-w-0 flex-col gap-1">
          <div className="grid grid-cols-[168px_minmax(0,1fr)_auto] items-start gap-2 phone:grid-cols-[minmax(0,1fr)_auto]">
            <Select
              aria-label={`Kind of check ${i + 1}`}
              value={check.kind}
              onValueChange={(kind) => set(check.key, { kind })}
              options={KINDS}
            />
            <div className="min-w-0 phone:order-3 phone:col-span-2">
              <CheckValue check={check} n={i + 1} error={errors[`checks.${i}`]} set={(part) => set(check.key, part)} />
            </div>
            <IconButton
              label={`Remove check ${i + 1}`}
              onClick={() => change({ checks: checks.filter(({ key }) => key !== check.key) })}
            >
              <X aria-hidden />
            </IconButton>
          </div>
          {errors[`checks.${i}`] ? (
            <p id={`check-${check.key}`} className="text-12 text-bad">
              {errors[`checks.${i}`]}
            </p>
          ) : null}
        </div>
      ))}
      {errors.checks ? <p className="text-12 text-bad">{errors.checks}</p> : null}
      <Button size="sm" className="self-start" disabled={checks.length >= MOST} onClick={add}>
        <Plus aria-hidden className="size-3" />
        Add a check
      </Button>
    </fieldset>
  );
}

function CheckValue({
  check,
  n,
  error,
  set,
}: {
  check: CheckDraft;
  n: number;
  error: string | undefined;
  set: (part: Partial<CheckDraft>) => void;
}) {
  const wiring = error ? { "aria-invalid": true as const, "aria-describedby": `check-${check.key}` } : {};
  if (check.kind === "json")
    return (
      <Textarea
        {...wiring}
        aria-label={`JSON Schema of check ${n}`}
        rows={3}
        placeholder='{"type": "object", "required": ["total"]}'
        value={check.text}
        onChange={(event) => set({ text: event.target.value })}
        className="font-mono text-12"
      />
    );
  if (check.kind === "words")
    return (
      <span className="grid grid-cols-2 gap-2">
        <Input
          {...wiring}
          aria-label={`Least words of check ${n}`}
          inputMode="numeric"
          placeholder="at least"
          value={check.min}
          onChange={(event) => set({ min: event.target.value })}
        />
        <Input
          {...wiring}
          aria-label={`Most words of check ${n}`}
          inputMode="numeric"
          placeholder="at most"
          value={check.max}
          onChange={(event) => set({ max: event.target.value })}
        />
      </span>
    );
  return (
    <span className="flex flex-col gap-1.5">
      <Input
        {...wiring}
        aria-label={`Text of check ${n}`}
        maxLength={2000}
        value={check.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox stands inside */}
      <label className="flex items-center gap-2 text-12 text-ink-2 phone:min-h-9">
        <Checkbox checked={check.ignoreCase} onCheckedChange={(on) => set({ ignoreCase: on === true })} />
        in capitals or not
      </label>
    </span>
  );
}
