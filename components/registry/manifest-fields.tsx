"use client";

import type { ReactNode } from "react";
import type { Failure } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { Act } from "@/lib/http/problem";
import { EndpointFields } from "./endpoint-fields";

/** A manifest as it stands in a form: texts only. */
export type ManifestDraft = {
  name: string;
  model: string;
  capabilities: string;
  keywords: string;
  rateSats: string;
  capacity: string;
  endpointUrl: string;
  endpointProtocol: "openai-chat" | "a2a";
  endpointModel: string;
  endpointCredential: string;
};

export const EMPTY_DRAFT: ManifestDraft = {
  name: "",
  model: "",
  capabilities: "",
  keywords: "",
  rateSats: "",
  capacity: "4",
  endpointUrl: "",
  endpointProtocol: "openai-chat",
  endpointModel: "",
  endpointCredential: "",
};

/** The parts of a manifest that are whole numbers, absent where the field is empty. */
function numberOf(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text);
}

/** Words between commas or line ends, each once. */
function wordsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,\n]/)
        .map((word) => word.trim())
        .filter((word) => word !== ""),
    ),
  ];
}

/** Texts of a draft as the fields of a manifest. */
export function manifestOf(draft: ManifestDraft) {
  return {
    name: draft.name.trim(),
    model: draft.model.trim(),
    capabilities: wordsOf(draft.capabilities),
    keywords: wordsOf(draft.keywords),
    rateSats: numberOf(draft.rateSats),
    capacity: numberOf(draft.capacity),
    endpoint: endpointOf(draft),
  };
}

/** Absent without an address. */
function endpointOf({ endpointUrl, endpointProtocol, endpointModel, endpointCredential }: ManifestDraft) {
  const [url, model, credential] = [endpointUrl, endpointModel, endpointCredential].map((text) => text.trim());
  if (!url) return undefined;
  return { url, protocol: endpointProtocol, ...(model ? { model } : {}), ...(credential ? { credential } : {}) };
}

/** Complaints by field. */
export type Errors = Partial<Record<string, string>>;

/** Fields of a manifest. `errors` by field name; what stands in it comes after name and model. */
export function ManifestFields({
  draft,
  change,
  errors,
  children,
}: {
  draft: ManifestDraft;
  change: (part: Partial<ManifestDraft>) => void;
  errors: Errors;
  children?: ReactNode;
}) {
  return (
    <>
      <Field label="Name" error={errors.name}>
        {(wiring) => (
          <Input
            {...wiring}
            autoFocus
            required
            maxLength={200}
            value={draft.name}
            onChange={(e) => change({ name: e.target.value })}
          />
        )}
      </Field>
      <Field label="Model" error={errors.model}>
        {(wiring) => (
          <Input {...wiring} required maxLength={200} value={draft.model} onChange={(e) => change({ model: e.target.value })} />
        )}
      </Field>
      {children}
      <Field label="Capabilities" hint="Separated by commas, at most 64" error={errors.capabilities}>
        {(wiring) => (
          <Textarea {...wiring} rows={2} value={draft.capabilities} onChange={(e) => change({ capabilities: e.target.value })} />
        )}
      </Field>
      <Field label="Keywords" hint="Separated by commas, at most 64" error={errors.keywords}>
        {(wiring) => (
          <Textarea {...wiring} rows={2} value={draft.keywords} onChange={(e) => change({ keywords: e.target.value })} />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Rate per task, sats" error={errors.rateSats}>
          {(wiring) => (
            <Input
              {...wiring}
              type="number"
              inputMode="numeric"
              min={0}
              step={1}
              value={draft.rateSats}
              onChange={(e) => change({ rateSats: e.target.value })}
            />
          )}
        </Field>
        <Field label="Capacity, tasks at once" error={errors.capacity}>
          {(wiring) => (
            <Input
              {...wiring}
              type="number"
              inputMode="numeric"
              min={1}
              max={100_000}
              step={1}
              value={draft.capacity}
              onChange={(e) => change({ capacity: e.target.value })}
            />
          )}
        </Field>
      </div>
      <EndpointFields draft={draft} change={change} errors={errors} />
    </>
  );
}

/** Sends a form: what came of it, or what to show above and at its fields. */
export async function send<Input, Output>(act: Act<Input, Output>, input: Input): Promise<{ data: Output } | Refused> {
  const result = await act(input).catch(() => null);
  if (result === null) return { failure: UNREACHED, errors: {} };
  if (result.ok) return { data: result.data };
  const { title, detail, errors } = result.problem;
  return { failure: { title, detail }, errors: errorsByField(errors) };
}

export type Refused = { failure: Failure; errors: Errors };

const UNREACHED: Failure = {
  title: "The server could not be reached",
  detail: "What you typed is kept. Look whether it was saved before you try again.",
};

/** The first complaint about each field: `/name`, `/capabilities/3`, `/endpoint/url` (as `endpoint.url`) and so on. */
export function errorsByField(errors: readonly { pointer: string; detail: string }[] | undefined): Errors {
  const found: Record<string, string> = {};
  for (const { pointer, detail } of errors ?? []) {
    const [, field = "", part] = pointer.split("/");
    found[field === "endpoint" && part !== undefined ? `${field}.${part}` : field] ??= detail;
  }
  return found;
}
