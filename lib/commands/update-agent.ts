import { type Actor, authorise } from "../access/action";
import { follow } from "../engine/follow";
import { agentById } from "../reads/agent";
import type { Agent, AgentPatch } from "../registry/agent";
import { isAuditable } from "../registry/auditable";
import { runtime } from "../runtime";
import { sha256 } from "../store/journal";
import { checkEndpoint } from "./declared-endpoint";
import { agentFor } from "./find-agent";
import { runCommand } from "./run";

const AS_TEXT = new Set(["provenance", "capabilities", "keywords", "endpoint", "externalIds"]);

/** Changes name or manifest. Refuses 404, 409 `registry/deregistered` and 422 `registry/endpoint-refused`. */
export async function updateAgent(actor: Actor, id: string, patch: AgentPatch): Promise<Agent> {
  authorise(actor, "updateAgent");
  await runCommand(async () => {
    const { store } = runtime();
    const agent = agentFor("update", id);
    checkEndpoint(patch);
    const changed = Object.entries(patch).filter(([, value]) => value !== undefined);
    const columns = Object.fromEntries(changed.map(([key, value]) => [key, AS_TEXT.has(key) ? JSON.stringify(value) : value]));
    if (changed.length === 0) return { writes: [], entries: [], result: undefined };
    return {
      writes: [store.prisma.agent.update({ where: { number: agent.number }, data: { ...columns, version: { increment: 1 } } })],
      entries: [
        {
          type: "agent.updated",
          agentId: id,
          actor: actor.name,
          data: {
            changed: changed.map(([key]) => key),
            digest: sha256(JSON.stringify(patch)),
            name: patch.name ?? agent.name,
            model: patch.model ?? agent.model,
          },
        },
      ],
      apply: () => {
        agent.name = patch.name ?? agent.name;
        agent.model = patch.model ?? agent.model;
        if (patch.endpoint) agent.auditable = isAuditable(patch.endpoint);
        agent.manifest = {
          capabilities: patch.capabilities ?? agent.manifest.capabilities,
          keywords: patch.keywords ?? agent.manifest.keywords,
          rateSats: patch.rateSats ?? agent.manifest.rateSats,
          capacity: patch.capacity ?? agent.manifest.capacity,
        };
        follow(agent);
      },
      changed: [agent],
      result: undefined,
    };
  });
  return agentById(id);
}
