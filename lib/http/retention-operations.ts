import { z } from "zod";
import { changeRetention, undoRetention } from "../commands/change-retention";
import { readRetention, readRetentionHistory, readStorage } from "../reads/retention";
import { Retention, RetentionVersion, Storage } from "../trust/retention-shape";
import { operation } from "./operation";
import { IfVersion, page, pageOf, Reason } from "./shapes";

/** The operations of retention and storage; part of the table of all (operations.ts). */
export const RETENTION_OPERATIONS = {
  getRetention: operation({
    id: "getRetention",
    method: "GET",
    path: "/retention",
    tag: "Settings",
    summary: "How long signals, samples and results are kept",
    action: "readSettings",
    response: RetentionVersion,
    run: async ({ actor }) => ({ body: await readRetention(actor) }),
  }),
  changeRetention: operation({
    id: "changeRetention",
    method: "PUT",
    path: "/retention",
    tag: "Settings",
    summary: "Change how long things are kept; absent members keep their value, and nothing brings back what was thinned",
    action: "changeRetention",
    body: Retention.partial().extend({ reason: Reason, ifVersion: IfVersion }),
    response: RetentionVersion,
    run: async ({ actor, body }) => ({ body: await changeRetention(actor, body) }),
  }),
  listRetentions: operation({
    id: "listRetentions",
    method: "GET",
    path: "/retention/history",
    tag: "Settings",
    summary: "Versions of the retention, newest first",
    action: "readSettings",
    query: z.strictObject(page),
    response: pageOf(RetentionVersion),
    run: async ({ actor, query }) => ({ body: await readRetentionHistory(actor, query) }),
  }),
  undoRetention: operation({
    id: "undoRetention",
    method: "POST",
    path: "/retention/undo",
    tag: "Settings",
    summary: "Undo the newest change of the retention",
    action: "undoRetention",
    body: z.strictObject({ version: z.int().positive(), reason: Reason }),
    response: RetentionVersion,
    run: async ({ actor, body }) => ({ body: await undoRetention(actor, body) }),
  }),
  getStorage: operation({
    id: "getStorage",
    method: "GET",
    path: "/storage",
    tag: "Settings",
    summary: "What takes how much room in the database",
    action: "readSettings",
    response: Storage,
    run: async ({ actor }) => ({ body: await readStorage(actor) }),
  }),
} as const;
