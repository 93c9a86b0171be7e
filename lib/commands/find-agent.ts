import type { FleetAgent } from "../engine/fleet";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";

/** The agent, deregistered or not. Refuses 404 `registry/unknown-agent`. */
export function anyAgent(id: string): FleetAgent {
  const agent = runtime().fleet.find(id);
  if (!agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${id} is registered.`);
  return agent;
}

/** The agent. Refuses 404 `registry/unknown-agent`, 409 `registry/deregistered`. */
export function activeAgent(id: string): FleetAgent {
  const agent = anyAgent(id);
  if (agent.deregistered)
    throw new Refusal(409, "registry/deregistered", `Agent ${id} is deregistered for good. Register it anew under another id.`);
  return agent;
}
