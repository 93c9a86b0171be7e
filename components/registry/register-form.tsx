"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { Agent, AgentRegistration } from "@/lib/registry/agent";
import { cut } from "@/lib/registry/cut";
import { ManifestFields, type Refused, send } from "./manifest-fields";
import { EMPTY_REGISTRATION, type RegisterDraft, registrationFrom, withPersona } from "./register-draft";

export type Register = Act<AgentRegistration, Agent>;

/** A registration being typed. It outlives the window it is typed in, so closing that by mistake loses nothing. */
export function useRegistration(register: Register, close: () => void) {
  const router = useRouter();
  const client = useQueryClient();
  const [draft, setDraft] = useState(EMPTY_REGISTRATION);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    const result = await send(register, registrationFrom(draft));
    setPending(false);
    if (!("data" in result)) return setRefused(result);
    client.setQueryData(queries.agent(result.data.id).queryKey, result.data);
    client.invalidateQueries({ queryKey: queries.board().queryKey });
    notify({ text: `${cut(result.data.name, 60)} registered` });
    setDraft(EMPTY_REGISTRATION);
    setRefused(null);
    close();
    router.push(`/agents/${encodeURIComponent(result.data.id)}`);
  }

  return { draft, change: (part: Partial<RegisterDraft>) => setDraft({ ...draft, ...part }), refused, pending, submit };
}

const NO_PERSONA = "none";

/** Registers one agent by hand. `id` ties the button outside to it. */
export function RegisterForm({ id, draft, change, refused, submit }: { id: string } & ReturnType<typeof useRegistration>) {
  const form = useRef<HTMLFormElement>(null);
  const personas = useQuery(queries.personas());
  const errors = refused?.errors ?? {};
  const marked = Object.keys(errors).length;
  // Where to go on is the first field that was refused.
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refused]);
  const templates = personas.data?.items ?? [];
  return (
    <form id={id} ref={form} onSubmit={submit} className="flex flex-col gap-3 p-4">
      {refused ? (
        <ErrorPanel
          title={marked > 0 ? "Not registered" : refused.failure.title}
          detail={
            marked > 0
              ? `${refused.failure.detail} What you typed is kept; ${marked === 1 ? "one field is" : `${marked} fields are`} marked.`
              : refused.failure.detail
          }
        />
      ) : null}
      <ManifestFields draft={draft} change={change} errors={errors}>
        <Field label="Id" hint="Letters, digits and . _ : - (a DID fits); left empty, one is made" error={errors.id}>
          {(wiring) => (
            <Input
              {...wiring}
              maxLength={128}
              pattern="[A-Za-z0-9][A-Za-z0-9._:\-]{0,127}"
              value={draft.id}
              onChange={(event) => change({ id: event.target.value })}
            />
          )}
        </Field>
        <Field label="Template" hint="Fills in capabilities, keywords and rate; what you type stays" error={errors.persona}>
          {(wiring) => (
            <Select
              {...wiring}
              value={draft.persona ?? NO_PERSONA}
              onValueChange={(value) =>
                change(withPersona(draft, templates, templates.find(({ persona }) => persona === value)?.persona ?? null))
              }
              options={[
                { value: NO_PERSONA, label: "None" },
                ...templates.map(({ persona, name, description }) => ({ value: persona, label: name, note: description })),
              ]}
              className="w-full"
            />
          )}
        </Field>
      </ManifestFields>
      <Field
        label="Configuration"
        hint="Kept as typed. Its hash is the declared architecture: an audit that sees another one voids the certificate"
        error={errors.configText}
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={2}
            maxLength={65_536}
            placeholder='{"model": "…", "tools": []}'
            value={draft.configText}
            onChange={(event) => change({ configText: event.target.value })}
            className="font-mono text-12"
          />
        )}
      </Field>
      <Field label="Starting balance, sats" error={errors.initialBalanceSats}>
        {(wiring) => (
          <Input
            {...wiring}
            type="number"
            inputMode="numeric"
            min={0}
            step={1}
            value={draft.initialBalanceSats}
            onChange={(event) => change({ initialBalanceSats: event.target.value })}
          />
        )}
      </Field>
    </form>
  );
}
