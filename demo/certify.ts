import { sayWhy } from "./enlist";
import type { Muster } from "./muster";

type Tell = (line: string) => void;

/** Certificates halve in half an hour, and a T5 agent is audited every ten minutes on average: what takes months is seen in minutes. */
const HASTE = {
  decayRatePerDay: 36,
  auditIntensityPerDay: [0, 9, 18, 36, 72, 144],
  reason: "Demo: certificates halve within half an hour and audits come often, so that both can be watched",
};

type Tiers = { version?: unknown; decayRatePerDay?: unknown; undoes?: unknown };

/** Lets time fly, unless there are agents that are not simulated, or somebody set the gate: then it stays as it is. */
export async function hasten(muster: Muster, tell: Tell): Promise<void> {
  const { version, decayRatePerDay, undoes } = Object((await muster.get("/api/v1/tiers")).body) as Tiers;
  if (decayRatePerDay === HASTE.decayRatePerDay) return;
  if (version !== 1 && (undoes === null || undoes === undefined))
    return tell("the gate was set by somebody: certificates decay at its pace");
  if (!(await isAlone(muster)))
    return tell("there are agents that are not simulated: certificates and audits keep their usual pace");
  const reply = await muster.put("/api/v1/tiers", { ...HASTE, ifVersion: version });
  tell(
    reply.status === 200
      ? "decay and audits are sped up (PUT /tiers): certificates halve within half an hour; removing the fleet undoes it"
      : `decay and audits keep their usual pace: ${sayWhy(reply)}`,
  );
}

/** Whether Muster knows no agents but simulated ones. */
export async function isAlone(muster: Muster): Promise<boolean> {
  const { items, nextCursor } = Object((await muster.get("/api/v1/agents?limit=500")).body) as {
    items?: { provenance?: { demo?: unknown } }[];
    nextCursor?: unknown;
  };
  return nextCursor === null && items !== undefined && items.every(({ provenance }) => provenance?.demo === true);
}

/** Asks for the first audit of these agents. */
export async function haveAudited(muster: Muster, ids: Iterable<string>, tell: Tell): Promise<void> {
  let asked = 0;
  for (const id of ids) {
    const reply = await muster.post(`/api/v1/agents/${encodeURIComponent(id)}/audits`, {
      type: "registration",
      reason: "A simulated agent is new",
    });
    if (reply.status === 202) asked += 1;
    else if (reply.status !== 200) tell(`${id} could not be audited: ${sayWhy(reply)}`);
  }
  if (asked > 0) tell(`${asked} agents wait for their first audit`);
}
