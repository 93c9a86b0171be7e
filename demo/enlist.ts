import type { Endpoint } from "./endpoint";
import type { Muster, Reply } from "./muster";
import type { Member } from "./roster";
import { idOf, keywordsOf, temperamentOf } from "./roster";
import type { Signal } from "./signals";
import { type Plan, Simulation } from "./simulation";

/** A fleet that Muster knows, the number of its ids, and which of its agents are new to it. */
export type Joined = { simulation: Simulation; generation: number; arrived: ReadonlySet<string> };

type Tell = (line: string) => void;

/** Fleets removed one after the other before the demo gives up finding a free set of ids. */
const GENERATIONS = 1000;

/**
 * Registers the fleet. Agents that are there already go on where they are. Where an operator removed the whole fleet,
 * the next one takes new ids; where single agents were removed, they stay removed.
 */
export async function join(muster: Muster, endpoint: Endpoint, plan: Omit<Plan, "generation">, tell: Tell): Promise<Joined> {
  for (let generation = 1; generation <= GENERATIONS; generation++) {
    const simulation = new Simulation({ ...plan, generation });
    const arrived = new Set<string>();
    for (const member of plan.roster) {
      const id = idOf(member, generation);
      endpoint.seat(id, temperamentOf(member), plan.seed, member.slowness);
      if (await register(muster, member, id, endpoint.urlOf(id), tell)) arrived.add(id);
    }
    const present = plan.roster.map((member) => idOf(member, generation)).filter((id) => !arrived.has(id));
    await report(
      muster,
      simulation,
      present.flatMap((id) => simulation.rollCall(id) ?? []),
      () => {},
    );
    if (simulation.size === 0) continue;
    for (const member of plan.roster) {
      const id = idOf(member, generation);
      if (simulation.has(id) && !arrived.has(id)) await move(muster, member, id, endpoint.urlOf(id), tell);
    }
    tell(`${simulation.size} agents, ${arrived.size} of them new`);
    return { simulation, generation, arrived };
  }
  throw new Error("no free ids for another fleet");
}

/** Whether the agent is new. */
async function register(muster: Muster, member: Member, id: string, url: string, tell: Tell): Promise<boolean> {
  const { name, model, capabilities, rateSats, character } = member;
  const reply = await muster.post("/api/v1/agents", {
    id,
    name,
    model,
    capabilities,
    keywords: keywordsOf(member),
    rateSats,
    provenance: { demo: true, character },
    endpoint: endpointAt(url, member),
  });
  if (reply.status !== 201 && reply.status !== 409) tell(`${id} could not be registered: ${sayWhy(reply)}`);
  return reply.status === 201;
}

/** An agent that is there from an earlier run answers under another port now. */
async function move(muster: Muster, member: Member, id: string, url: string, tell: Tell): Promise<void> {
  const reply = await muster.patch(`/api/v1/agents/${encodeURIComponent(id)}`, { endpoint: endpointAt(url, member) });
  if (reply.status !== 200) tell(`${id} could not be moved to its new address: ${sayWhy(reply)}`);
}

const endpointAt = (url: string, { model }: Member) => ({ url, protocol: "openai-chat", model });

/** Sends signals and forgets agents that Muster no longer knows. Returns how many were accepted. */
export async function report(muster: Muster, simulation: Simulation, signals: readonly Signal[], tell: Tell): Promise<number> {
  if (signals.length === 0) return 0;
  const reply = await muster.post("/api/v1/signals?partial=true", { signals });
  const gone = new Set(unknownAmong(signals, reply));
  for (const id of gone) {
    if (simulation.has(id)) tell(`${id} is no longer registered; it falls silent`);
    simulation.drop(id);
  }
  if (reply.status !== 200 && gone.size === 0) tell(`${signals.length} signals were refused: ${sayWhy(reply)}`);
  return accepted(reply);
}

type Answer = { accepted?: unknown; detail?: unknown; errors?: unknown };
type Fault = { pointer?: unknown; code?: unknown };

/** Agents of the signals that were refused because Muster does not know them (any longer). */
export function unknownAmong(signals: readonly Signal[], reply: Reply): string[] {
  const { errors } = Object(reply.body) as Answer;
  if (!Array.isArray(errors)) return [];
  return (errors as Fault[])
    .filter(({ code }) => code === "trust/unknown-agent")
    .flatMap(({ pointer }) => signals[Number(/\/(\d+)(\/|$)/.exec(String(pointer))?.[1])]?.agentId ?? []);
}

function accepted({ body }: Reply): number {
  const { accepted: count } = Object(body) as Answer;
  return typeof count === "number" ? count : 0;
}

/** What Muster said about a request that it refused. */
export function sayWhy({ status, body }: Reply): string {
  const { detail } = Object(body) as Answer;
  return typeof detail === "string" ? `${status}, ${detail}` : String(status);
}
