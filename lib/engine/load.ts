import type { Logger } from "pino";
import { SCOPES, type Scope } from "../access/action";
import { limitsOf } from "../access/key";
import { NO_TRACK } from "../registry/audit-due";
import { DEFAULT_GATE } from "../registry/gate";
import { EMPTY_ACCOUNT } from "../routing/account";
import type { PolicyInForce } from "../routing/decide";
import { BALANCED, CLASSIC } from "../routing/policy";
import { NO_WORK } from "../routing/work";
import { fleetAgents } from "../store/agents";
import { auditTracks } from "../store/audits";
import { certifications } from "../store/certificates";
import { lastSignalRow, signalsAfter } from "../store/ingest";
import { EMPTY_JOURNAL, type Head, newId } from "../store/journal";
import { accounts } from "../store/ledger";
import type { Store } from "../store/open";
import { forgottenSignals } from "../store/retention";
import { routingPoliciesInForce, routingPolicyKind, settingInForce } from "../store/settings";
import { workOfAll } from "../store/tasks";
import { BAND_KEYS } from "../trust/band";
import type { DimensionIndex } from "../trust/dimension";
import { DEFAULT_TRUST_POLICY } from "../trust/policy";
import { DEFAULT_RETENTION } from "../trust/retention";
import { SLAB_AGENTS } from "../trust/slab";
import { DEFAULT_WEIGHTS } from "../trust/weights";
import { NOT_CERTIFIED } from "./certification";
import { Fleet, type FleetAgent, NOT_JOURNALED } from "./fleet";
import { KeyRing } from "./key-ring";
import { type Restored, restoreWindows } from "./restore-windows";
import type { RetentionInForce } from "./retention";

export type Loaded = {
  instance: string;
  fleet: Fleet;
  /** Routing policies in force, by name. */
  policies: Map<string, PolicyInForce>;
  retention: RetentionInForce;
  keys: KeyRing;
  journal: Head;
  lastSignalRow: number;
  windowsKeptTo: number;
};

/** Rebuilds the hot state from the store; on an empty database makes its identity and first settings. */
export async function load(
  store: Store,
  files: { databaseFile: string; environmentKeyHash: string | null },
  log: Logger,
  now: number,
): Promise<Loaded> {
  const { prisma, raw } = store;
  const instance = (await prisma.instance.findUnique({ where: { id: 1 } })) ?? (await firstStart(store, now));
  const weights = await settingInForce(prisma, "weights");
  const policy = await settingInForce(prisma, "trust_policy");
  if (!weights || !policy)
    throw new Error("The database has no weights or trust policy in force: it is damaged. Restore a backup.");
  const gate = (await settingInForce(prisma, "gate")) ?? (await firstGate(store, now));
  const emptyFleet = () =>
    new Fleet(
      { version: weights.version, weights: weights.value },
      { version: policy.version, policy: policy.value },
      { version: gate.version, gate: gate.value, since: gate.since, entryId: gate.entryId },
    );
  const restored = restoreWindows(files.databaseFile, raw, instance.instance, emptyFleet, log);
  const { fleet } = restored;
  fleet.version = Number(instance.version);
  const journaled = await lastJournaled(store, restored);
  const certified = certifications(raw);
  const tracks = auditTracks(raw);
  const held = accounts(raw);
  const worked = workOfAll(raw);
  for (const agent of fleetAgents(raw))
    fleet.put({
      ...agent,
      journaled: journaled(agent),
      certification: certified.get(agent.number) ?? NOT_CERTIFIED,
      audits: tracks.get(agent.number) ?? NO_TRACK,
      account: held.get(agent.number) ?? EMPTY_ACCOUNT,
      work: worked.get(agent.number) ?? NO_WORK,
    });
  replaySignals(store, restored);
  for (const number of fleet.everyNumber()) {
    const agent = fleet.at(number);
    if (agent) fleet.settle(agent);
    fleet.changedAt[number] = fleet.version;
  }
  const head = await prisma.journalEntry.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, hash: true } });
  return {
    instance: instance.instance,
    fleet,
    policies: await routingPolicies(store, now),
    retention: await retentionInForce(store, now),
    keys: await loadKeys(store, files.environmentKeyHash),
    journal: head ?? EMPTY_JOURNAL,
    lastSignalRow: lastSignalRow(raw),
    windowsKeptTo: restored.sinceRow,
  };
}

/** Pushes what the restored windows lack. */
function replaySignals({ raw }: Store, { fleet, sinceRow, slabRows }: Restored): void {
  for (const [row, agentNumber, dimension, value, weight, receivedAt, maxShare, reporter] of signalsAfter(raw, sinceRow)) {
    if (row <= (slabRows.get(Math.floor(agentNumber / SLAB_AGENTS)) ?? sinceRow)) continue;
    fleet.windows.push(agentNumber, dimension as DimensionIndex, value, weight, row, maxShare ?? 1, reporter ?? "");
    fleet.lastSignalAt[agentNumber] = receivedAt;
  }
  // Windows from a file have counted what has been forgotten since.
  if (sinceRow > 0) return;
  for (const { agentNumber, dimension, count } of forgottenSignals(raw)) {
    const d = dimension as DimensionIndex;
    fleet.windows.setTotal(agentNumber, d, fleet.windows.total(agentNumber, d) + count);
  }
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

/** Of a database from before it could be set, the default becomes its first version. */
async function retentionInForce({ prisma }: Store, now: number): Promise<RetentionInForce> {
  const kept = await settingInForce(prisma, "retention");
  if (kept) return { version: kept.version, value: kept.value };
  const first = { kind: "retention", version: 1, reason: "Default", actor: "system", since: BigInt(now) };
  await prisma.setting.create({ data: { ...first, value: JSON.stringify(DEFAULT_RETENTION) } });
  return { version: 1, value: DEFAULT_RETENTION };
}

/** Also of a database from before there was a gate. */
async function firstGate({ prisma }: Store, now: number) {
  const first = { kind: "gate", version: 1, reason: "Default", actor: "system", since: BigInt(now) };
  await prisma.setting.create({ data: { ...first, value: JSON.stringify(DEFAULT_GATE) } });
  return { version: 1, value: DEFAULT_GATE, since: now, entryId: null };
}

/** Those that come with Muster are made here, also of a database from before there were any. */
async function routingPolicies({ prisma }: Store, now: number): Promise<Map<string, PolicyInForce>> {
  const kept = await routingPoliciesInForce(prisma);
  const missing = [BALANCED, CLASSIC].filter(({ name }) => !kept.some(({ value }) => value.name === name));
  const first = { version: 1, reason: "Default", actor: "system", since: BigInt(now) };
  for (const policy of missing)
    await prisma.setting.create({ data: { ...first, kind: routingPolicyKind(policy.name), value: JSON.stringify(policy) } });
  const all = [
    ...kept.map(({ version, value }) => ({ version, policy: value })),
    ...missing.map((policy) => ({ version: 1, policy })),
  ];
  return new Map(all.map((inForce) => [inForce.policy.name, inForce]));
}

async function loadKeys({ prisma }: Store, environmentKeyHash: string | null): Promise<KeyRing> {
  const ring = new KeyRing(environmentKeyHash);
  const keys = await prisma.key.findMany({ where: { revokedAt: null }, orderBy: { id: "asc" } });
  const replaced = new Map(keys.map(({ id, replacedBy }) => [replacedBy, id]));
  for (const key of keys) {
    const named = JSON.parse(key.scopes) as string[];
    const scopes = SCOPES.filter((scope: Scope) => named.includes(scope));
    ring.add(
      {
        id: key.id,
        name: key.name,
        purpose: key.purpose,
        secretHash: key.secretHash,
        scopes,
        agentId: key.agentId,
        limits: limitsOf(key),
        expiresAt: key.expiresAt === null ? null : Number(key.expiresAt),
      },
      replaced.get(key.id),
    );
  }
  return ring;
}

/** What was last journaled of each agent's band and risk, so that a restart repeats nothing. */
async function lastJournaled(
  { prisma }: Store,
  { journaled, sinceSeq }: Restored,
): Promise<(agent: { number: number; id: string }) => FleetAgent["journaled"]> {
  const rows = await prisma.$queryRaw<{ agentId: string; type: string; data: string; at: bigint }[]>`
    SELECT agentId, type, data, at, max(seq) FROM JournalEntry WHERE type = 'agent.band_changed' AND seq > ${sinceSeq} GROUP BY agentId
    UNION ALL
    SELECT agentId, type, data, at, max(seq) FROM JournalEntry WHERE type IN ('agent.at_risk', 'agent.recovered') AND seq > ${sinceSeq} GROUP BY agentId`;
  const found = new Map<string, Partial<FleetAgent["journaled"]>>();
  for (const { agentId, type, data, at } of rows) {
    const change =
      type === "agent.band_changed"
        ? { band: BAND_KEYS.indexOf((JSON.parse(data) as { to: (typeof BAND_KEYS)[number] }).to), bandAt: Number(at) }
        : { atRisk: type === "agent.at_risk", atRiskAt: Number(at) };
    found.set(agentId, { ...found.get(agentId), ...change });
  }
  return ({ number, id }) => ({ ...(journaled.get(number) ?? NOT_JOURNALED), ...found.get(id) });
}
