import type { ErrorCode } from "../error-catalogue";
import { Refusal } from "../refusal";

export const SCOPES = ["read", "ingest", "route", "audit", "operate", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** Everything that can be asked of Muster, and the scope it takes. Commands, reads, routes and the API document all use this table. */
export const ACTIONS = {
  readFleet: "read",
  readJournal: "read",
  readSettings: "read",
  readMetrics: "read",
  readHealth: "read",
  subscribe: "read",
  recordSignals: "ingest",
  registerAgent: "operate",
  updateAgent: "operate",
  suspendAgent: "operate",
  resumeAgent: "operate",
  revokeAgent: "operate",
  reinstateAgent: "operate",
  liftHold: "operate",
  changeWeights: "operate",
  undoWeights: "operate",
  acceptArchitecture: "operate",
  topUpAccount: "operate",
  previewRouting: "read",
  submitTask: "route",
  reportOutcome: "route",
  replayDecision: "route",
  overrideDecision: "operate",
  changeRoutingPolicy: "admin",
  undoRoutingPolicy: "admin",
  deregisterAgent: "admin",
  requestAudit: "audit",
  cancelAudit: "audit",
  certifyAgent: "admin",
  changeGate: "admin",
  undoGate: "admin",
  changeTrustPolicy: "admin",
  readKeys: "admin",
  createKey: "admin",
  updateKey: "admin",
  revokeKey: "admin",
  rotateKey: "admin",
  readUsers: "admin",
  createUser: "admin",
  updateUser: "admin",
  createSignInLink: "admin",
  readSessions: "admin",
  endSession: "admin",
  /** What somebody who is signed in does about his own account; keys have none. */
  manageOwnAccount: "read",
  /** Views that everybody sees; keeping one for oneself is a matter of the own account. */
  shareView: "operate",
  changeRetention: "admin",
  undoRetention: "admin",
  verifyWholeJournal: "admin",
  readBackups: "admin",
  createBackup: "admin",
  loadDemo: "admin",
  removeDemo: "admin",
} as const satisfies Record<string, Scope>;
export type Action = keyof typeof ACTIONS;

export const ROLES = {
  viewer: ["read"],
  operator: ["read", "route", "audit", "operate"],
  admin: SCOPES,
} as const satisfies Record<string, readonly Scope[]>;
export type Role = keyof typeof ROLES;

/** Who asks. `name` is the journal's actor; `reporter` outlives key rotation. */
export type Actor = {
  kind: "key" | "session" | "environment" | "system";
  id: string;
  name: string;
  reporter: string;
  scopes: ReadonlySet<Scope>;
  /** The session by which a browser asks; null for keys. */
  sessionId: string | null;
  /** A bound key speaks for this agent: it may read and report, but not about itself. */
  boundAgentId: string | null;
  /** What all signals of its reporter may together count in one window, 0–1. */
  maxShare: number;
};

export type Verdict = { ok: true } | { ok: false; code: ErrorCode; detail: string };

const BOUND_SCOPES: ReadonlySet<Scope> = new Set(["read", "ingest"]);

/** Whether the actor may do this, and if not, why. */
export function can(actor: Actor, action: Action): Verdict {
  const scope = ACTIONS[action];
  if (!actor.scopes.has(scope)) return { ok: false, code: "access/scope", detail: `This needs the scope "${scope}".` };
  if (actor.boundAgentId !== null && !BOUND_SCOPES.has(scope)) {
    return { ok: false, code: "access/bound-key", detail: "A key bound to an agent may only read and report." };
  }
  return { ok: true };
}

/** Refuses with 403 what `can` denies. Every command and read calls it first. */
export function authorise(actor: Actor, action: Action): void {
  const verdict = can(actor, action);
  if (!verdict.ok) throw new Refusal(403, verdict.code, verdict.detail);
}

/** What Muster does by itself (timers). */
export const SYSTEM: Actor = {
  kind: "system",
  id: "system",
  name: "system",
  reporter: "system",
  sessionId: null,
  scopes: new Set(SCOPES),
  boundAgentId: null,
  maxShare: 1,
};
