"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Sheet } from "@/components/ui/sheet";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { Agent, AgentRegistration } from "@/lib/registry/agent";
import { cut } from "@/lib/registry/cut";
import { EMPTY_DRAFT, ManifestFields, manifestOf, type Refused, send } from "./manifest-fields";

type Register = Act<AgentRegistration, Agent>;

/** Registers an agent by hand and opens its page. */
export function RegisterForm({
  register,
  open,
  onOpenChange,
}: {
  register: Register;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const form = useId();
  const [pending, setPending] = useState(false);
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Register an agent"
      note="It starts unrated: it is ranked once enough signals about it have arrived."
      footer={
        <>
          <Button variant="quiet" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Register
          </Button>
        </>
      }
    >
      {open && <Fields id={form} register={register} setPending={setPending} close={() => onOpenChange(false)} />}
    </Sheet>
  );
}

type FieldsProps = { id: string; register: Register; setPending: (pending: boolean) => void; close: () => void };

function Fields({ id, register, setPending, close }: FieldsProps) {
  const router = useRouter();
  const client = useQueryClient();
  const [agentId, setAgentId] = useState("");
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [refused, setRefused] = useState<Refused | null>(null);
  const errors = refused?.errors ?? {};

  async function submit(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    const result = await send(register, { ...manifestOf(draft), ...(agentId.trim() === "" ? {} : { id: agentId.trim() }) });
    setPending(false);
    if (!("data" in result)) return setRefused(result);
    client.setQueryData(queries.agent(result.data.id).queryKey, result.data);
    client.invalidateQueries({ queryKey: queries.board().queryKey });
    notify({ text: `${cut(result.data.name, 60)} registered` });
    close();
    router.push(`/agents/${encodeURIComponent(result.data.id)}`);
  }

  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-3 p-4">
      {refused && <ErrorPanel {...refused.failure} />}
      <Field label="Id" hint="Letters, digits and . _ : - (a DID fits); left empty, one is made" error={errors.id}>
        {(wiring) => (
          <Input
            {...wiring}
            maxLength={128}
            pattern="[A-Za-z0-9][A-Za-z0-9._:\-]{0,127}"
            value={agentId}
            onChange={(e) => setAgentId(e.target.value)}
          />
        )}
      </Field>
      <ManifestFields draft={draft} change={(part) => setDraft({ ...draft, ...part })} errors={errors} />
    </form>
  );
}
