import { type Actor, authorise } from "../access/action";
import { certifiedAt } from "../engine/certification";
import { Refusal } from "../refusal";
import type { Gate } from "../registry/gate";
import { answerGate, type ChainAnswer, type GateAnswer, type GateQuestion } from "../registry/gate-question";
import {
  byTier,
  type Certified,
  effectOf,
  type GateEffect,
  type GateVersion,
  type Judged,
  judge,
  type TiersInForce,
} from "../registry/gate-setting";
import { statusOf } from "../registry/status";
import { TIERS } from "../registry/tier";
import { runtime } from "../runtime";
import { type SettingVersion, settingHistory, settingInForce } from "../store/settings";
import { turns } from "../turns";

type Page = { limit: number; cursor?: string };

/** The gate in force, and how many active agents stand at each tier. */
export async function readGate(actor: Actor): Promise<TiersInForce> {
  authorise(actor, "readSettings");
  return tiersInForce();
}

/** The same for a command that has authorised its own action. */
export async function tiersInForce(): Promise<TiersInForce> {
  const setting = await settingInForce(runtime().store.prisma, "gate");
  if (!setting) throw new Error("No gate in force.");
  return { ...presentGate(setting), distribution: distribution() };
}

/** Versions of the gate, newest first. */
export async function readGateHistory(
  actor: Actor,
  { limit, cursor }: Page,
): Promise<{ items: GateVersion[]; nextCursor: string | null }> {
  authorise(actor, "readSettings");
  const before = cursor === undefined ? undefined : Number(cursor);
  if (before !== undefined && !(Number.isSafeInteger(before) && before > 0))
    throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  const rows = await settingHistory(runtime().store.prisma, "gate", { before, limit: limit + 1 });
  const items = rows.slice(0, limit);
  return { items: items.map(presentGate), nextCursor: rows.length > limit ? String(items.at(-1)?.version) : null };
}

/** What another gate would do to the fleet now; absent members are as they are. Nothing is stored. */
export async function previewGate(actor: Actor, given: Partial<Gate>): Promise<GateEffect> {
  authorise(actor, "readSettings");
  const { fleet, now } = runtime();
  const at = now();
  const gate = { ...fleet.gate.gate, ...given };
  const breathe = turns();
  const judged: Judged[] = [];
  for (const agent of certifiedAgents(at)) {
    judged.push(judge(gate, agent, at));
    await breathe();
  }
  return effectOf(gate, judged, at);
}

/** What a gate says of a vector or a chain. Nothing is read: the question holds it all. */
export function askGate(actor: Actor, question: GateQuestion): GateAnswer | ChainAnswer {
  authorise(actor, "readSettings");
  return answerGate(question);
}

/** Agents with a certificate in force, and their level at an instant (epoch ms). */
export function certifiedAgents(now: number): (Certified & { number: number })[] {
  const { fleet } = runtime();
  return [...fleet.active].flatMap(({ id, name, number, certification }) => {
    const certified = certifiedAt(certification, fleet.gate.gate, now);
    if (!certified || !certification.current) return [];
    const { robustness, issuedAt } = certification.current;
    return [{ number, agentId: id, name, level: certified.level, robustness, issuedAt }];
  });
}

function distribution(): TiersInForce["distribution"] {
  const { fleet, now } = runtime();
  const at = now();
  const counts = TIERS.map(() => 0);
  for (const agent of fleet.active) {
    const certified = certifiedAt(agent.certification, fleet.gate.gate, at);
    if (statusOf({ ...agent, certified }) === "active") counts[certified?.level ?? 0]! += 1;
  }
  return byTier((tier) => counts[TIERS.indexOf(tier)] ?? 0);
}

function presentGate({ version, value, reason, actor, since, undoes }: SettingVersion<Gate>): GateVersion {
  return { ...value, version, reason, actor, since: new Date(since).toISOString(), undoes };
}
