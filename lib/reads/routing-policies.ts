import { type Actor, authorise } from "../access/action";
import { Refusal } from "../refusal";
import type { RoutingPolicy, RoutingPolicyVersion } from "../routing/policy-shape";
import { runtime } from "../runtime";
import {
  routingPoliciesInForce,
  routingPolicyKind,
  type SettingVersion,
  settingHistory,
  settingInForce,
} from "../store/settings";

type Page = { limit: number; cursor?: string };

/** The version in force of every routing policy, by name. */
export async function readRoutingPolicies(actor: Actor): Promise<{ items: RoutingPolicyVersion[] }> {
  authorise(actor, "readSettings");
  return { items: (await routingPoliciesInForce(runtime().store.prisma)).map(present) };
}

/** One routing policy in force. Refuses 404 `routing/unknown-policy`. */
export async function readRoutingPolicy(actor: Actor, name: string): Promise<RoutingPolicyVersion> {
  authorise(actor, "readSettings");
  return routingPolicyInForce(name);
}

/** The same for a command that has authorised its own action. */
export async function routingPolicyInForce(name: string): Promise<RoutingPolicyVersion> {
  knownPolicy(name);
  const setting = await settingInForce(runtime().store.prisma, routingPolicyKind(name));
  if (!setting) throw new Error(`No routing policy ${name} in force.`);
  return present(setting);
}

/** Versions of one policy, newest first. Refuses 404 `routing/unknown-policy`. */
export async function readRoutingPolicyHistory(
  actor: Actor,
  name: string,
  { limit, cursor }: Page,
): Promise<{ items: RoutingPolicyVersion[]; nextCursor: string | null }> {
  authorise(actor, "readSettings");
  knownPolicy(name);
  const before = cursor === undefined ? undefined : Number(cursor);
  if (before !== undefined && !(Number.isSafeInteger(before) && before > 0))
    throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  const rows = await settingHistory(runtime().store.prisma, routingPolicyKind(name), { before, limit: limit + 1 });
  const items = rows.slice(0, limit);
  return { items: items.map(present), nextCursor: rows.length > limit ? String(items.at(-1)?.version) : null };
}

/** Refuses a name that no routing policy has. */
function knownPolicy(name: string): void {
  if (!runtime().policies.has(name)) throw new Refusal(404, "routing/unknown-policy", "There is no routing policy of this name.");
}

function present({ version, value, reason, actor, since, undoes }: SettingVersion<RoutingPolicy>): RoutingPolicyVersion {
  return { ...value, version, reason, actor, since: new Date(since).toISOString(), undoes };
}
