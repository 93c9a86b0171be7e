import { z } from "zod";
import { changeRoutingPolicy, undoRoutingPolicy } from "../commands/change-routing-policy";
import { readRoutingFlows } from "../reads/flows";
import { readObservedCapabilities } from "../reads/observed-capabilities";
import { previewRoutingPolicy } from "../reads/policy-effect";
import { readRoutingPolicies, readRoutingPolicy, readRoutingPolicyHistory } from "../reads/routing-policies";
import { RoutingFlows } from "../routing/flows";
import { ObservedCapabilities } from "../routing/observed";
import { PolicyForeseen } from "../routing/policy-effect";
import { RoutingPolicyChange, RoutingPolicyQuestion, RoutingPolicyVersion } from "../routing/policy-shape";
import { operation } from "./operation";
import { id, page, pageOf, Reason } from "./shapes";

/** The parameter `{name}` of a path. */
const name = (params: Record<string, string>): string => params.name ?? "";

const time = z.iso.datetime({ offset: true });

/** The operations of routing policies and of what routing looks like from further away; part of the table of all (operations.ts). */
export const POLICY_OPERATIONS = {
  listRoutingPolicies: operation({
    id: "listRoutingPolicies",
    method: "GET",
    path: "/routing/policies",
    tag: "Routing",
    summary: "The routing policies in force, by name",
    action: "readSettings",
    response: z.strictObject({ items: z.array(RoutingPolicyVersion) }),
    run: async ({ actor }) => ({ body: await readRoutingPolicies(actor) }),
  }),
  getRoutingPolicy: operation({
    id: "getRoutingPolicy",
    method: "GET",
    path: "/routing/policies/{name}",
    tag: "Routing",
    summary: "One routing policy in force",
    action: "readSettings",
    response: RoutingPolicyVersion,
    run: async ({ actor, params }) => ({ body: await readRoutingPolicy(actor, name(params)) }),
  }),
  changeRoutingPolicy: operation({
    id: "changeRoutingPolicy",
    method: "PUT",
    path: "/routing/policies/{name}",
    tag: "Routing",
    summary: "Put a routing policy in force, or make one of a new name; absent members keep their value",
    action: "changeRoutingPolicy",
    body: RoutingPolicyChange,
    response: RoutingPolicyVersion,
    run: async ({ actor, params, body }) => ({ body: await changeRoutingPolicy(actor, name(params), body) }),
  }),
  undoRoutingPolicy: operation({
    id: "undoRoutingPolicy",
    method: "POST",
    path: "/routing/policies/{name}/undo",
    tag: "Routing",
    summary: "Undo the newest change of a routing policy",
    action: "undoRoutingPolicy",
    body: z.strictObject({ version: z.int().positive(), reason: Reason }),
    response: RoutingPolicyVersion,
    run: async ({ actor, params, body }) => ({ body: await undoRoutingPolicy(actor, name(params), body) }),
  }),
  listRoutingPolicyVersions: operation({
    id: "listRoutingPolicyVersions",
    method: "GET",
    path: "/routing/policies/{name}/history",
    tag: "Routing",
    summary: "Versions of a routing policy, newest first",
    action: "readSettings",
    query: z.strictObject(page),
    response: pageOf(RoutingPolicyVersion),
    run: async ({ actor, params, query }) => ({ body: await readRoutingPolicyHistory(actor, name(params), query) }),
  }),
  previewRoutingPolicy: operation({
    id: "previewRoutingPolicy",
    atOnce: "reports",
    method: "POST",
    path: "/routing/policies/{name}/preview",
    tag: "Routing",
    summary: "Who would have won the last decisions by other weights or another minimum; nothing is stored",
    action: "previewRouting",
    body: RoutingPolicyQuestion,
    response: PolicyForeseen,
    run: async ({ actor, params, body }) => ({ body: await previewRoutingPolicy(actor, name(params), body) }),
  }),
  getRoutingFlows: operation({
    id: "getRoutingFlows",
    atOnce: "reports",
    method: "GET",
    path: "/routing/flows",
    tag: "Routing",
    summary: "Where the decisions of a window went: capability, tier of the winner, agent, or why nobody won",
    action: "readFleet",
    query: z.strictObject({ from: time.optional(), to: time.optional() }),
    response: RoutingFlows,
    run: async ({ actor, query }) => ({ body: await readRoutingFlows(actor, query) }),
  }),
  getAgentCapabilities: operation({
    id: "getAgentCapabilities",
    method: "GET",
    path: "/agents/{id}/capabilities",
    tag: "Routing",
    summary: "What an agent declares against what came of its tasks",
    action: "readFleet",
    response: ObservedCapabilities,
    run: async ({ actor, params }) => ({ body: await readObservedCapabilities(actor, id(params)) }),
  }),
} as const;
