import type { Agent } from "@/lib/registry/agent";

/** Why an agent cannot be audited now, as a sentence; null = it can. */
export function auditObstacle(agent: Pick<Agent, "status" | "endpoint"> | undefined): string | null {
  if (!agent) return null;
  if (agent.status === "deregistered") return "It is deregistered.";
  return agent.endpoint ? null : "It has no endpoint to ask: it is certified by import only.";
}
