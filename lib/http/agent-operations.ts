import { z } from "zod";
import { deregisterAgent } from "../commands/deregister-agent";
import { liftHold, resumeAgent, suspendAgent } from "../commands/hold-agent";
import { importAgents } from "../commands/import-agents";
import { registerAgent } from "../commands/register-agent";
import { reinstateAgent, revokeAgent } from "../commands/revoke-agent";
import { updateAgent } from "../commands/update-agent";
import { readAgent } from "../reads/agent";
import { AGENT_SORTS, readAgents } from "../reads/agents";
import { readPersonas } from "../reads/personas";
import { Refusal } from "../refusal";
import { Agent, AgentPatch, AgentRegistration, HOLD_CAUSES, STATUSES } from "../registry/agent";
import { ImportReport } from "../registry/import";
import { Persona } from "../registry/persona";
import { TIERS } from "../registry/tier";
import { BAND_KEYS } from "../trust/band";
import { BATCH_LIMIT } from "./body";
import { IMPORT_MEDIA, importRows } from "./import-rows";
import { operation } from "./operation";
import { flag, id, page, pageOf, Reason, WithReason } from "./shapes";

/** The operations of agents; part of the table of all (operations.ts). */
export const AGENT_OPERATIONS = {
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
    atOnce: "imports",
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
      body: await importAgents(actor, await importRows(body.media, body.text), query.dryRun ?? false),
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
} as const;
