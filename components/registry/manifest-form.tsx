"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Sheet } from "@/components/ui/sheet";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { Agent, AgentPatch } from "@/lib/registry/agent";
import { cut } from "@/lib/registry/cut";
import { type ManifestDraft, ManifestFields, manifestOf, type Refused, send } from "./manifest-fields";

type Props = {
  agent: Agent;
  update: Act<{ id: string; patch: AgentPatch }, Agent>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Edits what an agent is called, runs on, can do and costs. */
export function ManifestForm({ agent, update, open, onOpenChange }: Props) {
  const form = useId();
  const [pending, setPending] = useState(false);
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={`Edit ${cut(agent.name, 60)}`}
      note="The change is written to the journal; the score is not touched."
      footer={
        <>
          <Button variant="quiet" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Save manifest
          </Button>
        </>
      }
    >
      {open && <Fields id={form} agent={agent} update={update} setPending={setPending} close={() => onOpenChange(false)} />}
    </Sheet>
  );
}

function draftOf(agent: Agent): ManifestDraft {
  return {
    name: agent.name,
    model: agent.model,
    capabilities: agent.capabilities.join(", "),
    keywords: agent.keywords.join(", "),
    rateSats: agent.rateSats === null ? "" : String(agent.rateSats),
    capacity: String(agent.capacity),
    endpointUrl: agent.endpoint?.url ?? "",
    endpointProtocol: agent.endpoint?.protocol ?? "openai-chat",
    endpointModel: agent.endpoint?.model ?? "",
    endpointCredential: agent.endpoint?.credential ?? "",
  };
}

type FieldsProps = {
  id: string;
  agent: Agent;
  update: Props["update"];
  setPending: (pending: boolean) => void;
  close: () => void;
};

function Fields({ id, agent, update, setPending, close }: FieldsProps) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(agent));
  const [refused, setRefused] = useState<Refused | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    const result = await send(update, { id: agent.id, patch: manifestOf(draft) });
    setPending(false);
    if (!("data" in result)) return setRefused(result);
    client.setQueryData(queries.agent(agent.id).queryKey, result.data);
    notify({ text: `${cut(result.data.name, 60)}: manifest saved` });
    close();
  }

  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-3 p-4">
      {refused && <ErrorPanel {...refused.failure} />}
      <ManifestFields draft={draft} change={(part) => setDraft({ ...draft, ...part })} errors={refused?.errors ?? {}} />
    </form>
  );
}
