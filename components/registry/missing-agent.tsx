"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IntentLink } from "@/components/ui/intent-link";
import { queries, RequestError } from "@/lib/http/queries";

/** Shows its children for an agent that exists, and says so where none has that id. */
export function KnownAgent({ agentId, children }: { agentId: string; children: ReactNode }) {
  const agent = useQuery(queries.agent(agentId));
  const unknown =
    agent.error instanceof RequestError &&
    (agent.error.status === 404 || agent.error.status === 400 || agent.error.status === 422);
  if (!unknown || agent.data) return children;
  return (
    <EmptyState
      heading="h1"
      title="No such agent"
      className="px-gutter py-6"
      actions={
        <Button asChild>
          <IntentLink href="/agents">All agents</IntentLink>
        </Button>
      }
    >
      Nothing is registered under <code className="break-all">{agentId.slice(0, 128)}</code>. Ids are never given twice, so it was
      not replaced by another one.
    </EmptyState>
  );
}
