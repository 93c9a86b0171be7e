import { z } from "zod";
import { CreatedKey, Key, KeyPatch, NewKey } from "../access/key";
import { changeTrustPolicy } from "../commands/change-trust-policy";
import { changeWeights, undoWeights } from "../commands/change-weights";
import { createKey } from "../commands/create-key";
import { deregisterAgent } from "../commands/deregister-agent";
import { liftHold, resumeAgent, suspendAgent } from "../commands/hold-agent";
import { importAgents } from "../commands/import-agents";
import { recordSignals } from "../commands/record-signals";
import { registerAgent } from "../commands/register-agent";
import { reinstateAgent, revokeAgent } from "../commands/revoke-agent";
import { revokeKey } from "../commands/revoke-key";
import { updateAgent } from "../commands/update-agent";
import { updateKey } from "../commands/update-key";
import { ENTRY_TYPES, Entry } from "../journal/entry";
import { ScoreHistory } from "../journal/history";
import { readAgent } from "../reads/agent";
import { AGENT_SORTS, readAgents } from "../reads/agents";
import { readBoard } from "../reads/board";
import { readChange } from "../reads/change";
import { readHealthReport } from "../reads/health-report";
import { readHistory } from "../reads/history";
import { exportJournal, readJournal, verifyJournal } from "../reads/journal";
import { readKeys } from "../reads/keys";
import { readWhatIf } from "../reads/leaderboard";
import { readPersonas } from "../reads/personas";
import { readScore } from "../reads/score";
import { readTrustPolicy, readTrustPolicyHistory, readWeights, readWeightsHistory } from "../reads/settings";
import { readSignals } from "../reads/signals";
import { Refusal } from "../refusal";
import { Agent, AgentPatch, AgentRegistration, HOLD_CAUSES, STATUSES } from "../registry/agent";
import { ImportReport } from "../registry/import";
import { Persona } from "../registry/persona";
import { TIERS } from "../registry/tier";
import { runtime } from "../runtime";
import { BAND_KEYS } from "../trust/band";
import { BoardSnapshot } from "../trust/board-shape";
import { ScoreChange } from "../trust/change";
import { DIMENSIONS } from "../trust/dimension";
import { ScoreExplanation } from "../trust/explanation";
import { HealthReport, healthTable } from "../trust/health";
import { TrustPolicy } from "../trust/policy";
import { StoredSignal, TrustPolicyVersion, WeightsVersion, WhatIf } from "../trust/setting";
import { Signal } from "../trust/signal";
import { weightList, weightsFrom } from "../trust/weights";
import { Weights } from "../trust/weights-shape";
import { ACCOUNT_OPERATIONS } from "./account-operations";
import { AUDIT_OPERATIONS } from "./audit-operations";
import { BATCH_LIMIT } from "./body";
import { CERTIFICATION_OPERATIONS } from "./certification-operations";
import { csv } from "./csv";
import { IMPORT_MEDIA, importRows } from "./import-rows";
import { operation } from "./operation";
import { IfVersion, id, page, pageOf, Reason, WithReason } from "./shapes";
import { checkBatch, SignalBatch, SignalBatchDocument, signalLines } from "./signal-batch";

const flag = z.enum(["true", "false"]).transform((text) => text === "true");
const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const WeightsQuery = z.string().transform((text, context) => {
  const list = text.split(",").map(Number);
  const parsed = list.length === DIMENSIONS.length ? Weights.safeParse(weightsFrom(list)) : null;
  if (parsed?.success) return weightList(parsed.data);
  context.addIssue({
    code: "custom",
    message: "Five numbers from 0 to 1 that sum to 1, separated by commas, in the order of the dimensions.",
  });
  return z.NEVER;
});

const EntryTypesQuery = z
  .string()
  .transform((text, context) => {
    const parsed = z.array(z.enum(ENTRY_TYPES)).min(1).safeParse(text.split(","));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: `One type or several, separated by commas: ${ENTRY_TYPES.join(", ")}.` });
    return z.NEVER;
  })
  .meta({ description: "One type of entry, or several separated by commas" });

const SignalsRecorded = z
  .strictObject({
    accepted: z.int(),
    duplicates: z.int(),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
    scores: z.array(
      z.strictObject({
        agentId: z.string(),
        score: z.int(),
        band: z.enum(BAND_KEYS).nullable(),
        rated: z.boolean(),
        revoked: z.boolean(),
      }),
    ),
  })
  .meta({ id: "SignalsRecorded" });

const JournalProof = z
  .strictObject({ ok: z.boolean(), entries: z.int(), head: z.string(), firstBad: z.int().optional() })
  .meta({ id: "JournalProof" });

/** Every operation of the API, by name. */
export const OPERATIONS = {
  ...CERTIFICATION_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...ACCOUNT_OPERATIONS,
  listAgents: operation({
    id: "listAgents",
    method: "GET",
    path: "/agents",
    tag: "Agents",
    summary: "List agents",
    action: "readFleet",
    query: z.strictObject({
      q: z.string().max(200).optional(),
      status: z.enum(STATUSES).optional(),
      tier: z.enum(TIERS).optional(),
      band: z.enum(BAND_KEYS).optional(),
      atRisk: flag.optional(),
      rated: flag.optional(),
      capability: z.string().max(64).optional(),
      sort: z.enum(AGENT_SORTS).optional(),
      ...page,
    }),
    response: pageOf(Agent),
    run: async ({ actor, query }) => ({ body: await readAgents(actor, query) }),
  }),
  registerAgent: operation({
    id: "registerAgent",
    method: "POST",
    path: "/agents",
    tag: "Agents",
    summary: "Register an agent",
    action: "registerAgent",
    body: AgentRegistration,
    status: 201,
    response: Agent,
    run: async ({ actor, body }) => {
      const agent = await registerAgent(actor, body);
      return { body: agent, headers: { location: `/api/v1/agents/${encodeURIComponent(agent.id)}` } };
    },
  }),
  importAgents: operation({
    id: "importAgents",
    method: "POST",
    path: "/agents/import",
    tag: "Agents",
    summary: "Register up to 5,000 agents from JSON lines or CSV; every row is answered, dryRun=true stores nothing",
    action: "registerAgent",
    media: IMPORT_MEDIA,
    body: z.strictObject({ media: z.enum(IMPORT_MEDIA), text: z.string() }),
    limit: BATCH_LIMIT,
    query: z.strictObject({ dryRun: flag.optional() }),
    response: ImportReport,
    run: async ({ actor, query, body }) => ({
      body: await importAgents(actor, importRows(body.media, body.text), query.dryRun ?? false),
    }),
  }),
  listPersonas: operation({
    id: "listPersonas",
    method: "GET",
    path: "/personas",
    tag: "Agents",
    summary: "Templates for the manifests of common kinds of agents",
    action: "readFleet",
    response: pageOf(Persona),
    run: ({ actor }) => ({ body: readPersonas(actor) }),
  }),
  getAgent: operation({
    id: "getAgent",
    method: "GET",
    path: "/agents/{id}",
    tag: "Agents",
    summary: "One agent, deregistered ones included",
    action: "readFleet",
    response: Agent,
    run: async ({ actor, params }) => ({ body: await readAgent(actor, id(params)) }),
  }),
  updateAgent: operation({
    id: "updateAgent",
    method: "PATCH",
    path: "/agents/{id}",
    tag: "Agents",
    summary: "Change an agent's name or manifest",
    action: "updateAgent",
    body: AgentPatch,
    response: Agent,
    run: async ({ actor, params, body }) => ({ body: await updateAgent(actor, id(params), body) }),
  }),
  deregisterAgent: operation({
    id: "deregisterAgent",
    method: "DELETE",
    path: "/agents/{id}",
    tag: "Agents",
    summary: "Deregister an agent for good; give the reason in the body or the query",
    action: "deregisterAgent",
    query: z.strictObject({ reason: Reason.optional() }),
    body: z.strictObject({ reason: Reason.optional() }),
    response: Agent,
    run: async ({ actor, params, query, body }) => {
      const reason = body.reason ?? query.reason;
      if (reason === undefined)
        throw new Refusal(422, "http/schema", "/reason: A reason is needed.", [
          { pointer: "/reason", code: "invalid_type", detail: "A reason is needed." },
        ]);
      return { body: await deregisterAgent(actor, id(params), reason) };
    },
  }),
  suspendAgent: operation({
    id: "suspendAgent",
    method: "POST",
    path: "/agents/{id}/suspend",
    tag: "Agents",
    summary: "Suspend an agent: sets the hold operator",
    action: "suspendAgent",
    body: WithReason,
    response: Agent,
    run: async ({ actor, params, body }) => ({ body: await suspendAgent(actor, id(params), body.reason) }),
  }),
  resumeAgent: operation({
    id: "resumeAgent",
    method: "POST",
    path: "/agents/{id}/resume",
    tag: "Agents",
    summary: "Resume an agent: lifts the hold operator only",
    action: "resumeAgent",
    body: WithReason,
    response: Agent,
    run: async ({ actor, params, body }) => ({ body: await resumeAgent(actor, id(params), body.reason) }),
  }),
  revokeAgent: operation({
    id: "revokeAgent",
    method: "POST",
    path: "/agents/{id}/revoke",
    tag: "Agents",
    summary: "Revoke an agent's trust",
    action: "revokeAgent",
    body: WithReason,
    response: Agent,
    run: async ({ actor, params, body }) => ({ body: await revokeAgent(actor, id(params), body.reason) }),
  }),
  reinstateAgent: operation({
    id: "reinstateAgent",
    method: "POST",
    path: "/agents/{id}/reinstate",
    tag: "Agents",
    summary: "Reinstate a revoked agent",
    action: "reinstateAgent",
    body: WithReason,
    response: Agent,
    run: async ({ actor, params, body }) => ({ body: await reinstateAgent(actor, id(params), body.reason) }),
  }),
  liftHold: operation({
    id: "liftHold",
    method: "POST",
    path: "/agents/{id}/holds/{cause}/lift",
    tag: "Agents",
    summary: "Lift one hold by its cause",
    action: "liftHold",
    body: WithReason,
    response: Agent,
    run: async ({ actor, params, body }) => {
      const cause = HOLD_CAUSES.find((known) => known === params.cause);
      if (!cause)
        throw new Refusal(404, "registry/unknown-hold", `There is no hold "${params.cause}". Known: ${HOLD_CAUSES.join(", ")}.`);
      return { body: await liftHold(actor, id(params), cause, body.reason) };
    },
  }),
  listSignals: operation({
    id: "listSignals",
    method: "GET",
    path: "/agents/{id}/signals",
    tag: "Signals",
    summary: "An agent's signals, newest first",
    action: "readFleet",
    query: z.strictObject({
      dimension: z.enum(DIMENSIONS).optional(),
      source: z.string().max(200).optional(),
      from: time.optional(),
      to: time.optional(),
      ...page,
    }),
    response: pageOf(StoredSignal),
    run: async ({ actor, params, query }) => ({ body: await readSignals(actor, id(params), query) }),
  }),
  recordSignals: operation({
    id: "recordSignals",
    method: "POST",
    path: "/signals",
    tag: "Signals",
    summary: "Record signals, all or nothing unless partial=true; answered after the commit",
    action: "recordSignals",
    body: SignalBatch,
    documented: SignalBatchDocument,
    line: Signal,
    lines: (text, query) => signalLines(text, query.partial ?? false),
    limit: BATCH_LIMIT,
    keepsCounts: true,
    response: SignalsRecorded,
    query: z.strictObject({ partial: flag.optional() }),
    run: async ({ actor, query, body }) => {
      const partial = query.partial ?? false;
      return { body: await recordSignals(actor, checkBatch(body.signals, runtime().now(), partial), partial) };
    },
  }),
  getScore: operation({
    id: "getScore",
    method: "GET",
    path: "/agents/{id}/score",
    tag: "Scores",
    summary: "Why an agent's score is what it is; the points sum to it",
    action: "readFleet",
    response: ScoreExplanation,
    run: async ({ actor, params }) => ({ body: await readScore(actor, id(params)) }),
  }),
  getChange: operation({
    id: "getChange",
    method: "GET",
    path: "/agents/{id}/score/change",
    tag: "Scores",
    summary: "Why a score changed between two times; the points of the causes sum to the difference",
    action: "readFleet",
    query: z.strictObject({ from: time.optional(), to: time.optional() }),
    response: ScoreChange,
    run: async ({ actor, params, query }) => ({ body: await readChange(actor, id(params), query) }),
  }),
  getHistory: operation({
    id: "getHistory",
    method: "GET",
    path: "/agents/{id}/history",
    tag: "Scores",
    summary: "An agent's score over time",
    action: "readFleet",
    query: z.strictObject({
      from: time.optional(),
      to: time.optional(),
      resolution: z.enum(["raw", "minute", "hour", "day"]).optional(),
    }),
    response: ScoreHistory,
    run: async ({ actor, params, query }) => ({ body: await readHistory(actor, id(params), query) }),
  }),
  getBoard: operation({
    id: "getBoard",
    method: "GET",
    path: "/board",
    tag: "Scores",
    summary: "All agents in columns, for ranking in the browser",
    action: "readFleet",
    response: BoardSnapshot,
    run: async ({ actor }) => ({ json: await readBoard(actor) }),
  }),
  getLeaderboard: operation({
    id: "getLeaderboard",
    method: "GET",
    path: "/leaderboard",
    tag: "Scores",
    summary: "The ranking under given weights, and what applying them would do; nothing is stored",
    action: "readFleet",
    query: z.strictObject({ weights: WeightsQuery.optional(), limit: page.limit }),
    response: WhatIf,
    run: ({ actor, query }) => ({
      body: readWhatIf(actor, query.weights ?? weightList(runtime().fleet.weights.weights), query.limit),
    }),
  }),
  getWeights: operation({
    id: "getWeights",
    method: "GET",
    path: "/weights",
    tag: "Settings",
    summary: "The weights in force",
    action: "readSettings",
    response: WeightsVersion,
    run: async ({ actor }) => ({ body: await readWeights(actor) }),
  }),
  changeWeights: operation({
    id: "changeWeights",
    method: "PUT",
    path: "/weights",
    tag: "Settings",
    summary: "Put weights in force: recomputes every score and revokes rated agents under the line",
    action: "changeWeights",
    body: z.strictObject({ weights: Weights, reason: Reason, ifVersion: IfVersion }),
    response: WeightsVersion,
    run: async ({ actor, body }) => ({ body: await changeWeights(actor, body) }),
  }),
  listWeights: operation({
    id: "listWeights",
    method: "GET",
    path: "/weights/history",
    tag: "Settings",
    summary: "Versions of the weights, newest first",
    action: "readSettings",
    query: z.strictObject(page),
    response: pageOf(WeightsVersion),
    run: async ({ actor, query }) => ({ body: await readWeightsHistory(actor, query) }),
  }),
  undoWeights: operation({
    id: "undoWeights",
    method: "POST",
    path: "/weights/undo",
    tag: "Settings",
    summary: "Undo the newest change of weights, revocations included",
    action: "undoWeights",
    body: z.strictObject({ version: z.int().positive(), reason: Reason }),
    response: WeightsVersion,
    run: async ({ actor, body }) => ({ body: await undoWeights(actor, body) }),
  }),
  getTrustPolicy: operation({
    id: "getTrustPolicy",
    method: "GET",
    path: "/trust-policy",
    tag: "Settings",
    summary: "The trust policy in force",
    action: "readSettings",
    response: TrustPolicyVersion,
    run: async ({ actor }) => ({ body: await readTrustPolicy(actor) }),
  }),
  changeTrustPolicy: operation({
    id: "changeTrustPolicy",
    method: "PUT",
    path: "/trust-policy",
    tag: "Settings",
    summary: "Put a trust policy in force; absent members keep their value",
    action: "changeTrustPolicy",
    body: TrustPolicy.partial().extend({ reason: Reason, ifVersion: IfVersion }),
    response: TrustPolicyVersion,
    run: async ({ actor, body }) => ({ body: await changeTrustPolicy(actor, body) }),
  }),
  listTrustPolicies: operation({
    id: "listTrustPolicies",
    method: "GET",
    path: "/trust-policy/history",
    tag: "Settings",
    summary: "Versions of the trust policy, newest first",
    action: "readSettings",
    query: z.strictObject(page),
    response: pageOf(TrustPolicyVersion),
    run: async ({ actor, query }) => ({ body: await readTrustPolicyHistory(actor, query) }),
  }),
  getHealthReport: operation({
    id: "getHealthReport",
    method: "GET",
    path: "/reports/health",
    tag: "Reports",
    summary: "Lowest, highest and mean score, trend and revocations over a period",
    action: "readFleet",
    query: z.strictObject({
      days: z.coerce.number().int().min(1).max(3650).default(7),
      format: z.enum(["json", "csv"]).default("json"),
    }),
    response: HealthReport,
    alsoAs: "text/csv",
    run: async ({ actor, query }) => {
      const report = await readHealthReport(actor, query.days);
      if (query.format === "json") return { body: report };
      const headers = { "content-disposition": `attachment; filename="health-${query.days}-days.csv"` };
      return { text: csv(healthTable(report)), type: "text/csv; charset=utf-8; header=present", headers };
    },
  }),
  listJournal: operation({
    id: "listJournal",
    method: "GET",
    path: "/journal",
    tag: "Journal",
    summary: "Entries newest first, or with after oldest first",
    action: "readJournal",
    query: z.strictObject({
      after: z.coerce
        .number()
        .int()
        .min(0)
        .max(2 ** 31 - 1)
        .optional(),
      type: EntryTypesQuery.optional(),
      agentId: z.string().max(128).optional(),
      actor: z.string().max(300).optional(),
      ...page,
    }),
    response: pageOf(Entry),
    run: async ({ actor, query }) => ({ body: await readJournal(actor, query) }),
  }),
  verifyJournal: operation({
    id: "verifyJournal",
    method: "GET",
    path: "/journal/verify",
    tag: "Journal",
    summary: "Recompute the hash chain; names the first bad sequence",
    action: "readJournal",
    query: z.strictObject({ full: flag.optional() }),
    response: JournalProof,
    run: async ({ actor, query }) => ({ body: await verifyJournal(actor, query.full ?? false) }),
  }),
  exportJournal: operation({
    id: "exportJournal",
    method: "GET",
    path: "/journal/export",
    tag: "Journal",
    summary: "All entries as NDJSON, oldest first",
    action: "readJournal",
    query: z.strictObject({
      after: z.coerce
        .number()
        .int()
        .min(0)
        .max(2 ** 31 - 1)
        .default(0),
    }),
    run: ({ actor, query }) => ({
      lines: exportJournal(actor, query.after),
      headers: { "content-disposition": 'attachment; filename="journal.ndjson"' },
    }),
  }),
  listKeys: operation({
    id: "listKeys",
    method: "GET",
    path: "/keys",
    tag: "Access",
    summary: "API keys, newest first",
    action: "readKeys",
    query: z.strictObject(page),
    response: pageOf(Key),
    run: async ({ actor, query }) => ({ body: await readKeys(actor, query) }),
  }),
  createKey: operation({
    id: "createKey",
    method: "POST",
    path: "/keys",
    tag: "Access",
    summary: "Make an API key; the secret is in this answer only",
    action: "createKey",
    body: NewKey,
    status: 201,
    response: CreatedKey,
    secrets: ["secret"],
    run: async ({ actor, body }) => ({ body: await createKey(actor, body) }),
  }),
  updateKey: operation({
    id: "updateKey",
    method: "PATCH",
    path: "/keys/{id}",
    tag: "Access",
    summary: "Change a key's limits; null puts the default back",
    action: "updateKey",
    body: KeyPatch,
    response: Key,
    run: async ({ actor, params, body }) => ({ body: await updateKey(actor, id(params), body) }),
  }),
  revokeKey: operation({
    id: "revokeKey",
    method: "DELETE",
    path: "/keys/{id}",
    tag: "Access",
    summary: "End an API key at once",
    action: "revokeKey",
    response: Key,
    run: async ({ actor, params }) => ({ body: await revokeKey(actor, id(params)) }),
  }),
} as const;

export type OperationId = keyof typeof OPERATIONS;
