import { z } from "zod";
import { acceptArchitecture } from "../commands/accept-architecture";
import { certifyAgent } from "../commands/certify-agent";
import { changeGate, undoGate } from "../commands/change-gate";
import { readCertifications } from "../reads/certification";
import { askGate, previewGate, readGate, readGateHistory } from "../reads/gate";
import { Agent, Architecture } from "../registry/agent";
import { Certificate, CertificationRequest } from "../registry/certificate";
import { ChainAnswer, GateAnswer, GateQuestion } from "../registry/gate-question";
import { GateEffect, GateVersion, TiersInForce } from "../registry/gate-setting";
import { Gate } from "../registry/gate-shape";
import { operation } from "./operation";
import { IfVersion, id, page, pageOf, Reason } from "./shapes";

/** The operations of certification; part of the table of all (operations.ts). */
export const CERTIFICATION_OPERATIONS = {
  acceptArchitecture: operation({
    id: "acceptArchitecture",
    method: "PUT",
    path: "/agents/{id}/architecture",
    tag: "Certification",
    summary: "Accept another architecture as the right one: the certificate is void, a hold for drift is lifted",
    action: "acceptArchitecture",
    body: Architecture.extend({ reason: Reason }).refine(
      ({ config, configText, architectureHash }) => (config ?? configText ?? architectureHash) !== undefined,
      { error: "Give config, configText or architectureHash." },
    ),
    response: Agent,
    run: async ({ actor, params, body }) => ({ body: await acceptArchitecture(actor, id(params), body) }),
  }),
  certifyAgent: operation({
    id: "certifyAgent",
    method: "POST",
    path: "/agents/{id}/certifications",
    tag: "Certification",
    summary: "Certify an agent by a vector measured elsewhere; another architecture than the registered one is drift",
    action: "certifyAgent",
    body: CertificationRequest,
    status: 201,
    response: Certificate,
    run: async ({ actor, params, body }) => ({ body: await certifyAgent(actor, id(params), body) }),
  }),
  listCertifications: operation({
    id: "listCertifications",
    method: "GET",
    path: "/agents/{id}/certifications",
    tag: "Certification",
    summary: "An agent's certificates, newest first",
    action: "readFleet",
    query: z.strictObject(page),
    response: pageOf(Certificate),
    run: async ({ actor, params, query }) => ({ body: await readCertifications(actor, id(params), query) }),
  }),
  getTiers: operation({
    id: "getTiers",
    method: "GET",
    path: "/tiers",
    tag: "Certification",
    summary: "The gate in force, and how many active agents stand at each tier",
    action: "readSettings",
    response: TiersInForce,
    run: async ({ actor }) => ({ body: await readGate(actor) }),
  }),
  changeGate: operation({
    id: "changeGate",
    method: "PUT",
    path: "/tiers",
    tag: "Certification",
    summary: "Put a gate in force: every tier follows it at once; absent members keep their value",
    action: "changeGate",
    body: Gate.partial().extend({ reason: Reason, ifVersion: IfVersion }),
    response: TiersInForce,
    run: async ({ actor, body }) => ({ body: await changeGate(actor, body) }),
  }),
  previewGate: operation({
    id: "previewGate",
    atOnce: "reports",
    method: "POST",
    path: "/tiers/preview",
    tag: "Certification",
    summary: "Whose tier another gate would change now; nothing is stored",
    action: "readSettings",
    body: Gate.partial(),
    response: GateEffect,
    run: async ({ actor, body }) => ({ body: await previewGate(actor, body) }),
  }),
  listGates: operation({
    id: "listGates",
    method: "GET",
    path: "/tiers/history",
    tag: "Certification",
    summary: "Versions of the gate, newest first",
    action: "readSettings",
    query: z.strictObject(page),
    response: pageOf(GateVersion),
    run: async ({ actor, query }) => ({ body: await readGateHistory(actor, query) }),
  }),
  undoGate: operation({
    id: "undoGate",
    method: "POST",
    path: "/tiers/undo",
    tag: "Certification",
    summary: "Undo the newest change of the gate",
    action: "undoGate",
    body: z.strictObject({ version: z.int().positive(), reason: Reason }),
    response: TiersInForce,
    run: async ({ actor, body }) => ({ body: await undoGate(actor, body) }),
  }),
  evaluateGate: operation({
    id: "evaluateGate",
    method: "POST",
    path: "/gate/evaluate",
    tag: "Certification",
    summary: "What a gate says of a vector or of a chain of them; absent members have their defaults, nothing is read or stored",
    action: "readSettings",
    body: GateQuestion,
    response: z.union([GateAnswer, ChainAnswer]),
    run: ({ actor, body }) => ({ body: askGate(actor, body) }),
  }),
} as const;
