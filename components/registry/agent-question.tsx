"use client";

import { useQueryClient } from "@tanstack/react-query";
import { attempt } from "@/components/live/use-act";
import { Confirm } from "@/components/ui/confirm";
import type { Failure } from "@/components/ui/error-panel";
import { notify } from "@/components/ui/toast";
import { queries } from "@/lib/http/queries";
import type { Agent, HoldCause } from "@/lib/registry/agent";
import { type AgentActs, type Step, WORDINGS, type Wording } from "./acts";

/** What is asked about: an act, and which hold it is about where it is about one. */
export type Asked = { step: Step; cause: HoldCause | null };

/** Asks for the reason of an act and does it. The last thing asked stays on screen while its window closes. */
export function AgentQuestion({
  agent,
  acts,
  asked,
  close,
}: {
  agent: Agent;
  acts: AgentActs;
  asked: Asked | null;
  close: () => void;
}) {
  const tell = useOutcome();
  if (!asked) return null;
  const { step, cause } = asked;
  const wording: Wording = WORDINGS[step];
  const run = async (reason: string): Promise<Failure | undefined> => {
    const result =
      step === "lift"
        ? await attempt(acts.lift, { id: agent.id, cause: cause ?? "operator", reason })
        : await attempt(acts[step], { id: agent.id, reason });
    if (result.failure) return result.failure;
    const { undo } = wording;
    tell(
      result.data,
      wording.done(agent),
      undo && (() => attempt(acts[undo], { id: agent.id, reason: `Undo: ${reason}`.slice(0, 2000) })),
    );
  };
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && close()}
      title={wording.question(agent)}
      consequence={wording.follows(agent, cause)}
      reason
      acknowledge={wording.acknowledge}
      action={wording.action}
      cancel={wording.keep}
      tone={wording.tone}
      onConfirm={run}
    />
  );
}

/** Shows what an act made of the agent at once, and says it, with a way back where there is one. */
export function useOutcome() {
  const client = useQueryClient();
  const show = (agent: Agent) => {
    client.setQueryData(queries.agent(agent.id).queryKey, agent);
    client.invalidateQueries({ queryKey: queries.score(agent.id).queryKey });
  };
  return (agent: Agent, text: string, undo?: () => ReturnType<typeof attempt<unknown, Agent>>) => {
    show(agent);
    notify({
      text,
      undo:
        undo &&
        (async () => {
          const result = await undo();
          if (!result.failure) show(result.data);
          notify({ text: result.failure ? `Not taken back: ${result.failure.detail}` : "Taken back" });
        }),
    });
  };
}
