"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { count, decimal, integer, NO_VALUE, percent, signedDecimal } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { Section } from "@/components/ui/section";
import { RowsSkeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import { cut } from "@/lib/registry/cut";
import { CODE_WORDS } from "@/lib/routing/code-words";
import type { Decision, RoutingStats } from "@/lib/routing/decision-shape";
import { type Part, partIn } from "./decision-part";

const PAGE = 8;
const LONGEST_TITLE = 90;

/** Tasks that the agent competed for, newest first: those it won, and those it lost, by how much and to whom. */
export function DecisionsSection({ agentId }: { agentId: string }) {
  const decisions = useInfiniteQuery(queries.decisionPages({ agentId, brief: true, limit: PAGE }));
  const stats = useQuery(queries.routingStats(agentId));
  const items = decisions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section
      id="decisions"
      title="Decisions"
      note={stats.data ? statsWords(stats.data) : null}
      end={
        items.length > 0 ? (
          <IntentLink
            href={`/routing?agent=${encodeURIComponent(agentId)}`}
            className="link whitespace-nowrap text-12 text-ink-2"
          >
            All decisions
          </IntentLink>
        ) : null
      }
    >
      {decisions.isError && !decisions.data ? (
        <ErrorPanel {...failureOf(decisions.error, "The decisions could not be loaded")} onRetry={() => decisions.refetch()} />
      ) : decisions.isPending ? (
        <RowsSkeleton rows={1} />
      ) : items.length === 0 ? (
        <p className="words text-ink-2">It was not considered for any task yet.</p>
      ) : (
        <Table label="Tasks it competed for">
          <thead>
            <tr>
              <Th>When</Th>
              <Th>Task</Th>
              <Th>Outcome</Th>
              <Th numeric className="phone:hidden">
                Sats
              </Th>
              <Th numeric className="phone:hidden">
                Combined
              </Th>
              <Th numeric>Margin</Th>
            </tr>
          </thead>
          <tbody>
            {items.map((decision) => (
              <Row key={decision.id} decision={decision} agentId={agentId} />
            ))}
          </tbody>
        </Table>
      )}
      {decisions.hasNextPage ? (
        <Button size="sm" className="mt-3" pending={decisions.isFetchingNextPage} onClick={() => decisions.fetchNextPage()}>
          Load {PAGE} more
        </Button>
      ) : null}
    </Section>
  );
}

function statsWords({ tasksWon, tasksConsidered, winRate, avgCombined }: RoutingStats): string | null {
  if (tasksConsidered === 0) return null;
  const average = avgCombined === null ? "never eligible" : `combined ${decimal(avgCombined, 3)} on average`;
  return `given ${integer(tasksWon)} of ${count(tasksConsidered, "task")} it was considered for, ${percent(winRate)}; ${average}`;
}

function Row({ decision, agentId }: { decision: Decision; agentId: string }) {
  const part = partIn(decision, agentId);
  return (
    <tr>
      <Td className="text-ink-2">
        <TimeAgo at={decision.decidedAt} />
      </Td>
      <Td className="max-w-80 truncate phone:max-w-28">
        <IntentLink href={`/routing/${encodeURIComponent(decision.id)}`} className="words">
          <PlainText text={cut(decision.description.trim(), LONGEST_TITLE)} />
        </IntentLink>
      </Td>
      <Td className="words max-w-72 truncate phone:max-w-28">
        <OutcomeWords part={part} />
      </Td>
      <Td numeric className="phone:hidden">
        {part.sats === null ? NO_VALUE : integer(part.sats)}
      </Td>
      <Td numeric className="figures phone:hidden">
        {part.combined === null ? NO_VALUE : decimal(part.combined, 3)}
      </Td>
      <Td numeric className="figures font-medium">
        {part.ahead === null ? NO_VALUE : signedDecimal(part.ahead, 3)}
      </Td>
    </tr>
  );
}

function OutcomeWords({ part: { how, other, codes } }: { part: Part }) {
  const nameOf = useAgentName();
  const rival = other === null ? null : <PlainText text={nameOf(other)} />;
  if (how === "won") return "Won";
  if (how === "given") return "Given by an override";
  if (how === "taken") return <>Won, then given to {rival}</>;
  if (how === "lost") return <>Lost to {rival}</>;
  if (how === "stopped")
    return (
      <span className="text-ink-2" title={codes.join(", ")}>
        <span className="phone:sr-only">Stopped: </span>
        {codes.map((code) => CODE_WORDS[code]).join("; ")}
      </span>
    );
  return "Nobody won";
}
