import type { TrustPolicy } from "../trust/policy";

/** Why something needs a human, most urgent first. */
export const CONCERNS = [
  "revoked",
  "hold",
  "audit_failed",
  "expired",
  "audit_inconclusive",
  "unroutable",
  "at_risk",
  "falling",
  "tier_drop",
  "audit_overdue",
  "silent",
  "task_failed",
  "nearly_rated",
] as const;
export type ConcernKind = (typeof CONCERNS)[number];

/** What an agent lacks to be rated; zeros when nothing is missing. */
export type Missing = { signals: number; dimensions: number };

/** What is known of an agent, as far as it can need somebody. Times are epoch ms, levels 0–5. */
export type AgentFacts = {
  agentId: string;
  score: number;
  rated: boolean;
  atRisk: boolean;
  /** Since when; null = it is not. */
  revokedAt: number | null;
  heldAt: number | null;
  /** When it was last said to be at risk. */
  atRiskAt: number | null;
  delta24h: number | null;
  /** Null = never. */
  lastSignalAt: number | null;
  /** Signals in the windows, and dimensions with data (0–5). */
  signals: number;
  coverage: number;
  /** What its certificate was worth when it was issued; null without one in force. */
  certified: { level: number; issuedAt: number } | null;
  /** The tier that decay has taken last, and the one it takes next. */
  lastDrop: Fall | null;
  nextDrop: Fall | null;
  /** Whether an audit is queued or running: what an audit mends waits for it. */
  auditOpen: boolean;
  /** When its newest conclusive audit ended, if that failed and no certificate came since. */
  auditFailedAt: number | null;
  /** When the newest of the audits since its certificate ended that measured nothing. */
  inconclusiveAt: number | null;
  /** Since when it should have been audited; null = it is not due. */
  overdueAt: number | null;
};

/** A loss of tier at an instant, epoch ms. */
type Fall = { at: number; from: number; to: number };

/** A task that nobody has, since it was posted and until it runs out, or that came to nothing. Times are epoch ms. */
export type TaskFacts =
  | { taskId: string; kind: "unroutable"; at: number; until: number }
  | { taskId: string; kind: "task_failed"; at: number };

/** Something that needs a human now, by its most urgent concern; `also` are the others, `at` is when it began or will come. */
export type Concern = {
  kind: ConcernKind;
  also: ConcernKind[];
  subject: { agentId: string } | { taskId: string };
  at: number | null;
  /** Orders within a kind, largest first. */
  severity: number;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A rated agent that sent nothing for longer is silent. Unit: ms. */
export const SILENT_AFTER_MS = 15 * MINUTE_MS;

/** An agent that lost so many points within 24 h is falling. */
const FALL_POINTS = 50;

/** A tier drop is soon within the last quarter of the time that the tier lasts, but not before this. Unit: ms. */
const SOON_MS = 3 * DAY_MS;
const SOON_SHARE = 0.25;

/** An audit that failed is not news for ever. Unit: ms. */
export const FAILED_AUDIT_FOR_MS = 7 * DAY_MS;

/** An unrated agent this near to the minimum evidence is worth a look. */
const NEAR: Missing = { signals: 2, dimensions: 1 };

type Found = { severity: number; at: number | null };
type Asked = { agent: AgentFacts; missing: Missing; now: number };

/** When each concern of an agent began (or will come) and how bad it is; null where it does not apply. */
const FINDINGS: Record<Exclude<ConcernKind, TaskFacts["kind"]>, (asked: Asked) => Found | null> = {
  revoked: ({ agent }) => when(agent.revokedAt !== null, agent.revokedAt, 1000 - agent.score),
  hold: ({ agent }) => when(agent.heldAt !== null, agent.heldAt, 1000 - agent.score),
  audit_failed: ({ agent, now }) => {
    const { auditFailedAt: at, auditOpen } = agent;
    return when(at !== null && !auditOpen && now - at <= FAILED_AUDIT_FOR_MS, at, at ?? 0);
  },
  expired: ({ agent: { certified, lastDrop, auditOpen } }) =>
    when(certified !== null && certified.level > 0 && lastDrop?.to === 0 && !auditOpen, lastDrop?.at ?? null, lastDrop?.at ?? 0),
  audit_inconclusive: ({ agent }) =>
    when(agent.inconclusiveAt !== null && !agent.auditOpen, agent.inconclusiveAt, agent.inconclusiveAt ?? 0),
  at_risk: ({ agent }) => when(agent.rated && agent.atRisk, agent.atRiskAt, 1000 - agent.score),
  falling: ({ agent: { rated, delta24h } }) => when(rated && (delta24h ?? 0) <= -FALL_POINTS, null, -(delta24h ?? 0)),
  tier_drop: ({ agent, now }) => {
    const { nextDrop, auditOpen } = agent;
    return when(nextDrop !== null && !auditOpen && isSoon(agent, nextDrop.at, now), nextDrop?.at ?? null, -(nextDrop?.at ?? 0));
  },
  audit_overdue: ({ agent: { overdueAt, auditOpen } }) => when(overdueAt !== null && !auditOpen, overdueAt, -(overdueAt ?? 0)),
  silent: ({ agent, now }) => {
    const silence = agent.lastSignalAt === null ? 0 : now - agent.lastSignalAt;
    return when(agent.rated && silence > SILENT_AFTER_MS, agent.lastSignalAt, silence);
  },
  nearly_rated: ({ agent, missing }) =>
    when(!agent.rated && isNear(missing), agent.lastSignalAt, -(missing.signals + missing.dimensions)),
};

const OF_AGENTS = CONCERNS.filter((kind) => kind !== "unroutable" && kind !== "task_failed");

/** What an agent needs somebody for, by its most urgent concern; null = nothing. `now` in epoch ms. */
export function concernOf(agent: AgentFacts, policy: TrustPolicy, now: number): Concern | null {
  const asked = { agent, missing: missingEvidence(policy, agent.signals, agent.coverage), now };
  let worst: (Found & { kind: ConcernKind }) | null = null;
  const also: ConcernKind[] = [];
  for (const kind of OF_AGENTS) {
    const found = FINDINGS[kind](asked);
    if (found === null) continue;
    if (worst === null) worst = { kind, ...found };
    else also.push(kind);
  }
  return worst && { ...worst, also, subject: { agentId: agent.agentId } };
}

/** What a task needs somebody for: the one that runs out first, and the one that came to nothing last, lead. */
export function concernOfTask(task: TaskFacts): Concern {
  const severity = task.kind === "unroutable" ? -task.until : task.at;
  return { kind: task.kind, also: [], subject: { taskId: task.taskId }, at: task.at, severity };
}

const PLACES = new Map(CONCERNS.map((kind, place) => [kind, place]));

/** Orders concerns: by kind, within a kind the worst first, equals by their id. */
export function byUrgency(a: Concern, b: Concern): number {
  const kinds = (PLACES.get(a.kind) ?? 0) - (PLACES.get(b.kind) ?? 0);
  return kinds || b.severity - a.severity || (idOf(a) < idOf(b) ? -1 : 1);
}

export function idOf({ subject }: Pick<Concern, "subject">): string {
  return "agentId" in subject ? subject.agentId : subject.taskId;
}

/** What is missing to be rated with this many signals in the windows and dimensions with data. */
export function missingEvidence(policy: TrustPolicy, signals: number, coverage: number): Missing {
  return { signals: Math.max(0, policy.minimumEvidence - signals), dimensions: Math.max(0, policy.minimumCoverage - coverage) };
}

function isNear(missing: Missing): boolean {
  return missing.signals <= NEAR.signals && missing.dimensions <= NEAR.dimensions;
}

/** Whether a tier ends soon, measured by how long it lasts: fleets decay by days or, in a demonstration, by minutes. */
function isSoon({ certified, lastDrop }: AgentFacts, at: number, now: number): boolean {
  const began = Math.max(certified?.issuedAt ?? now, lastDrop?.at ?? 0);
  return at - now <= Math.min(SOON_MS, (at - began) * SOON_SHARE);
}

function when(applies: boolean, at: number | null, severity: number): Found | null {
  return applies ? { at, severity } : null;
}
