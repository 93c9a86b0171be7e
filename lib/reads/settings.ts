import { type Actor, authorise } from "../access/action";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { type SettingKind, type SettingVersion, settingHistory, settingInForce } from "../store/settings";
import type { TrustPolicy } from "../trust/policy";
import type { TrustPolicyVersion, WeightsVersion } from "../trust/setting";
import type { Weights } from "../trust/weights";

/** The weights in force. */
export async function readWeights(actor: Actor): Promise<WeightsVersion> {
  authorise(actor, "readSettings");
  return weightsInForce();
}

/** The same for a command that has authorised its own action. */
export async function weightsInForce(): Promise<WeightsVersion> {
  return presentWeights(required("weights", await settingInForce(runtime().store.prisma, "weights")));
}

/** The trust policy in force. */
export async function readTrustPolicy(actor: Actor): Promise<TrustPolicyVersion> {
  authorise(actor, "readSettings");
  return trustPolicyInForce();
}

/** The same for a command that has authorised its own action. */
export async function trustPolicyInForce(): Promise<TrustPolicyVersion> {
  return presentPolicy(required("trust_policy", await settingInForce(runtime().store.prisma, "trust_policy")));
}

type Page = { limit: number; cursor?: string };

/** Versions of the weights, newest first. */
export async function readWeightsHistory(
  actor: Actor,
  page: Page,
): Promise<{ items: WeightsVersion[]; nextCursor: string | null }> {
  authorise(actor, "readSettings");
  const rows = await settingHistory(runtime().store.prisma, "weights", {
    before: versionCursor(page.cursor),
    limit: page.limit + 1,
  });
  return pageOf(rows, page.limit, presentWeights);
}

/** Versions of the trust policy, newest first. */
export async function readTrustPolicyHistory(
  actor: Actor,
  page: Page,
): Promise<{ items: TrustPolicyVersion[]; nextCursor: string | null }> {
  authorise(actor, "readSettings");
  const rows = await settingHistory(runtime().store.prisma, "trust_policy", {
    before: versionCursor(page.cursor),
    limit: page.limit + 1,
  });
  return pageOf(rows, page.limit, presentPolicy);
}

function required<T>(kind: SettingKind, setting: T | null): T {
  if (!setting) throw new Error(`No ${kind} in force.`);
  return setting;
}

function versionCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const version = Number(cursor);
  if (!Number.isSafeInteger(version) || version < 1)
    throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  return version;
}

function pageOf<V extends { version: number }, P>(rows: V[], limit: number, present: (row: V) => P) {
  const items = rows.slice(0, limit);
  return { items: items.map(present), nextCursor: rows.length > limit ? String(items.at(-1)?.version) : null };
}

function about(setting: SettingVersion<unknown>) {
  const { version, reason, actor, since, undoes } = setting;
  return { version, reason, actor, since: new Date(since).toISOString(), undoes };
}

export const presentWeights = (setting: SettingVersion<Weights>): WeightsVersion => ({
  ...about(setting),
  weights: setting.value,
});
export const presentPolicy = (setting: SettingVersion<TrustPolicy>): TrustPolicyVersion => ({
  ...about(setting),
  ...setting.value,
});
