import type { FleetAgent } from "../engine/fleet";
import { Refusal } from "../refusal";
import type { HoldCause } from "../registry/agent";
import { type AgentAct, barTo } from "../registry/permit";
import { runtime } from "../runtime";

/** The agent, deregistered or not. Refuses 404 `registry/unknown-agent`. */
export function anyAgent(id: string): FleetAgent {
  const agent = runtime().fleet.find(id);
  if (!agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${id} is registered.`);
  return agent;
}

/**
 * The agent, if this act applies to it now; with `hold`, to that hold of it. Refuses 404 `registry/unknown-agent`, 409 with
 * the code of what bars the act (lib/registry/permit.ts).
 */
export function agentFor(act: AgentAct, id: string, hold?: HoldCause): FleetAgent {
  const agent = anyAgent(id);
  const { deregistered, revokedAt, auditable } = agent;
  const holds = agent.holds.filter(({ cause }) => hold === undefined || cause === hold);
  const bar = barTo(act, { deregistered, revoked: revokedAt !== null, auditable, holds });
  if (bar) throw new Refusal(409, bar.code, `Agent ${id} ${bar.words}`);
  return agent;
}
