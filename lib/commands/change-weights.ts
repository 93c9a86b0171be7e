import { type Actor, authorise } from "../access/action";
import type { FleetAgent } from "../engine/fleet";
import type { NewEntry } from "../journal/entry";
import { weightsInForce } from "../reads/settings";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { settingVersion } from "../store/settings";
import type { WeightsVersion } from "../trust/setting";
import { type Weights, weightList } from "../trust/weights";
import { type Decision, runCommand } from "./run";

export type WeightsChange = { weights: Weights; reason: string; ifVersion?: number };

/**
 * Puts new weights in force: every score is recomputed and rated agents now under the line are revoked, all in one
 * transaction. Refuses 409 `weights/version` when `ifVersion` is not the version in force.
 */
export async function changeWeights(actor: Actor, { weights, reason, ifVersion }: WeightsChange): Promise<WeightsVersion> {
  authorise(actor, "changeWeights");
  await runCommand(async (now) => {
    const { fleet } = runtime();
    const inForce = fleet.weights.version;
    if (ifVersion !== undefined && ifVersion !== inForce) {
      throw new Refusal(
        409,
        "weights/version",
        `Version ${inForce} is in force, not ${ifVersion}: someone changed the weights meanwhile.`,
      );
    }
    const fallen = agentsUnderTheLine(weights);
    return weightsDecision({ actor, weights, reason, now, undoes: null, revoke: fallen, reinstate: [] });
  });
  return weightsInForce();
}

/**
 * Restores the weights from before `version` as a new version and reinstates exactly the agents which that change revoked.
 * Refuses 404 `weights/unknown-version`, 409 `weights/superseded` when a newer version is in force.
 */
export async function undoWeights(
  actor: Actor,
  { version, reason }: { version: number; reason: string },
): Promise<WeightsVersion> {
  authorise(actor, "undoWeights");
  await runCommand(async (now) => {
    const { fleet, store } = runtime();
    const change = await settingVersion(store.prisma, "weights", version);
    const former = await settingVersion(store.prisma, "weights", version - 1);
    if (!change) throw new Refusal(404, "weights/unknown-version", `There is no version ${version} of the weights.`);
    if (version !== fleet.weights.version)
      throw new Refusal(
        409,
        "weights/superseded",
        `Version ${fleet.weights.version} is in force; only the newest change can be undone.`,
      );
    if (!former)
      throw new Refusal(409, "weights/first-version", "These are the weights Muster started with; there is nothing before them.");
    const reinstate = [...fleet.active].filter(
      (agent) => change.entryId !== null && agent.revokedAt !== null && agent.revocationCause === change.entryId,
    );
    return weightsDecision({ actor, weights: former.value, reason, now, undoes: version, revoke: [], reinstate });
  });
  return weightsInForce();
}

/** Rated agents, not yet revoked, whose score under these weights is below the line. */
function agentsUnderTheLine(weights: Weights): { agent: FleetAgent; score: number }[] {
  const { fleet } = runtime();
  const list = weightList(weights);
  const line = fleet.policy.policy.revocationThreshold;
  return [...fleet.active].flatMap((agent) => {
    if (agent.revokedAt !== null || !fleet.rated(agent)) return [];
    const score = fleet.windows.score(agent.number, list);
    return score < line ? [{ agent, score }] : [];
  });
}

type Change = {
  actor: Actor;
  weights: Weights;
  reason: string;
  now: number;
  undoes: number | null;
  revoke: { agent: FleetAgent; score: number }[];
  reinstate: FleetAgent[];
};

function weightsDecision({ actor, weights, reason, now, undoes, revoke, reinstate }: Change): Decision<undefined> {
  const { fleet, store } = runtime();
  const entryId = newId();
  const version = fleet.weights.version + 1;
  const revocations = revoke.map(({ agent, score }) => ({ agent, score, reason: `Trust score ${score} below threshold` }));
  const update = (
    agent: FleetAgent,
    data: { revokedAt: bigint | null; revocationReason: string | null; revocationCause: string | null },
  ) => store.prisma.agent.update({ where: { number: agent.number }, data: { ...data, version: { increment: 1 } } });
  const changed: NewEntry = {
    id: entryId,
    type: "weights.changed",
    actor: actor.name,
    data: {
      version,
      weights,
      previous: fleet.weights.weights,
      reason,
      undoes,
      revoked: revoke.length,
      reinstated: reinstate.length,
    },
  };
  return {
    writes: [
      store.prisma.setting.create({
        data: {
          kind: "weights",
          version,
          value: JSON.stringify(weights),
          reason,
          actor: actor.name,
          since: BigInt(now),
          entryId,
          undoes,
        },
      }),
      ...revocations.map(({ agent, reason }) =>
        update(agent, { revokedAt: BigInt(now), revocationReason: reason, revocationCause: entryId }),
      ),
      ...reinstate.map((agent) => update(agent, { revokedAt: null, revocationReason: null, revocationCause: null })),
    ],
    entries: [
      changed,
      ...revocations.map(({ agent, score, reason }) => ({
        type: "agent.revoked" as const,
        agentId: agent.id,
        actor: "system",
        cause: entryId,
        data: { score, reason },
      })),
      ...reinstate.map((agent) => ({
        type: "agent.reinstated" as const,
        agentId: agent.id,
        actor: actor.name,
        cause: entryId,
        data: { reason: `Undo of weights version ${undoes}` },
      })),
    ],
    apply: () => {
      for (const { agent, reason } of revocations)
        Object.assign(agent, { revokedAt: now, revocationReason: reason, revocationCause: entryId });
      for (const agent of reinstate) Object.assign(agent, { revokedAt: null, revocationReason: null, revocationCause: null });
      fleet.setWeights({ version, weights });
    },
    changed: [...fleet.active],
    result: undefined,
  };
}
