import { z } from "zod";
import { changeTrustPolicy } from "../commands/change-trust-policy";
import { changeWeights, undoWeights } from "../commands/change-weights";
import { recordSignals } from "../commands/record-signals";
import { ScoreHistory } from "../journal/history";
import { readBoard } from "../reads/board";
import { readChange } from "../reads/change";
import { readHealthReport } from "../reads/health-report";
import { readHistory } from "../reads/history";
import { readWhatIf } from "../reads/leaderboard";
import { readBoardAt } from "../reads/moment";
import { readRanks } from "../reads/ranks";
import { readScore } from "../reads/score";
import { readTrustPolicy, readTrustPolicyHistory, readWeights, readWeightsHistory } from "../reads/settings";
import { readSignals } from "../reads/signals";
import { runtime } from "../runtime";
import { BAND_KEYS } from "../trust/band";
import { BoardSnapshot } from "../trust/board-shape";
import { ScoreChange } from "../trust/change";
import { DIMENSIONS } from "../trust/dimension";
import { ScoreExplanation } from "../trust/explanation";
import { healthTable } from "../trust/health";
import { HealthReport } from "../trust/health-shape";
import { TrustPolicy } from "../trust/policy-shape";
import { rankingLines, rankingTable } from "../trust/ranking-table";
import { MOST_FOLLOWED, RANK_RANGES, RankHistory } from "../trust/ranks-shape";
import { StoredSignal, TrustPolicyVersion, WeightsVersion, WhatIf } from "../trust/setting";
import { Signal } from "../trust/signal";
import { weightList, weightsFrom } from "../trust/weights";
import { Weights } from "../trust/weights-shape";
import { BATCH_LIMIT } from "./body";
import { csv } from "./csv";
import { operation } from "./operation";
import { flag, IfVersion, id, page, pageOf, Reason } from "./shapes";
import { checkBatch, SignalBatch, SignalBatchDocument, signalLines } from "./signal-batch";

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

const FollowedAgents = z
  .string()
  .max(MOST_FOLLOWED * 129)
  .transform((text) => [...new Set(text.split(",").filter((id) => id !== ""))])
  .refine((ids) => ids.length <= MOST_FOLLOWED, { error: `At most ${MOST_FOLLOWED} agents, separated by commas.` });

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

/** The operations of signals, scores, weights and trust policy; part of the table of all (operations.ts). */
export const TRUST_OPERATIONS = {
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
    atOnce: "reports",
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
    summary: "All agents in columns, for ranking in the browser; as they are, or as they were at a moment",
    action: "readFleet",
    query: z.strictObject({ at: time.optional() }),
    response: BoardSnapshot,
    run: async ({ actor, query: { at } }) => ({ json: await (at === undefined ? readBoard(actor) : readBoardAt(actor, at)) }),
  }),
  getLeaderboard: operation({
    id: "getLeaderboard",
    atOnce: "reports",
    method: "GET",
    path: "/leaderboard",
    tag: "Scores",
    summary: "The ranking under given weights, now or at a moment, and what applying them would do; nothing is stored",
    action: "readFleet",
    query: z.strictObject({
      weights: WeightsQuery.optional(),
      at: time.optional(),
      limit: page.limit,
      format: z.enum(["json", "csv", "jsonl"]).default("json"),
    }),
    response: WhatIf,
    alsoAs: ["text/csv", "application/x-ndjson"],
    run: async ({ actor, query: { format, ...question } }) => {
      const ranking = await readWhatIf(actor, question);
      if (format === "json") return { body: ranking };
      const headers = { "content-disposition": `attachment; filename="leaderboard.${format}"` };
      if (format === "jsonl") return { text: rankingLines(ranking), type: "application/x-ndjson; charset=utf-8", headers };
      return { text: csv(rankingTable(ranking)), type: "text/csv; charset=utf-8; header=present", headers };
    },
  }),
  getRanks: operation({
    id: "getRanks",
    atOnce: "reports",
    method: "GET",
    path: "/leaderboard/ranks",
    tag: "Scores",
    summary: "Ranks over time of those who lead, of those who moved most, or of given agents",
    action: "readFleet",
    query: z.strictObject({
      range: z.enum(RANK_RANGES).default("24h"),
      of: z.enum(["top", "movers"]).default("top"),
      ids: FollowedAgents.optional(),
      limit: z.coerce.number().int().min(1).max(MOST_FOLLOWED).default(8),
    }),
    response: RankHistory,
    run: async ({ actor, query }) => ({ body: await readRanks(actor, query) }),
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
    atOnce: "reports",
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
    alsoAs: ["text/csv"],
    run: async ({ actor, query }) => {
      const report = await readHealthReport(actor, query.days);
      if (query.format === "json") return { body: report };
      const headers = { "content-disposition": `attachment; filename="health-${query.days}-days.csv"` };
      return { text: csv(healthTable(report)), type: "text/csv; charset=utf-8; header=present", headers };
    },
  }),
} as const;
