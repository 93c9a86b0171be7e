import { type Actor, authorise } from "../access/action";
import { certifiedAt } from "../engine/certification";
import { followAll } from "../engine/follow";
import { certifiedAgents, tiersInForce } from "../reads/gate";
import { Refusal } from "../refusal";
import type { Gate } from "../registry/gate";
import type { TiersInForce } from "../registry/gate-setting";
import { runtime } from "../runtime";
import { raiseJournaledLevels } from "../store/certificates";
import { newId } from "../store/journal";
import { settingVersion } from "../store/settings";
import { turns } from "../turns";
import { type Decision, runCommand } from "./run";

export type GateChange = Partial<Gate> & { reason: string; ifVersion?: number };

/**
 * Puts another gate in force; members not given keep their value. Every tier follows at once, the certificates stay as they
 * were issued. Refuses 409 `gate/version` when `ifVersion` is not the version in force.
 */
export async function changeGate(actor: Actor, { reason, ifVersion, ...given }: GateChange): Promise<TiersInForce> {
  authorise(actor, "changeGate");
  await runCommand(async (now) => {
    const inForce = runtime().fleet.gate;
    if (ifVersion !== undefined && ifVersion !== inForce.version) {
      const detail = `Version ${inForce.version} is in force, not ${ifVersion}: someone changed the gate meanwhile.`;
      throw new Refusal(409, "gate/version", detail);
    }
    return gateDecision({ actor, gate: { ...inForce.gate, ...given }, reason, now, undoes: null });
  });
  await followAll(runtime().fleet.active);
  return tiersInForce();
}

/**
 * Restores the gate from before `version` as a new version. Refuses 404 `gate/unknown-version`, 409 `gate/superseded` when
 * a newer version is in force and `gate/first-version`.
 */
export async function undoGate(actor: Actor, { version, reason }: { version: number; reason: string }): Promise<TiersInForce> {
  authorise(actor, "undoGate");
  await runCommand(async (now) => {
    const { fleet, store } = runtime();
    const change = await settingVersion(store.prisma, "gate", version);
    const former = await settingVersion(store.prisma, "gate", version - 1);
    if (!change) throw new Refusal(404, "gate/unknown-version", `There is no version ${version} of the gate.`);
    if (version !== fleet.gate.version) {
      const detail = `Version ${fleet.gate.version} is in force; only the newest change can be undone.`;
      throw new Refusal(409, "gate/superseded", detail);
    }
    if (!former)
      throw new Refusal(409, "gate/first-version", "This is the gate Muster started with; there is nothing before it.");
    return gateDecision({ actor, gate: former.value, reason, now, undoes: version });
  });
  await followAll(runtime().fleet.active);
  return tiersInForce();
}

type Change = { actor: Actor; gate: Gate; reason: string; now: number; undoes: number | null };

/** What falls is journaled agent by agent afterwards (note-tier-drops), so that a large fleet does not hold the slot. */
async function gateDecision({ actor, gate, reason, now, undoes }: Change): Promise<Decision<undefined>> {
  const { fleet, store } = runtime();
  const entryId = newId();
  const version = fleet.gate.version + 1;
  const agents: { number: number; level: number; after: number }[] = [];
  const breathe = turns();
  for (const { number, level } of certifiedAgents(now)) {
    const certification = fleet.at(number)?.certification;
    if (certification) agents.push({ number, level, after: certifiedAt(certification, gate, now)?.level ?? 0 });
    await breathe();
  }
  const risen = agents.filter(({ number, after }) => after > (fleet.at(number)?.certification.journaledLevel ?? 0));
  return {
    writes: [
      store.prisma.setting.create({
        data: {
          kind: "gate",
          version,
          value: JSON.stringify(gate),
          reason,
          actor: actor.name,
          since: BigInt(now),
          entryId,
          undoes,
        },
      }),
      ...raiseJournaledLevels(
        store.prisma,
        risen.map(({ number, after }) => [number, after] as const),
      ),
    ],
    entries: [
      {
        id: entryId,
        type: "gate.changed",
        actor: actor.name,
        data: {
          version,
          gate,
          previous: fleet.gate.gate,
          reason,
          undoes,
          risen: agents.filter(({ level, after }) => after > level).length,
          fallen: agents.filter(({ level, after }) => after < level).length,
        },
      },
    ],
    apply: () => {
      fleet.gate = { version, gate, since: now, entryId };
      for (const { number, after } of risen) {
        const agent = fleet.at(number);
        if (agent) agent.certification = { ...agent.certification, journaledLevel: after };
      }
    },
    changed: [],
    result: undefined,
  };
}
