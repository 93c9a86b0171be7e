import { z } from "zod";
import { changeRoutingPolicy, undoRoutingPolicy } from "../commands/change-routing-policy";
import { readRoutingPolicies, readRoutingPolicy, readRoutingPolicyHistory } from "../reads/routing-policies";
import { RoutingPolicyChange, RoutingPolicyVersion } from "../routing/policy-shape";
import { operation } from "./operation";
import { page, pageOf, Reason } from "./shapes";

/** The parameter `{name}` of a path. */
const name = (params: Record<string, string>): string => params.name ?? "";

/** The operations of routing policies; part of the table of all (operations.ts). */
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
} as const;
