import type { PrismaClient, Setting } from "../generated/prisma/client";
import { Gate } from "../registry/gate-shape";
import { RoutingPolicy } from "../routing/policy-shape";
import { TrustPolicy } from "../trust/policy-shape";
import { Retention } from "../trust/retention-shape";
import { Weights } from "../trust/weights-shape";

/** Kinds of versioned settings and the shape of their value. A stored value that does not fit refuses the start. */
const SETTINGS = {
  weights: Weights,
  trust_policy: TrustPolicy,
  gate: Gate,
  retention: Retention,
  routing_policy: RoutingPolicy,
} as const;
/** Of routing policies there are several, told apart by their names. */
type RoutingPolicyKind = `routing_policy:${string}`;
export type SettingKind = Exclude<keyof typeof SETTINGS, "routing_policy"> | RoutingPolicyKind;

export type SettingVersion<Value> = {
  version: number;
  value: Value;
  reason: string;
  actor: string;
  since: number;
  entryId: string | null;
  undoes: number | null;
};

type Shape<Kind extends SettingKind> = Kind extends keyof typeof SETTINGS ? Kind : "routing_policy";
type ValueOf<Kind extends SettingKind> = (typeof SETTINGS)[Shape<Kind>]["_output"];

const POLICIES = "routing_policy:";

export function routingPolicyKind(name: string): RoutingPolicyKind {
  return `${POLICIES}${name}`;
}

function parse<Kind extends SettingKind>(kind: Kind, row: Setting): SettingVersion<ValueOf<Kind>> {
  const shape = kind.startsWith(POLICIES) ? SETTINGS.routing_policy : SETTINGS[kind as keyof typeof SETTINGS];
  const value = shape.parse(JSON.parse(row.value)) as ValueOf<Kind>;
  return {
    version: row.version,
    value,
    reason: row.reason,
    actor: row.actor,
    since: Number(row.since),
    entryId: row.entryId,
    undoes: row.undoes,
  };
}

/** The version in force, or null before the first. */
export async function settingInForce<Kind extends SettingKind>(
  prisma: PrismaClient,
  kind: Kind,
): Promise<SettingVersion<ValueOf<Kind>> | null> {
  const row = await prisma.setting.findFirst({ where: { kind }, orderBy: { version: "desc" } });
  return row && parse(kind, row);
}

/** The version in force of every routing policy, by name. */
export async function routingPoliciesInForce(prisma: PrismaClient): Promise<SettingVersion<RoutingPolicy>[]> {
  const rows = await prisma.$queryRaw<{ kind: RoutingPolicyKind; version: bigint }[]>`
    SELECT kind, max(version) AS version FROM Setting WHERE kind >= ${POLICIES} AND kind < ${`${POLICIES}~`} GROUP BY kind ORDER BY kind`;
  const found = await Promise.all(rows.map(({ kind, version }) => settingVersion(prisma, kind, Number(version))));
  return found.filter((setting) => setting !== null);
}

export async function settingVersion<Kind extends SettingKind>(
  prisma: PrismaClient,
  kind: Kind,
  version: number,
): Promise<SettingVersion<ValueOf<Kind>> | null> {
  const row = await prisma.setting.findUnique({ where: { kind_version: { kind, version } } });
  return row && parse(kind, row);
}

/** Versions newest first, those below `before` if given. */
export async function settingHistory<Kind extends SettingKind>(
  prisma: PrismaClient,
  kind: Kind,
  page: { before?: number; limit: number },
): Promise<SettingVersion<ValueOf<Kind>>[]> {
  const rows = await prisma.setting.findMany({
    where: { kind, ...(page.before === undefined ? {} : { version: { lt: page.before } }) },
    orderBy: { version: "desc" },
    take: page.limit,
  });
  return rows.map((row) => parse(kind, row));
}

/** The version that was in force at a time (epoch ms); the first one for times before it. */
export async function settingAt<Kind extends SettingKind>(
  prisma: PrismaClient,
  kind: Kind,
  at: number,
): Promise<SettingVersion<ValueOf<Kind>> | null> {
  const row =
    (await prisma.setting.findFirst({ where: { kind, since: { lte: BigInt(at) } }, orderBy: { version: "desc" } })) ??
    (await prisma.setting.findFirst({ where: { kind }, orderBy: { version: "asc" } }));
  return row && parse(kind, row);
}
