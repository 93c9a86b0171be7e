import { SCOPES, type Scope } from "../access/action";
import { limitsOf } from "../access/key";
import { allAgents, fleetAgent } from "../store/agents";
import { allSignals, lastSignalRow } from "../store/ingest";
import { EMPTY_JOURNAL, type Head, newId } from "../store/journal";
import type { Store } from "../store/open";
import { settingInForce } from "../store/settings";
import { BAND_KEYS } from "../trust/band";
import type { DimensionIndex } from "../trust/dimension";
import { DEFAULT_TRUST_POLICY } from "../trust/policy";
import { DEFAULT_WEIGHTS } from "../trust/weights";
import { Fleet, type FleetAgent } from "./fleet";
import { KeyRing } from "./key-ring";

export type Loaded = { instance: string; fleet: Fleet; keys: KeyRing; journal: Head; lastSignalRow: number };

/** Rebuilds the hot state from the store; on an empty database makes its identity and first settings. */
export async function load(store: Store, environmentKeyHash: string | null, now: number): Promise<Loaded> {
  const { prisma, raw } = store;
  const instance = (await prisma.instance.findUnique({ where: { id: 1 } })) ?? (await firstStart(store, now));
  const weights = await settingInForce(prisma, "weights");
  const policy = await settingInForce(prisma, "trust_policy");
  if (!weights || !policy)
    throw new Error("The database has no weights or trust policy in force: it is damaged. Restore a backup.");
  const fleet = new Fleet(
    { version: weights.version, weights: weights.value },
    { version: policy.version, policy: policy.value },
  );
  fleet.version = Number(instance.version);
  const journaled = await lastJournaled(store);
  for (const record of await allAgents(prisma)) fleet.put(fleetAgent(record, journaled(record.id)));
  for (const [row, agentNumber, dimension, value, weight, receivedAt] of allSignals(raw)) {
    fleet.windows.push(agentNumber, dimension as DimensionIndex, value, weight, row);
    fleet.lastSignalAt[agentNumber] = receivedAt;
  }
  for (const agent of fleet.active) {
    fleet.settle(agent);
    fleet.changedAt[agent.number] = fleet.version;
  }
  const head = await prisma.journalEntry.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, hash: true } });
  return {
    instance: instance.instance,
    fleet,
    keys: await loadKeys(store, environmentKeyHash),
    journal: head ?? EMPTY_JOURNAL,
    lastSignalRow: lastSignalRow(raw),
  };
}

async function firstStart({ prisma }: Store, now: number) {
  const since = BigInt(now);
  const first = { version: 1, reason: "Default", actor: "system", since };
  const [instance] = await prisma.$transaction([
    prisma.instance.create({ data: { instance: newId(), createdAt: since } }),
    prisma.setting.create({ data: { ...first, kind: "weights", value: JSON.stringify(DEFAULT_WEIGHTS) } }),
    prisma.setting.create({ data: { ...first, kind: "trust_policy", value: JSON.stringify(DEFAULT_TRUST_POLICY) } }),
  ]);
  return instance;
}

async function loadKeys({ prisma }: Store, environmentKeyHash: string | null): Promise<KeyRing> {
  const ring = new KeyRing(environmentKeyHash);
  for (const key of await prisma.key.findMany({ where: { revokedAt: null } })) {
    const named = JSON.parse(key.scopes) as string[];
    const scopes = SCOPES.filter((scope: Scope) => named.includes(scope));
    ring.add({
      id: key.id,
      name: key.name,
      purpose: key.purpose,
      secretHash: key.secretHash,
      scopes,
      agentId: key.agentId,
      limits: limitsOf(key),
      expiresAt: key.expiresAt === null ? null : Number(key.expiresAt),
    });
  }
  return ring;
}

/** What was last journaled of each agent's band and risk, so that a restart repeats nothing. */
async function lastJournaled({ prisma }: Store): Promise<(id: string) => FleetAgent["journaled"]> {
  const rows = await prisma.$queryRaw<{ agentId: string; type: string; data: string; at: bigint }[]>`
    SELECT agentId, type, data, at, max(seq) FROM JournalEntry WHERE type = 'agent.band_changed' GROUP BY agentId
    UNION ALL
    SELECT agentId, type, data, at, max(seq) FROM JournalEntry WHERE type IN ('agent.at_risk', 'agent.recovered') GROUP BY agentId`;
  const found = new Map<string, FleetAgent["journaled"]>();
  const of = (id: string) => found.get(id) ?? { band: null, bandAt: 0, atRisk: false, atRiskAt: 0 };
  for (const { agentId, type, data, at } of rows) {
    const former = of(agentId);
    if (type === "agent.band_changed")
      found.set(agentId, {
        ...former,
        band: BAND_KEYS.indexOf((JSON.parse(data) as { to: (typeof BAND_KEYS)[number] }).to),
        bandAt: Number(at),
      });
    else found.set(agentId, { ...former, atRisk: type === "agent.at_risk", atRiskAt: Number(at) });
  }
  return of;
}
