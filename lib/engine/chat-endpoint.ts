import type { Endpoint } from "../registry/agent";
import { isAuditable } from "../registry/auditable";
import { runtime } from "../runtime";
import { findAgent } from "../store/agents";

/** Where an agent answers chats, and the model to ask for where its endpoint names none; null where it does not, or no more. */
export async function chatEndpointOf(agentNumber: number): Promise<{ endpoint: Endpoint; model: string } | null> {
  const { fleet, store } = runtime();
  const agent = fleet.at(agentNumber);
  if (!agent || agent.deregistered) return null;
  const record = await findAgent(store.prisma, agent.id);
  const endpoint = record?.endpoint ? (JSON.parse(record.endpoint) as Endpoint) : undefined;
  return record && endpoint && isAuditable(endpoint) ? { endpoint, model: record.model } : null;
}
