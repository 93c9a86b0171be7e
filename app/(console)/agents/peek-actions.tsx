"use client";

import { useQuery } from "@tanstack/react-query";
import type { AgentActs } from "@/components/registry/acts";
import { AgentActions } from "@/components/registry/agent-actions";
import { queries } from "@/lib/http/queries";

/** What can be done to an agent that is looked at beside the list. */
export function PeekActions({ agentId, acts }: { agentId: string; acts: AgentActs }) {
  const agent = useQuery(queries.agent(agentId)).data;
  return agent ? <AgentActions agent={agent} acts={acts} /> : null;
}
