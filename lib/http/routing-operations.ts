import { z } from "zod";
import { overrideDecision } from "../commands/override-decision";
import { submitTask } from "../commands/submit-task";
import {
  dryRun,
  exportDecisions,
  previewRouting,
  readDecision,
  readDecisions,
  readRoutingStats,
  replayDecision,
} from "../reads/decisions";
import { Decision, DecisionReplay, OUTCOMES, Override, RoutingStats } from "../routing/decision-shape";
import { RoutingQuestion, TaskSubmission } from "../routing/task-shape";
import { AgentId } from "../trust/signal";
import { operation } from "./operation";
import { flag, id, page, pageOf } from "./shapes";

const time = z.iso.datetime({ offset: true });

/** The operations of decisions; part of the table of all (operations.ts). */
export const ROUTING_OPERATIONS = {
  submitTask: operation({
    id: "submitTask",
    method: "POST",
    path: "/tasks",
    tag: "Routing",
    summary: "Post a task and decide who gets it; with dryRun=true (scope read) nothing is stored",
    action: "submitTask",
    dryRunAction: "previewRouting",
    query: z.strictObject({ dryRun: flag.optional() }),
    body: TaskSubmission,
    status: 201,
    response: Decision,
    run: async ({ actor, query, body }) => {
      if (query.dryRun) return { status: 200, body: dryRun(actor, body) };
      const decision = await submitTask(actor, body);
      return { body: decision, headers: { location: `/api/v1/tasks/${encodeURIComponent(decision.taskId)}` } };
    },
  }),
  previewRouting: operation({
    id: "previewRouting",
    atOnce: "reports",
    method: "POST",
    path: "/routing/preview",
    tag: "Routing",
    summary: "Who would win, by a policy and candidates of your own or those of the fleet; nothing is stored",
    action: "previewRouting",
    body: RoutingQuestion,
    response: Decision,
    run: ({ actor, body }) => ({ body: previewRouting(actor, body) }),
  }),
  listDecisions: operation({
    id: "listDecisions",
    method: "GET",
    path: "/routing/decisions",
    tag: "Routing",
    summary: "Decisions newest first; brief=true leaves their candidates out",
    action: "readFleet",
    query: z.strictObject({
      taskId: AgentId.optional(),
      agentId: AgentId.optional(),
      outcome: z.enum(OUTCOMES).optional(),
      from: time.optional(),
      to: time.optional(),
      brief: flag.optional(),
      ...page,
    }),
    response: pageOf(Decision),
    run: ({ actor, query }) => ({ body: readDecisions(actor, query) }),
  }),
  getDecision: operation({
    id: "getDecision",
    method: "GET",
    path: "/routing/decisions/{id}",
    tag: "Routing",
    summary: "One decision with every stored candidate, as it was",
    action: "readFleet",
    response: Decision,
    run: ({ actor, params }) => ({ body: readDecision(actor, id(params)) }),
  }),
  replayDecision: operation({
    id: "replayDecision",
    method: "POST",
    path: "/routing/decisions/{id}/replay",
    tag: "Routing",
    summary: "The same question on today's data, and what differs; nothing is stored",
    action: "replayDecision",
    response: DecisionReplay,
    run: ({ actor, params }) => ({ body: replayDecision(actor, id(params)) }),
  }),
  overrideDecision: operation({
    id: "overrideDecision",
    method: "POST",
    path: "/routing/decisions/{id}/override",
    tag: "Routing",
    summary: "Give a task that waits to another agent; the machine's choice is kept beside it",
    action: "overrideDecision",
    body: Override,
    response: Decision,
    run: async ({ actor, params, body }) => ({ body: await overrideDecision(actor, id(params), body) }),
  }),
  exportDecisions: operation({
    id: "exportDecisions",
    atOnce: "exports",
    method: "GET",
    path: "/routing/export",
    tag: "Routing",
    summary: "All decisions as NDJSON, oldest first; those after `since` if given",
    action: "readFleet",
    query: z.strictObject({ since: time.optional() }),
    run: ({ actor, query }) => ({
      lines: exportDecisions(actor, query.since),
      headers: { "content-disposition": 'attachment; filename="decisions.ndjson"' },
    }),
  }),
  getRoutingStats: operation({
    id: "getRoutingStats",
    method: "GET",
    path: "/agents/{id}/routing-stats",
    tag: "Routing",
    summary: "In how many decisions an agent was considered, eligible and chosen",
    action: "readFleet",
    response: RoutingStats,
    run: ({ actor, params }) => ({ body: readRoutingStats(actor, id(params)) }),
  }),
} as const;
