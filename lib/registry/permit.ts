import type { Agent } from "./agent";

/** What a human may do to an agent. */
export const AGENT_ACTS = ["suspend", "resume", "revoke", "reinstate", "lift", "deregister", "update"] as const;
export type AgentAct = (typeof AGENT_ACTS)[number];

const heldByOperator = (agent: Agent) => agent.holds.some((hold) => hold.cause === "operator");

/** Why an act does not apply now, or null where it does. The first condition that holds answers. */
const OBSTACLES = {
  suspend: (agent) => (heldByOperator(agent) ? "It is suspended already." : null),
  resume: (agent) => (heldByOperator(agent) ? null : "It is not suspended by an operator."),
  revoke: (agent) => (agent.revoked ? "It is revoked already." : null),
  reinstate: (agent) => (agent.revoked ? null : "It is not revoked."),
  lift: (agent) => (agent.holds.length > 0 ? null : "It has no hold."),
  deregister: () => null,
  update: () => null,
} as const satisfies Record<AgentAct, (agent: Agent) => string | null>;

/** Why this act does not apply to the agent now; null = it applies. */
export function obstacle(act: AgentAct, agent: Agent): string | null {
  return agent.status === "deregistered" ? "It is deregistered." : OBSTACLES[act](agent);
}
