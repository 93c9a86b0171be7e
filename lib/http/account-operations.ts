import { z } from "zod";
import { topUpAccount } from "../commands/top-up-account";
import { readAccount } from "../reads/account";
import { Agent } from "../registry/agent";
import { AccountStatement, TopUp } from "../routing/account-shape";
import { operation } from "./operation";
import { id, page } from "./shapes";

/** The operations of accounts; part of the table of all (operations.ts). */
export const ACCOUNT_OPERATIONS = {
  topUpAccount: operation({
    id: "topUpAccount",
    method: "POST",
    path: "/agents/{id}/top-ups",
    tag: "Routing",
    summary: "Pay sats into an agent's account; a balance of 0 or more lifts the hold for insolvency",
    action: "topUpAccount",
    body: TopUp,
    response: Agent,
    run: async ({ actor, params, body }) => ({ body: await topUpAccount(actor, id(params), body) }),
  }),
  getAccount: operation({
    id: "getAccount",
    method: "GET",
    path: "/agents/{id}/account",
    tag: "Routing",
    summary: "An agent's account and its postings, newest first",
    action: "readFleet",
    query: z.strictObject(page),
    response: AccountStatement,
    run: ({ actor, params, query }) => ({ body: readAccount(actor, id(params), query) }),
  }),
} as const;
