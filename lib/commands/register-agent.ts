import { randomBytes } from "node:crypto";
import { type Actor, authorise } from "../access/action";
import { DEFAULT_CAPACITY, type FleetAgent, newcomer } from "../engine/fleet";
import type { NewEntry } from "../journal/entry";
import { agentById } from "../reads/agent";
import { Refusal } from "../refusal";
import type { Agent, AgentRegistration } from "../registry/agent";
import { isAuditable } from "../registry/auditable";
import { fromPersona } from "../registry/persona";
import { afterPosting } from "../routing/account";
import type { Manifest } from "../routing/candidate";
import { runtime } from "../runtime";
import { newId, sha256 } from "../store/journal";
import { nextTransfer, postTransfers } from "../store/ledger";
import { declaredArchitecture } from "./declared-architecture";
import { checkEndpoint } from "./declared-endpoint";
import { runCommand } from "./run";

/** Registers an agent: pending and unrated. Refuses 409 `registry/id-taken` and 422 `registry/endpoint-refused`. */
export async function registerAgent(actor: Actor, given: AgentRegistration): Promise<Agent> {
  authorise(actor, "registerAgent");
  checkEndpoint(given);
  const id = given.id ?? newAgentId();
  await runCommand(async (now) => {
    const { fleet, store, ingest } = runtime();
    if (fleet.find(id)) {
      const detail = takenWords(id);
      throw new Refusal(409, "registry/id-taken", detail, [{ pointer: "/id", code: "registry/id-taken", detail }]);
    }
    const { agent, row, entry } = registrationOf({ ...given, id }, actor, ingest.nextAgentNumber(), now);
    return {
      writes: [store.prisma.agent.create({ data: row }), ...initialTransfers([agent], actor, now)],
      entries: [entry],
      apply: () => fleet.put(agent),
      changed: [agent],
      result: undefined,
    };
  });
  return agentById(id);
}

export function newAgentId(): string {
  return `agent_${randomBytes(6).toString("hex")}`;
}

export function takenWords(id: string): string {
  return `The id ${id} is taken. An id is never given twice.`;
}

/** What registering an agent takes: its hot state, its row and its entry. What is not given comes from its persona. */
export function registrationOf(given: AgentRegistration & { id: string }, actor: Actor, number: number, now: number) {
  const { id, name, model } = given;
  const declared = { ...fromPersona(given.persona), ...withoutAbsent(given) };
  const manifest: Manifest = {
    capabilities: declared.capabilities ?? [],
    keywords: declared.keywords ?? [],
    rateSats: declared.rateSats ?? null,
    capacity: given.capacity ?? DEFAULT_CAPACITY,
  };
  const auditable = isAuditable(given.endpoint);
  const agent = newcomer({ number, id, name, model, registeredBy: actor.reporter, auditable, manifest });
  agent.account = afterPosting(agent.account, "initial", given.initialBalanceSats ?? 0);
  const row = {
    number,
    id,
    name,
    model,
    ...declaredArchitecture(given),
    persona: given.persona ?? null,
    provenance: JSON.stringify(given.provenance ?? {}),
    capabilities: JSON.stringify(manifest.capabilities),
    keywords: JSON.stringify(manifest.keywords),
    rateSats: manifest.rateSats,
    capacity: manifest.capacity,
    endpoint: given.endpoint ? JSON.stringify(given.endpoint) : null,
    walletAddress: given.walletAddress ?? null,
    externalIds: JSON.stringify(given.externalIds ?? {}),
    registeredAt: BigInt(now),
    registeredBy: actor.reporter,
  };
  const entry: NewEntry = {
    id: newId(),
    type: "agent.registered",
    agentId: id,
    actor: actor.name,
    data: { name, model, manifestDigest: sha256(JSON.stringify(given)) },
  };
  return { agent, row, entry };
}

/** What the treasury pays new agents to begin with. */
export function initialTransfers(agents: readonly FleetAgent[], actor: Actor, at: number) {
  const { store } = runtime();
  const first = nextTransfer(store.raw);
  const paid = agents.filter(({ account }) => account.balanceSats > 0);
  return postTransfers(
    store.prisma,
    paid.map(({ number, account }, i) => ({
      transfer: first + i,
      agentNumber: number,
      amountSats: account.balanceSats,
      kind: "initial",
      at,
      actor: actor.name,
      reason: null,
    })),
  );
}

function withoutAbsent<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
