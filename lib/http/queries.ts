import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Key } from "../access/key";
import type { Session, User } from "../access/user";
import type { View, ViewList } from "../access/view";
import type { BackupList } from "../journal/backup";
import type { Changes } from "../journal/changes-shape";
import type { Entry } from "../journal/entry";
import type { ScoreHistory } from "../journal/history";
import type { JournalProof, JournalStatus } from "../journal/proof";
import { boardFrom } from "../live/board";
import type { Agent } from "../registry/agent";
import type { Attention } from "../registry/attention-shape";
import type { Audit, AuditDetail, AuditDue, AuditEvidence } from "../registry/audit";
import type { Certificate } from "../registry/certificate";
import type { FleetHealth } from "../registry/fleet-health-shape";
import type { GateVersion, TiersInForce } from "../registry/gate-setting";
import type { Persona } from "../registry/persona";
import type { AccountStatement } from "../routing/account-shape";
import type { Decision, RoutingStats } from "../routing/decision-shape";
import type { RoutingFlows } from "../routing/flows";
import type { ObservedCapabilities } from "../routing/observed";
import type { RoutingPolicyVersion } from "../routing/policy-shape";
import type { Task, TaskSubmission } from "../routing/task-shape";
import type { BoardSnapshot } from "../trust/board-shape";
import type { ScoreChange } from "../trust/change";
import type { ScoreExplanation } from "../trust/explanation";
import type { HealthReport } from "../trust/health";
import type { RankHistory, RankRange } from "../trust/ranks-shape";
import type { RetentionVersion, Storage } from "../trust/retention-shape";
import type { StoredSignal, TrustPolicyVersion, WeightsVersion, WhatIf } from "../trust/setting";
import type { Problem } from "./problem";

/** A refused or failed read, with what the server said about it. */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(problem.detail ?? problem.title ?? `Request failed with status ${status}`);
    this.name = "RequestError";
  }
}

export type { Session, User, View };
export type Page<T> = { items: T[]; nextCursor: string | null };
type Params = Record<string, string | number | boolean | undefined>;

async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== undefined && value !== "") query.set(name, String(value));
  return answered(
    fetch(`/api/v1${path}${query.size > 0 ? `?${query}` : ""}`, { signal, headers: { accept: "application/json" } }),
  );
}

/** A question that needs a body. */
async function ask<T>(path: string, body: unknown, signal: AbortSignal): Promise<T> {
  const headers = { accept: "application/json", "content-type": "application/json" };
  return answered(fetch(`/api/v1${path}`, { method: "POST", signal, headers, body: JSON.stringify(body) }));
}

async function answered<T>(request: Promise<Response>): Promise<T> {
  const response = await request;
  const body: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new RequestError(response.status, body as Partial<Problem>);
  return body as T;
}

/** All items of a list, page by page. */
async function getAll<T>(path: string, signal: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await get(path, { limit: 500, cursor }, signal);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

function capabilitiesOf({ items }: Page<Agent>): string[] {
  const counts = new Map<string, number>();
  for (const { capabilities } of items) for (const word of capabilities) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
}

const agentPath = (id: string) => `/agents/${encodeURIComponent(id)}`;
const auditPath = (id: string) => `/audits/${encodeURIComponent(id)}`;

export type SignalFilter = { dimension?: string; source?: string; from?: string; to?: string; limit?: number; cursor?: string };
/** `routine`: false leaves everyday work out. */
export type JournalFilter = {
  type?: string;
  agentId?: string;
  actor?: string;
  routine?: boolean;
  /** Entries after this one; those of which the data says this; those about no agent. */
  since?: number;
  status?: string;
  nobody?: boolean;
  limit?: number;
  cursor?: string;
};
/** `status`: one or more, separated by commas. */
export type AuditFilter = { status?: string; agentId?: string; limit?: number };
/** `brief`: without their candidates. Times RFC 3339. */
export type DecisionFilter = {
  taskId?: string;
  agentId?: string;
  outcome?: string;
  from?: string;
  to?: string;
  brief?: boolean;
  limit?: number;
};
export type HistoryRange = { from?: string; to?: string; resolution?: ScoreHistory["resolution"] };

/** Beginnings that several queries share, for refetching them together. */
export const queryGroups = {
  agents: ["agents"],
  whatIf: ["leaderboard"],
  weights: ["weights"],
  trustPolicy: ["trust-policy"],
  tiers: ["tiers"],
  audits: ["audits"],
  auditLists: ["audit-lists"],
  routing: ["routing"],
  routingLists: ["routing-lists"],
  routingPolicies: ["routing-policies"],
  access: ["access"],
  retention: ["retention"],
  backups: ["backups"],
  attention: ["attention"],
  fleetHealth: ["fleet-health"],
  changes: ["changes"],
  journalLists: ["journal", {}],
  journalPages: ["journal", "pages"],
} as const;

/** Every query the browser makes: its key, bound to the type of its data. The only place where keys are written. */
export const queries = {
  /** Kept current by the socket (lib/live/apply), hence never stale and never compared deeply. */
  board: () =>
    queryOptions({
      queryKey: ["board"],
      queryFn: ({ signal }) => get<BoardSnapshot>("/board", {}, signal).then(boardFrom),
      staleTime: Number.POSITIVE_INFINITY,
      structuralSharing: false,
    }),
  /** As it was at a moment (RFC 3339): nothing that is pushed changes it. */
  boardAt: (at: string) =>
    queryOptions({
      queryKey: ["board-at", at],
      queryFn: ({ signal }) => get<BoardSnapshot>("/board", { at }, signal).then(boardFrom),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      structuralSharing: false,
    }),
  /** Ranks over time; `ids` in place of those who lead or move. */
  ranks: (question: { range: RankRange; of?: "top" | "movers"; ids?: string; limit?: number }) =>
    queryOptions({
      queryKey: ["ranks", question],
      queryFn: ({ signal }) => get<RankHistory>("/leaderboard/ranks", question, signal),
    }),
  agent: (id: string) =>
    queryOptions({ queryKey: ["agents", id], queryFn: ({ signal }) => get<Agent>(agentPath(id), {}, signal) }),
  score: (id: string) =>
    queryOptions({
      queryKey: ["agents", id, "score"],
      queryFn: ({ signal }) => get<ScoreExplanation>(`${agentPath(id)}/score`, {}, signal),
    }),
  history: (id: string, range: HistoryRange = {}) =>
    queryOptions({
      queryKey: ["agents", id, "history", range],
      queryFn: ({ signal }) => get<ScoreHistory>(`${agentPath(id)}/history`, range, signal),
    }),
  /** Why the score changed since `from`, or between two times. */
  change: (id: string, times: { from?: string; to?: string } = {}) =>
    queryOptions({
      queryKey: ["agents", id, "change", times],
      queryFn: ({ signal }) => get<ScoreChange>(`${agentPath(id)}/score/change`, times, signal),
    }),
  signals: (id: string, filter: SignalFilter = {}) =>
    queryOptions({
      queryKey: ["agents", id, "signals", filter],
      queryFn: ({ signal }) => get<Page<StoredSignal>>(`${agentPath(id)}/signals`, filter, signal),
    }),
  /** Page by page, newest first. Not under ["agents", id]: a list someone reads is refreshed by the list itself, not by every signal. */
  signalPages: (id: string, filter: Omit<SignalFilter, "cursor"> = {}) =>
    infiniteQueryOptions({
      queryKey: ["signals", id, "pages", filter],
      queryFn: ({ signal, pageParam }) =>
        get<Page<StoredSignal>>(`${agentPath(id)}/signals`, { ...filter, cursor: pageParam }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  weights: () => queryOptions({ queryKey: ["weights"], queryFn: ({ signal }) => get<WeightsVersion>("/weights", {}, signal) }),
  /** Every version, newest first. */
  weightsHistory: () =>
    queryOptions({
      queryKey: ["weights", "history"],
      queryFn: ({ signal }) => getAll<WeightsVersion>("/weights/history", signal),
    }),
  whatIf: (weights: readonly number[], limit = 500) =>
    queryOptions({
      queryKey: ["leaderboard", weights, limit],
      queryFn: ({ signal }) => get<WhatIf>("/leaderboard", { weights: weights.join(","), limit }, signal),
    }),
  /** They come with the program, so they never grow old. */
  personas: () =>
    queryOptions({
      queryKey: ["personas"],
      queryFn: ({ signal }) => get<Page<Persona>>("/personas", {}, signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  /** An agent's certificates, newest first. */
  certifications: (id: string) =>
    queryOptions({
      queryKey: ["agents", id, "certifications"],
      queryFn: ({ signal }) => getAll<Certificate>(`${agentPath(id)}/certifications`, signal),
    }),
  /** Page by page, newest first. */
  accountPages: (id: string) =>
    infiniteQueryOptions({
      queryKey: ["agents", id, "account"],
      queryFn: ({ signal, pageParam }) =>
        get<AccountStatement>(`${agentPath(id)}/account`, { limit: 20, cursor: pageParam }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  /** One audit with its probes; kept current by the socket (lib/live/apply). */
  audit: (id: string) =>
    queryOptions({ queryKey: ["audits", id], queryFn: ({ signal }) => get<AuditDetail>(auditPath(id), {}, signal) }),
  /** What one finished probe asked and was answered; it never changes. */
  probeEvidence: (id: string, probe: string) =>
    queryOptions({
      queryKey: ["audit-evidence", id, probe],
      queryFn: ({ signal }) => get<AuditEvidence>(`${auditPath(id)}/evidence`, { probe }, signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  /** Page by page, newest first. */
  auditPages: (filter: AuditFilter = {}) =>
    infiniteQueryOptions({
      queryKey: ["audit-lists", filter],
      queryFn: ({ signal, pageParam }) => get<Page<Audit>>("/audits", { ...filter, cursor: pageParam }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  /** Few at a time, so they are all on one page. */
  runningAudits: () =>
    queryOptions({
      queryKey: ["audit-lists", "running"],
      queryFn: ({ signal }) => get<Page<Audit>>("/audits", { status: "running", limit: 100 }, signal),
    }),
  auditsDue: () =>
    queryOptions({
      queryKey: ["audit-lists", "due"],
      queryFn: ({ signal }) => get<{ items: AuditDue[] }>("/audits/due", {}, signal),
    }),
  /** One decision with its candidates; kept current by the socket. */
  decision: (id: string) =>
    queryOptions({
      queryKey: ["routing", "decisions", id],
      queryFn: ({ signal }) => get<Decision>(`/routing/decisions/${encodeURIComponent(id)}`, {}, signal),
    }),
  task: (id: string) =>
    queryOptions({
      queryKey: ["routing", "tasks", id],
      queryFn: ({ signal }) => get<Task>(`/tasks/${encodeURIComponent(id)}`, {}, signal),
    }),
  /** Page by page, newest first. */
  decisionPages: (filter: DecisionFilter = {}) =>
    infiniteQueryOptions({
      queryKey: ["routing-lists", "decisions", filter],
      queryFn: ({ signal, pageParam }) => get<Page<Decision>>("/routing/decisions", { ...filter, cursor: pageParam }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  /** What would be decided about a task now; nothing is stored. Asked anew like the lists, while it is on screen. */
  dryRun: (submission: TaskSubmission) =>
    queryOptions({
      queryKey: ["routing-lists", "dry-run", submission],
      queryFn: ({ signal }) => ask<Decision>("/tasks?dryRun=true", submission, signal),
      gcTime: 10_000,
    }),
  /** Capabilities that agents of the fleet declare, the most frequent first; of a large fleet those of some. */
  capabilities: () =>
    queryOptions({
      queryKey: ["capabilities"],
      queryFn: ({ signal }) => get<Page<Agent>>("/agents", { limit: 100 }, signal).then(capabilitiesOf),
      staleTime: 60_000,
    }),
  routingStats: (id: string) =>
    queryOptions({
      queryKey: ["agents", id, "routing-stats"],
      queryFn: ({ signal }) => get<RoutingStats>(`${agentPath(id)}/routing-stats`, {}, signal),
    }),
  /** The version in force of each. */
  routingPolicies: () =>
    queryOptions({
      queryKey: ["routing-policies"],
      queryFn: ({ signal }) => get<{ items: RoutingPolicyVersion[] }>("/routing/policies", {}, signal),
    }),
  /** Every version of one, newest first. */
  routingPolicyHistory: (name: string) =>
    queryOptions({
      queryKey: ["routing-policies", name, "history"],
      queryFn: ({ signal }) => getAll<RoutingPolicyVersion>(`/routing/policies/${encodeURIComponent(name)}/history`, signal),
    }),
  /** Refreshed with the agent; its tasks are counted at the server. */
  observedCapabilities: (id: string) =>
    queryOptions({
      queryKey: ["agents", id, "capabilities"],
      queryFn: ({ signal }) => get<ObservedCapabilities>(`${agentPath(id)}/capabilities`, {}, signal),
    }),
  /** Times RFC 3339; a document of one window. */
  routingFlows: (window: { from?: string; to?: string }) =>
    queryOptions({
      queryKey: ["routing-flows", window],
      queryFn: ({ signal }) => get<RoutingFlows>("/routing/flows", window, signal),
    }),
  /** What needs a human now; of these kinds only, separated by commas. Kept current by the socket. */
  attention: (kind: string | undefined, limit: number) =>
    queryOptions({
      queryKey: ["attention", kind, limit],
      queryFn: ({ signal }) => get<Attention>("/attention", { kind, limit }, signal),
    }),
  fleetHealth: () =>
    queryOptions({ queryKey: queryGroups.fleetHealth, queryFn: ({ signal }) => get<FleetHealth>("/reports/fleet", {}, signal) }),
  /** What changed since the one who is signed in last marked it as seen. */
  changes: () =>
    queryOptions({ queryKey: queryGroups.changes, queryFn: ({ signal }) => get<Changes>("/journal/changes", {}, signal) }),
  tiers: () => queryOptions({ queryKey: ["tiers"], queryFn: ({ signal }) => get<TiersInForce>("/tiers", {}, signal) }),
  /** Every version of the gate, newest first. */
  tiersHistory: () =>
    queryOptions({ queryKey: ["tiers", "history"], queryFn: ({ signal }) => getAll<GateVersion>("/tiers/history", signal) }),
  trustPolicy: () =>
    queryOptions({ queryKey: ["trust-policy"], queryFn: ({ signal }) => get<TrustPolicyVersion>("/trust-policy", {}, signal) }),
  /** Every version, newest first. */
  trustPolicyHistory: () =>
    queryOptions({
      queryKey: ["trust-policy", "history"],
      queryFn: ({ signal }) => getAll<TrustPolicyVersion>("/trust-policy/history", signal),
    }),
  retention: () =>
    queryOptions({ queryKey: ["retention"], queryFn: ({ signal }) => get<RetentionVersion>("/retention", {}, signal) }),
  /** Every version, newest first. */
  retentionHistory: () =>
    queryOptions({
      queryKey: ["retention", "history"],
      queryFn: ({ signal }) => getAll<RetentionVersion>("/retention/history", signal),
    }),
  /** Measured at most once a minute; asked again when somebody comes back to it. */
  storage: () => queryOptions({ queryKey: ["storage"], queryFn: ({ signal }) => get<Storage>("/storage", {}, signal) }),
  /** A document of one moment: it stays as it was until somebody asks for another. */
  healthReport: (days: number) =>
    queryOptions({
      queryKey: ["reports", "health", days],
      queryFn: ({ signal }) => get<HealthReport>("/reports/health", { days }, signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  /** Page by page, by name. */
  users: () =>
    infiniteQueryOptions({
      queryKey: ["access", "users"],
      queryFn: ({ signal, pageParam }) => get<Page<User>>("/users", { cursor: pageParam }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  /** Open sessions page by page, newest first; of everybody, or of one user. */
  sessions: (userId?: string) =>
    infiniteQueryOptions({
      queryKey: ["access", "sessions", userId],
      queryFn: ({ signal, pageParam }) => get<Page<Session>>("/sessions", { userId, cursor: pageParam }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  /** Page by page, newest first. */
  keys: () =>
    infiniteQueryOptions({
      queryKey: ["keys"],
      queryFn: ({ signal, pageParam }) => get<Page<Key>>("/keys", { cursor: pageParam }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  views: () => queryOptions({ queryKey: ["views"], queryFn: ({ signal }) => get<ViewList>("/views", {}, signal) }),
  journal: (filter: JournalFilter = {}) =>
    queryOptions({ queryKey: ["journal", filter], queryFn: ({ signal }) => get<Page<Entry>>("/journal", filter, signal) }),
  /** `from`: the entry that the first page begins with. */
  journalPages: (filter: Omit<JournalFilter, "cursor"> = {}, from?: number) =>
    infiniteQueryOptions({
      queryKey: ["journal", "pages", filter, from],
      queryFn: ({ signal, pageParam }) => get<Page<Entry>>("/journal", { ...filter, cursor: pageParam }, signal),
      initialPageParam: from === undefined ? undefined : String(from + 1),
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  journalProof: () =>
    queryOptions({
      queryKey: ["journal", "verify"],
      queryFn: ({ signal }) => get<JournalProof>("/journal/verify", {}, signal),
    }),
  /** Everything is read again. */
  wholeJournalProof: () =>
    queryOptions({
      queryKey: ["journal", "verify", "all"],
      queryFn: ({ signal }) => get<JournalProof>("/journal/verify", { full: true }, signal),
    }),
  journalStatus: () =>
    queryOptions({
      queryKey: ["journal", "status"],
      queryFn: ({ signal }) => get<JournalStatus>("/journal/status", {}, signal),
    }),
  backups: () =>
    queryOptions({ queryKey: queryGroups.backups, queryFn: ({ signal }) => get<BackupList>("/backups", {}, signal) }),
} as const;
