"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { visible } from "@/components/chips/hidden-text";
import { failureOf } from "@/components/live/use-act";
import type { Step } from "@/components/registry/acts";
import { AddAgentSheet } from "@/components/registry/add-agent-sheet";
import { AgentQuestion } from "@/components/registry/agent-question";
import { reaudit } from "@/components/registry/audits/reaudit";
import { notify } from "@/components/ui/toast";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { cut } from "@/lib/registry/cut";
import { obstacle } from "@/lib/registry/permit";
import type { ShellActs } from "./acts";
import type { AgentVerb } from "./palette-commands";
import type { FoundAgent } from "./palette-match";

const LONGEST_NAME = 60;

/** What can be done to an agent from any page, and the windows in which it is confirmed. */
export function useAgentVerbs(acts: ShellActs): {
  onAgent: (verb: AgentVerb, agent: FoundAgent) => void;
  register: () => void;
  windows: ReactNode;
} {
  const client = useQueryClient();
  const router = useRouter();
  const [asked, setAsked] = useState<{ agent: Agent; step: Step } | null>(null);
  // Kept once it was open, with what was typed there.
  const [adding, setAdding] = useState<boolean | null>(null);

  async function ask(step: "suspend" | "resume" | "revoke" | "reinstate", { id, name }: FoundAgent) {
    const called = visible(cut(name, LONGEST_NAME));
    try {
      const agent = await client.fetchQuery({ ...queries.agent(id), staleTime: 0 });
      const because = obstacle(step, agent);
      if (because === null) setAsked({ agent, step });
      else notify({ text: `Nothing to ${step}: ${called} stays as it is. ${because}` });
    } catch (error) {
      notify({ text: `${called} stays as it is. ${failureOf(error).detail}` });
    }
  }

  function onAgent(verb: AgentVerb, agent: FoundAgent): void {
    const page = `/agents/${encodeURIComponent(agent.id)}`;
    if (verb === "open") router.push(page);
    else if (verb === "explain") router.push(`${page}#score`);
    else if (verb === "compare") router.push(`/agents/compare?ids=${encodeURIComponent(agent.id)}`);
    else if (verb === "audit") void reaudit(client, acts.agent.audit, agent.id, agent.name);
    else void ask(verb, agent);
  }

  return {
    onAgent,
    register: () => setAdding(true),
    windows: (
      <>
        {asked ? (
          <AgentQuestion
            agent={asked.agent}
            acts={acts.agent}
            asked={{ step: asked.step, cause: null }}
            close={() => setAsked(null)}
          />
        ) : null}
        {adding === null ? null : <AddAgentSheet register={acts.register} open={adding} onOpenChange={setAdding} />}
      </>
    ),
  };
}
