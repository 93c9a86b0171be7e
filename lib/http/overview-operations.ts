import { z } from "zod";
import { readAttention } from "../reads/attention";
import { readFleetHealth } from "../reads/fleet-health";
import { CONCERNS } from "../registry/attention";
import { Attention } from "../registry/attention-shape";
import { FleetHealth } from "../registry/fleet-health-shape";
import { operation } from "./operation";
import { page } from "./shapes";

const kinds = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(CONCERNS)))
  .meta({ description: "One or more kinds of concern, separated by commas.", type: "string" });

/** The operations of the overview; part of the table of all (operations.ts). */
export const OVERVIEW_OPERATIONS = {
  getAttention: operation({
    id: "getAttention",
    method: "GET",
    path: "/attention",
    tag: "Agents",
    summary: "Who and what needs a human now, most urgent first, each agent once by its most urgent concern",
    action: "readFleet",
    query: z.strictObject({ kind: kinds.optional(), limit: page.limit }),
    response: Attention,
    run: async ({ actor, query }) => ({ body: await readAttention(actor, { kinds: query.kind, limit: query.limit }) }),
  }),
  getFleetHealth: operation({
    id: "getFleetHealth",
    method: "GET",
    path: "/reports/fleet",
    tag: "Reports",
    summary: "The fleet in numbers: tiers and their change since yesterday, the next tier drops, who may act, evidence, routing",
    action: "readFleet",
    response: FleetHealth,
    run: async ({ actor }) => ({ body: await readFleetHealth(actor) }),
  }),
} as const;
