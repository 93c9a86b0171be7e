"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RadioGroup } from "radix-ui";
import { type FormEvent, useState } from "react";
import { AgentBox } from "@/components/chips/agent-box";
import { PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { integer } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import { queries, queryGroups } from "@/lib/http/queries";
import { CODE_WORDS } from "@/lib/routing/code-words";
import type { DecidedCandidate, Decision } from "@/lib/routing/decision-shape";
import type { RoutingActs } from "./decision-acts";
import { pointsOf, thousandths } from "./decision-words";

const NEXT_ONES = 5;

type Props = { decision: Decision; dispatch: boolean; override: RoutingActs["override"]; close: () => void };

/** Gives the task to another agent, by name and with a reason; the machine's choice stays on record. */
export function OverrideDialog({ decision, dispatch, override, close }: Props) {
  const client = useQueryClient();
  const nameOf = useAgentName();
  const [agentId, setAgentId] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const others = decision.candidates.filter((candidate) => candidate.rank !== null && candidate.agentId !== decision.assigned);
  const stopped = decision.candidates.find((candidate) => candidate.agentId === agentId && candidate.rank === null);
  const chosen = useQuery({ ...queries.agent(agentId ?? ""), enabled: dispatch && agentId !== null }).data;
  const unreachable = dispatch && chosen !== undefined && chosen.endpoint === undefined;
  const ready = agentId !== null && agentId !== decision.assigned && !unreachable && reason.trim() !== "";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready || pending) return;
    setPending(true);
    const result = await attempt(override, { id: decision.id, agentId, reason: reason.trim() });
    setPending(false);
    setFailure(result.failure);
    if (result.failure) return;
    client.setQueryData(queries.decision(decision.id).queryKey, result.data);
    void client.invalidateQueries({ queryKey: queryGroups.routing });
    void client.invalidateQueries({ queryKey: queryGroups.routingLists });
    notify({ text: `Given to ${nameOf(agentId)}` });
    close();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="Give the task to another agent?"
      note={
        decision.recommended === null
          ? "The machine found nobody. Its answer stays on record beside yours."
          : `The machine chose ${nameOf(decision.recommended)}. That stays on record beside your choice, with who made it and why.`
      }
    >
      <form onSubmit={submit} className="mt-3 flex flex-col gap-3">
        {others.length > 0 ? <NextOnes candidates={others.slice(0, NEXT_ONES)} chosen={agentId} choose={setAgentId} /> : null}
        <Field
          label={others.length > 0 ? "Or any other agent" : "Agent"}
          error={
            agentId !== null && agentId === decision.assigned
              ? "It has the task already."
              : unreachable
                ? "Muster puts this task to the agent's endpoint, and this agent has none."
                : undefined
          }
          hint={
            stopped ? `A gate stopped it: ${stopped.ineligibleBecause.map((code) => CODE_WORDS[code]).join(", ")}.` : undefined
          }
        >
          {(wiring) => (
            <AgentBox
              {...wiring}
              placeholder="Name, model or id"
              value={others.slice(0, NEXT_ONES).some((one) => one.agentId === agentId) ? null : agentId}
              onChange={setAgentId}
            />
          )}
        </Field>
        <Field label="Reason, kept in the journal">
          {(wiring) => (
            <Input {...wiring} required maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        {failure ? <ErrorPanel {...failure} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="quiet" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={!ready} pending={pending}>
            {agentId === null ? "Give the task" : `Give it to ${nameOf(agentId)}`.slice(0, 40)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function NextOnes({
  candidates,
  chosen,
  choose,
}: {
  candidates: readonly DecidedCandidate[];
  chosen: string | null;
  choose: (agentId: string) => void;
}) {
  const nameOf = useAgentName();
  return (
    <RadioGroup.Root aria-label="Candidates" value={chosen ?? ""} onValueChange={choose} className="flex flex-col gap-px">
      {candidates.map((candidate) => (
        <RadioGroup.Item
          key={candidate.agentId}
          value={candidate.agentId}
          className="group words flex min-h-8 items-center gap-2 rounded-2 px-2 text-left hover:bg-hover data-[state=checked]:bg-selected phone:min-h-11"
        >
          <span
            aria-hidden
            className="size-3.5 flex-none rounded-full border border-control group-data-[state=checked]:border-4 group-data-[state=checked]:border-accent"
          />
          <span className="figures w-4 text-ink-3">{candidate.rank}</span>
          <span className="min-w-0 truncate">
            <PlainText text={nameOf(candidate.agentId)} />
          </span>
          <span className="figures ml-auto flex-none text-ink-2">
            {candidate.bidSats === undefined ? "" : `${integer(candidate.bidSats)} sats`}
          </span>
          <span className="figures w-11 flex-none text-right font-medium">{thousandths(pointsOf(candidate))}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
