"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { AgentBox } from "@/components/chips/agent-box";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { queries, queryGroups } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import type { AuditPurpose } from "@/lib/registry/audit";
import { useObstacle } from "../use-obstacle";
import type { AuditActs } from "./acts";
import { auditHref } from "./view-address";
import { PURPOSES } from "./words";

type Props = { request: AuditActs["request"]; agentId?: string | null; close: () => void };

/** Asks whom to audit and why, starts it and opens it. */
export function StartAudit({ request, agentId = null, close }: Props) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="Start an audit"
      note="Muster asks the agent's own endpoint some 85 questions and judges the answers by fixed rules."
    >
      <StartForm request={request} agentId={agentId} close={close} />
    </Dialog>
  );
}

const DEPTHS = [
  { value: "1", label: "Usual plan", note: "81 probes" },
  { value: "2", label: "Twice the plan", note: "162 probes" },
  { value: "4", label: "Four times the plan", note: "324 probes" },
];

function StartForm({ request, agentId, close }: { request: AuditActs["request"]; agentId: string | null; close: () => void }) {
  const router = useRouter();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(agentId);
  const [type, setType] = useState<AuditPurpose | null>(null);
  const [reason, setReason] = useState("");
  const [samples, setSamples] = useState("1");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const agent = useQuery({ ...queries.agent(chosen ?? ""), enabled: chosen !== null }).data;
  const obstacle = useObstacle();
  const because = obstacle("audit", agent);
  const purpose = type ?? usualPurpose(agent);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen === null || because !== null || pending) return;
    setPending(true);
    const text = reason.trim();
    const asked = { agentId: chosen, type: purpose, samples: Number(samples), ...(text === "" ? {} : { reason: text }) };
    const result = await attempt(request, asked);
    setPending(false);
    setFailure(result.failure);
    if (result.failure) return;
    void client.invalidateQueries({ queryKey: queryGroups.auditLists });
    router.push(auditHref(result.data.audit.id));
    close();
  }

  return (
    <form onSubmit={submit} className="mt-3 flex flex-col gap-3">
      <Field label="Agent" error={because ?? undefined} hint={agent?.endpoint ? hostOf(agent.endpoint.url) : undefined}>
        {(wiring) => (
          <AgentBox
            {...wiring}
            placeholder="Name, model or id"
            autoFocus={agentId === null}
            value={chosen}
            onChange={setChosen}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Purpose">
          {({ id }) => (
            <Select
              id={id}
              value={purpose}
              onValueChange={setType}
              options={(Object.keys(PURPOSES) as AuditPurpose[]).map((value) => ({ value, label: PURPOSES[value].name }))}
            />
          )}
        </Field>
        <Field label="Depth">{({ id }) => <Select id={id} value={samples} onValueChange={setSamples} options={DEPTHS} />}</Field>
      </div>
      <Field label="Reason, kept in the journal" hint="May stay empty.">
        {(wiring) => <Input {...wiring} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      {failure ? <ErrorPanel {...failure} /> : null}
      <div className="mt-1 flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={chosen === null || because !== null} pending={pending}>
          Start audit
        </Button>
      </div>
    </form>
  );
}

/** What an audit of this agent is for as a rule: the first one registers it. */
function usualPurpose(agent: Agent | undefined): AuditPurpose {
  return agent && !agent.robustness ? "registration" : "re-certification";
}

function hostOf(url: string): string {
  return URL.canParse(url) ? `Asks ${new URL(url).host}` : "";
}
