import { type Actor, authorise } from "../access/action";
import { Refusal } from "../refusal";
import { Observations, type ObservedCapabilities } from "../routing/observed";
import { BALANCED } from "../routing/policy";
import { runtime } from "../runtime";
import { triedTasks } from "../store/routing-windows";
import { turns } from "../turns";

const MOST_TASKS = 1000;

/**
 * What came of an agent's newest tasks for each capability it declares, by the words in which the policies in force match
 * tasks. Refuses 404 `registry/unknown-agent`.
 */
export async function readObservedCapabilities(actor: Actor, id: string): Promise<ObservedCapabilities> {
  authorise(actor, "readFleet");
  const { fleet, store, policies } = runtime();
  const agent = fleet.find(id);
  if (!agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${id} is registered.`);
  const observations = new Observations(agent.manifest.capabilities);
  const tried = triedTasks(store.raw, agent.number, MOST_TASKS);
  const breathe = turns();
  for (const { description, requiredCapabilities, status, policy } of tried) {
    const { synonyms } = (policies.get(policy) ?? { policy: BALANCED }).policy;
    observations.add({ description, requiredCapabilities: JSON.parse(requiredCapabilities) as string[], status, synonyms });
    await breathe();
  }
  return { agentId: id, tasks: tried.length, items: observations.items() };
}
