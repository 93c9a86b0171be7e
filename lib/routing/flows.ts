import { z } from "zod";
import { INELIGIBLE_CODES, type IneligibleCode } from "../registry/agent";
import { TIERS } from "../registry/tier";
import type { Finding } from "./decision-shape";

/** Most nodes in a column; what has none of its own is in "other". */
const MOST_NODES = 12;

const Node = z.strictObject({
  id: z.string(),
  column: z.enum(["capability", "tier", "end"]),
  /** `other` gathers what has no node of its own; `none` is a task without a known capability, or a winner whose tier is not stored. */
  kind: z.enum(["capability", "tier", "refused", "agent", "reason", "other", "none"]),
  name: z.string(),
  count: z.int(),
});

/**
 * GET /routing/flows: decisions of a window, counted from capability through the winner's tier to the agent, and for those
 * without a winner to the reason. `decisions` are those counted, the newest; `more` says that there were older ones.
 */
export const RoutingFlows = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    decisions: z.int(),
    assigned: z.int(),
    more: z.boolean(),
    nodes: z.array(Node),
    links: z.array(z.strictObject({ source: z.string(), target: z.string(), count: z.int() })),
  })
  .meta({ id: "RoutingFlows" });
export type RoutingFlows = z.infer<typeof RoutingFlows>;
export type FlowNode = z.infer<typeof Node>;

/** One decision as it flows. `end` is the winner's id, or why there was none. */
export type Flow = {
  capability: string | null;
  tier: (typeof TIERS)[number] | null;
  end: { kind: "agent" | "reason"; name: string };
};

/** Why nobody got a task: no bids, or the gate that stopped most of them (of equals the first of the codes). */
export function refusalOf({
  outcome,
  totals,
}: Pick<Finding, "outcome" | "totals">): IneligibleCode | "no_bids" | "no_agents" | "scored_zero" {
  if (outcome === "no_bids") return "no_bids";
  if (totals.considered === 0) return "no_agents";
  let found: IneligibleCode | null = null;
  for (const code of INELIGIBLE_CODES) if ((totals.refused[code] ?? 0) > (found ? (totals.refused[found] ?? 0) : 0)) found = code;
  return totals.eligible > 0 || found === null ? "scored_zero" : found;
}

/** Nodes and links of these flows: at most 12 nodes in a column, the largest; counts of each column sum to all flows. */
export function flowsOf(flows: readonly Flow[]): Pick<RoutingFlows, "nodes" | "links"> {
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, { source: string; target: string; count: number }>();
  // Each column has room for two nodes that gather the rest.
  const capabilities = largest(
    flows,
    ({ capability }) => capability,
    () => "capability",
  );
  const ends = largest(
    flows,
    ({ end }) => `${end.kind} ${end.name}`,
    (key) => key.split(" ", 1)[0] ?? "",
  );
  for (const flow of flows) {
    const path = [capabilityNode(flow, capabilities), tierNode(flow), endNode(flow, ends)];
    for (const node of path) {
      const known = nodes.get(node.id);
      if (known) known.count++;
      else nodes.set(node.id, { ...node, count: 1 });
    }
    for (const [source, target] of [path.slice(0, 2), path.slice(1)] as const) {
      if (!source || !target) continue;
      const key = JSON.stringify([source.id, target.id]);
      const known = links.get(key);
      if (known) known.count++;
      else links.set(key, { source: source.id, target: target.id, count: 1 });
    }
  }
  const byCount = (a: { count: number }, b: { count: number }) => b.count - a.count;
  return { nodes: [...nodes.values()].sort(inColumn), links: [...links.values()].sort(byCount) };
}

type Placed = Omit<FlowNode, "count">;

function capabilityNode({ capability }: Flow, kept: ReadonlySet<string>): Placed {
  if (capability === null) return { id: "capability none", column: "capability", kind: "none", name: "no capability" };
  if (!kept.has(capability)) return { id: "capability other", column: "capability", kind: "other", name: "other capabilities" };
  return { id: `capability: ${capability}`, column: "capability", kind: "capability", name: capability };
}

function tierNode({ tier, end }: Flow): Placed {
  if (end.kind === "reason") return { id: "refused", column: "tier", kind: "refused", name: "nobody" };
  if (tier === null) return { id: "tier none", column: "tier", kind: "none", name: "tier not stored" };
  return { id: `tier: ${tier}`, column: "tier", kind: "tier", name: tier };
}

function endNode({ end }: Flow, kept: ReadonlySet<string>): Placed {
  const { kind, name } = end;
  if (kept.has(`${kind} ${name}`)) return { id: `${kind}: ${name}`, column: "end", kind, name };
  return { id: `${kind} other`, column: "end", kind: "other", name: kind === "agent" ? "other agents" : "other reasons" };
}

/** The keys that occur most often, of equals those first by code unit; a node that would gather a single one is that one. */
function largest(flows: readonly Flow[], keyOf: (flow: Flow) => string | null, kindOf: (key: string) => string): Set<string> {
  const counts = new Map<string, number>();
  for (const flow of flows) {
    const key = keyOf(flow);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const order = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const keys = order.map(([key]) => key);
  const rest = keys.slice(MOST_NODES - 2);
  const lone = rest.filter((key) => rest.filter((other) => kindOf(other) === kindOf(key)).length === 1);
  return new Set([...keys.slice(0, MOST_NODES - 2), ...lone]);
}

const OTHER_REASONS = "reason other";
const COLUMNS = ["capability", "tier", "end"] as const;

/** Column by column; tiers upwards from T5, everything else by its count, what is gathered or refused last. */
function inColumn(a: FlowNode, b: FlowNode): number {
  const column = COLUMNS.indexOf(a.column) - COLUMNS.indexOf(b.column);
  if (column !== 0) return column;
  return rankOf(a) - rankOf(b) || b.count - a.count || (a.name < b.name ? -1 : 1);
}

const LAST = { tier: 0, capability: 0, agent: 0, other: 1, none: 2, refused: 3, reason: 3 } as const;

function rankOf({ id, kind, name }: FlowNode): number {
  if (kind === "tier") return TIERS.length - TIERS.indexOf(name as (typeof TIERS)[number]);
  return (id === OTHER_REASONS ? LAST.reason + 1 : LAST[kind]) * TIERS.length * 2;
}
