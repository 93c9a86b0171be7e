export const SCOPES = ["read", "ingest", "route", "audit", "operate", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** What each operation takes, as the contract says; null is open to everybody. */
export const DECLARED: Record<string, Scope | null> = {
  "GET /livez": null,
  "GET /readyz": null,
  "GET /metrics": "read",
  "GET /api/openapi.json": null,
  "GET /api/v1/agents": "read",
  "POST /api/v1/agents": "operate",
  "POST /api/v1/agents/import": "operate",
  "GET /api/v1/personas": "read",
  "GET /api/v1/agents/{id}": "read",
  "PATCH /api/v1/agents/{id}": "operate",
  "DELETE /api/v1/agents/{id}": "admin",
  "POST /api/v1/agents/{id}/suspend": "operate",
  "POST /api/v1/agents/{id}/resume": "operate",
  "POST /api/v1/agents/{id}/revoke": "operate",
  "POST /api/v1/agents/{id}/reinstate": "operate",
  "POST /api/v1/agents/{id}/holds/{cause}/lift": "operate",
  "PUT /api/v1/agents/{id}/architecture": "operate",
  "POST /api/v1/agents/{id}/certifications": "admin",
  "GET /api/v1/agents/{id}/certifications": "read",
  "POST /api/v1/agents/{id}/top-ups": "operate",
  "GET /api/v1/agents/{id}/account": "read",
  "POST /api/v1/tasks": "route",
  "GET /api/v1/tasks": "read",
  "GET /api/v1/tasks/{id}": "read",
  "POST /api/v1/tasks/{id}/outcome": "route",
  "POST /api/v1/routing/preview": "read",
  "GET /api/v1/routing/decisions": "read",
  "GET /api/v1/routing/decisions/{id}": "read",
  "POST /api/v1/routing/decisions/{id}/replay": "route",
  "POST /api/v1/routing/decisions/{id}/override": "operate",
  "GET /api/v1/routing/export": "read",
  "GET /api/v1/agents/{id}/routing-stats": "read",
  "POST /api/v1/agents/{id}/audits": "audit",
  "GET /api/v1/audits": "read",
  "GET /api/v1/audits/due": "read",
  "GET /api/v1/audits/{id}": "read",
  "GET /api/v1/audits/{id}/evidence": "read",
  "DELETE /api/v1/audits/{id}": "audit",
  "GET /api/v1/tiers": "read",
  "PUT /api/v1/tiers": "admin",
  "POST /api/v1/tiers/preview": "read",
  "GET /api/v1/tiers/history": "read",
  "POST /api/v1/tiers/undo": "admin",
  "POST /api/v1/gate/evaluate": "read",
  "GET /api/v1/agents/{id}/signals": "read",
  "POST /api/v1/signals": "ingest",
  "GET /api/v1/agents/{id}/score": "read",
  "GET /api/v1/agents/{id}/score/change": "read",
  "GET /api/v1/reports/health": "read",
  "GET /api/v1/agents/{id}/history": "read",
  "GET /api/v1/board": "read",
  "GET /api/v1/leaderboard": "read",
  "GET /api/v1/weights": "read",
  "PUT /api/v1/weights": "operate",
  "GET /api/v1/weights/history": "read",
  "POST /api/v1/weights/undo": "operate",
  "GET /api/v1/trust-policy": "read",
  "PUT /api/v1/trust-policy": "admin",
  "GET /api/v1/trust-policy/history": "read",
  "GET /api/v1/routing/policies": "read",
  "GET /api/v1/routing/policies/{name}": "read",
  "PUT /api/v1/routing/policies/{name}": "admin",
  "POST /api/v1/routing/policies/{name}/undo": "admin",
  "GET /api/v1/routing/policies/{name}/history": "read",
  "POST /api/v1/routing/policies/{name}/preview": "read",
  "GET /api/v1/routing/flows": "read",
  "GET /api/v1/agents/{id}/capabilities": "read",
  "GET /api/v1/retention": "read",
  "PUT /api/v1/retention": "admin",
  "GET /api/v1/retention/history": "read",
  "POST /api/v1/retention/undo": "admin",
  "GET /api/v1/storage": "read",
  "GET /api/v1/journal": "read",
  "GET /api/v1/journal/verify": "read",
  "GET /api/v1/journal/export": "read",
  "GET /api/v1/journal/status": "read",
  "GET /api/v1/journal/checkpoint": "read",
  "GET /api/v1/journal/checkpoints": "read",
  "GET /api/v1/backups": "admin",
  "POST /api/v1/backups": "admin",
  "GET /api/v1/keys": "admin",
  "POST /api/v1/keys": "admin",
  "PATCH /api/v1/keys/{id}": "admin",
  "DELETE /api/v1/keys/{id}": "admin",
  "POST /api/v1/keys/{id}/rotate": "admin",
  "GET /api/v1/users": "admin",
  "POST /api/v1/users": "admin",
  "PATCH /api/v1/users/{id}": "admin",
  "POST /api/v1/users/{id}/sign-in-link": "admin",
  "DELETE /api/v1/users/{id}/sessions": "admin",
  "GET /api/v1/sessions": "admin",
  "DELETE /api/v1/sessions/{id}": "admin",
};

/** The same operations where a query asks for something else: every scope that this takes. */
export const DECLARED_VARIANTS: Record<string, readonly Scope[]> = {
  "POST /api/v1/tasks?dryRun=true": ["read"],
  "POST /api/v1/agents/import?dryRun=true": ["operate"],
  "GET /api/v1/journal/verify?full=true": ["read", "admin"],
};

/** Route files that serve no operation of the table. */
export const OTHER_ROUTES: readonly string[] = [
  "/api/[...path]/route",
  "/api/openapi.json/route",
  "/docs/assets/[file]/route",
  "/welcome/callback/oidc/route",
  "/icon.svg/route",
];

type DeclaredAction = {
  /** Null is open to everybody. */
  scope: Scope | null;
  /** What it is asked with: refused for what is in it, not for how it looks, so that not even who may do it changes anything. */
  input: unknown;
  /** Why nobody who may is let try. */
  untried?: string;
};

const reason = "matrix";
const nobody = { id: "nobody", reason };
const late = { reason, ifVersion: 999_999 };
const undo = { version: 999_999, reason };
const even = { policy_compliance: 0.2, resource_efficiency: 0.2, output_quality: 0.2, security_posture: 0.2 };
const gate = {
  thresholds: {
    cc: [0, 0.2, 0.4, 0.6, 0.8, 0.9],
    er: [0, 0.2, 0.4, 0.6, 0.8, 0.9],
    as: [0, 0.2, 0.4, 0.6, 0.8, 0.9],
  },
  ihThreshold: 0.5,
  budgetCeilings: [0, 1, 2, 3, 4, 5],
  satsPerUnit: 10_000,
  decayRatePerDay: 0.01,
  auditIntensityPerDay: [0, 0.1, 0.1, 0.1, 0.1, 0.1],
};
const trustPolicy = {
  revocationThreshold: 300,
  warningThreshold: 500,
  minimumEvidence: 5,
  minimumCoverage: 3,
  sampleIntervalSeconds: 30,
  autoRegister: false,
};

const retention = { signalDays: 90, everySampleHours: 24, minuteSampleDays: 7, hourSampleDays: 90, taskResultDays: 90 };

/** What each server action takes. One without a row makes the matrix miss. */
export const SERVER_ACTIONS: Record<string, DeclaredAction> = {
  signIn: { scope: null, input: "no-such-key" },
  signInByPassword: { scope: null, input: { email: "nobody@example.org", password: "no such password" } },
  signInByProvider: { scope: null, input: {} },
  signOut: { scope: null, input: null, untried: "it ends the session that asks" },
  changeWeights: { scope: "operate", input: { weights: { ...even, collaboration_health: 0.2 }, ...late } },
  undoWeights: { scope: "operate", input: undo },
  changeTrustPolicy: { scope: "admin", input: { ...trustPolicy, ...late } },
  changeGate: { scope: "admin", input: { ...gate, ...late } },
  previewGate: { scope: "read", input: gate },
  undoGate: { scope: "admin", input: undo },
  changeRoutingPolicy: { scope: "admin", input: { name: "balanced", minimumCapability: 0.3, ...late } },
  previewRoutingPolicy: { scope: "read", input: { name: "balanced", minimumCapability: 0.3 } },
  undoRoutingPolicy: { scope: "admin", input: { name: "balanced", ...undo } },
  suspendAgent: { scope: "operate", input: nobody },
  resumeAgent: { scope: "operate", input: nobody },
  revokeAgent: { scope: "operate", input: nobody },
  reinstateAgent: { scope: "operate", input: nobody },
  liftHold: { scope: "operate", input: { ...nobody, cause: "operator" } },
  acceptArchitecture: { scope: "operate", input: { ...nobody, architectureHash: "0123456789abcdef" } },
  topUpAccount: { scope: "operate", input: { ...nobody, amountSats: 1 } },
  deregisterAgent: { scope: "admin", input: nobody },
  registerAgent: { scope: "operate", input: { id: "target", name: "Taken", model: "test-model" } },
  updateAgent: { scope: "operate", input: { id: "nobody", patch: { name: "Other" } } },
  requestAudit: { scope: "audit", input: { agentId: "nobody" } },
  requestAudits: { scope: "audit", input: { agentIds: ["nobody"] } },
  cancelAudit: { scope: "audit", input: { id: "nobody" } },
  submitTask: { scope: "route", input: { id: "target", description: "Another task of the same id" } },
  overrideDecision: { scope: "operate", input: { ...nobody, agentId: "target" } },
  reportOutcome: { scope: "route", input: { id: "nobody", success: true } },
  replayDecision: { scope: "route", input: { id: "nobody" } },
  createKey: { scope: "admin", input: { name: "bound to nobody", scopes: ["read"], agentId: "nobody" } },
  updateKey: { scope: "admin", input: { id: "nobody", requestsPerSecond: 1 } },
  rotateKey: { scope: "admin", input: { id: "nobody", overlapSeconds: 0 } },
  revokeKey: { scope: "admin", input: { id: "nobody" } },
  createUser: { scope: "admin", input: { name: "owner", role: "admin" } },
  updateUser: { scope: "admin", input: { id: "nobody", role: "admin" } },
  createUserLink: { scope: "admin", input: { id: "nobody" } },
  endOneSession: { scope: "read", input: { id: "nobody" } },
  endOtherSessions: { scope: "read", input: null },
  putTourAway: { scope: "read", input: null },
  changeOwnPassword: { scope: "read", input: { password: "matrix matrix matrix" }, untried: "it changes the one who asks" },
  changeOwnEmail: { scope: "read", input: { email: "matrix@example.org" }, untried: "it changes the one who asks" },
  endUserSessions: { scope: "admin", input: { userId: "nobody" } },
  changeRetention: { scope: "admin", input: { ...retention, ...late } },
  undoRetention: { scope: "admin", input: undo },
  createBackup: { scope: "admin", input: {}, untried: "it writes a copy of the database" },
  loadDemo: { scope: "admin", input: null, untried: "it starts thirty agents" },
  removeDemo: { scope: "admin", input: null },
};
