"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { piecesOf } from "@/components/chips/hidden-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import type { SankeyLink, SankeyNode } from "@/components/ui/chart-sankey";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorPanel } from "@/components/ui/error-panel";
import { count, exact, integer } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { queries } from "@/lib/http/queries";
import { TIERS } from "@/lib/registry/tier";
import { CODE_SHORT } from "@/lib/routing/code-words";
import type { FlowNode, RoutingFlows } from "@/lib/routing/flows";

const ChartSankey = dynamic(() => import("@/components/ui/chart-sankey").then((it) => it.ChartSankey), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

const DAYS = ["1", "7", "30", "90"] as const;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const COLUMNS = ["Capability", "Winner's tier", "Agent or reason"] as const;
const PLACES = { capability: 0, tier: 1, end: 2 } as const satisfies Record<FlowNode["column"], number>;

/** Where the tasks of a window went: by capability, through the tier of who won, to agents; and why some went nowhere. */
export function Flows() {
  const [days, setDays] = useQueryState("days", parseAsStringLiteral(DAYS).withDefault("7").withOptions({ scroll: false }));
  // Whole minutes, so that coming back within one asks nothing anew.
  const from = useMemo(() => {
    const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    return new Date(now - Number(days) * DAY_MS).toISOString();
  }, [days]);
  const flows = useQuery(queries.routingFlows({ from }));
  return (
    <>
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-gutter py-2">
        <nav aria-label="Breadcrumb" className="flex items-center gap-x-2">
          <IntentLink href="/routing" className="link text-ink-2">
            Routing
          </IntentLink>
          <span aria-hidden className="text-ink-3">
            /
          </span>
        </nav>
        <h1 className="text-16">Where tasks go</h1>
        <span className="words min-w-0 text-ink-3">{flows.data ? noteOf(flows.data) : null}</span>
        <div className="ml-auto flex items-center gap-2 phone:ml-0">
          <Segmented
            label="Window"
            value={days}
            onValueChange={(next) => void setDays(next)}
            options={DAYS.map((value) => ({ value, label: `${value} d` }))}
          />
          <Button onClick={() => void flows.refetch()} pending={flows.isFetching}>
            Refresh
          </Button>
        </div>
      </header>
      <div className="px-gutter py-4">
        {flows.data ? (
          <Drawn flows={flows.data} />
        ) : flows.isError ? (
          <ErrorPanel {...failureOf(flows.error, "The flows could not be loaded")} onRetry={() => void flows.refetch()} />
        ) : (
          <ChartSkeleton />
        )}
      </div>
    </>
  );
}

function ChartSkeleton() {
  return (
    <div role="status" aria-label="Loading the flows" className="h-100">
      <Skeleton width="100%" height={320} />
    </div>
  );
}

function noteOf({ decisions, assigned, more }: RoutingFlows): string | null {
  if (decisions === 0) return null;
  const counted = more ? `the newest ${count(decisions, "decision")}` : count(decisions, "decision");
  return `${counted}, ${integer(assigned)} assigned`;
}

function Drawn({ flows }: { flows: RoutingFlows }) {
  const nameOf = useAgentName();
  const { nodes, links, decisions, from, to } = flows;
  if (decisions === 0)
    return (
      <EmptyState title="Nothing was decided in this window">
        <p>
          Choose a longer one, or <IntentLink href="/routing">post a task</IntentLink>.
        </p>
      </EmptyState>
    );
  const drawn = nodes.map(
    (node): SankeyNode => ({
      id: node.id,
      name: visible(nameOfNode(node, nameOf)),
      column: PLACES[node.column],
      count: node.count,
      color: colorOf(node),
      open: node.kind === "refused" || node.kind === "reason",
    }),
  );
  const colors = new Map(nodes.map((node) => [node.id, node.column === "tier" ? colorOf(node) : null]));
  const bands = links.map(
    (link): SankeyLink => ({
      ...link,
      color: colors.get(link.source) ?? colors.get(link.target) ?? "var(--ink-3)",
    }),
  );
  return (
    <>
      <ChartSankey
        label={`Where ${count(decisions, "decision")} went, from capability through tier to agent`}
        columns={COLUMNS}
        nodes={drawn}
        links={bands}
      />
      <p className="mt-2 max-w-180 text-12 text-ink-3">
        From {exact(from)} to {exact(to)}. A task counts once: under the capability that it required first, or without one under
        the winner's declared capability that matches most of its words.
      </p>
    </>
  );
}

function nameOfNode({ kind, name }: FlowNode, nameOf: (id: string) => string): string {
  if (kind === "agent") return nameOf(name);
  return kind === "reason" ? ((CODE_SHORT as Record<string, string>)[name] ?? name) : name;
}

function colorOf({ kind, name }: FlowNode): string {
  if (kind === "tier") return `var(--tier-${TIERS.indexOf(name as (typeof TIERS)[number])})`;
  return kind === "refused" || kind === "reason" ? "var(--control)" : "var(--ink-2)";
}

/** Drawn text cannot mark a character that hides or reorders others: its number stands there. */
function visible(text: string): string {
  return piecesOf(text)
    .map((piece) => ("text" in piece ? piece.text : piece.hidden))
    .join("");
}
