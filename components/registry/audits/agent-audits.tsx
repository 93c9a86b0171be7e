"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { PlainText } from "@/components/chips/plain-text";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorPanel } from "@/components/ui/error-panel";
import { decimal } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { Section } from "@/components/ui/section";
import { RowsSkeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import type { Audit } from "@/lib/registry/audit";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import { COMPONENTS } from "./grid";
import { outcomeOf } from "./outcome";
import { OutcomeMark } from "./status-marks";
import { auditHref } from "./view-address";
import { PURPOSES, STATUS_NAMES } from "./words";

const PAGE = 10;

/** Every audit of an agent, newest first; each leads to its evidence and to what changed since the one before. */
export function AgentAudits({ agentId }: { agentId: string }) {
  const audits = useInfiniteQuery(queries.auditPages({ agentId, limit: PAGE }));
  const items = audits.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section
      id="audits"
      title="Audits"
      end={
        items.length > 0 ? (
          <IntentLink href={`/audits?agent=${encodeURIComponent(agentId)}`} className="link text-12 text-ink-2">
            All audits of it
          </IntentLink>
        ) : null
      }
    >
      {audits.isError && !audits.data ? (
        <ErrorPanel {...failureOf(audits.error, "The audits could not be loaded")} onRetry={() => audits.refetch()} />
      ) : audits.isPending ? (
        <RowsSkeleton rows={1} />
      ) : items.length === 0 ? (
        <p className="words text-ink-2">It was never audited by Muster.</p>
      ) : (
        <Table label="Audits of this agent">
          <thead>
            <tr>
              <Th>Asked</Th>
              <Th>Purpose</Th>
              <Th>Outcome</Th>
              {COMPONENTS.map((component) => (
                <Th key={component} numeric className="phone:hidden">
                  {COMPONENT_NAMES[component].short}
                </Th>
              ))}
              <Th numeric>Probes</Th>
              <Th className="pl-6 phone:hidden">Asked by</Th>
            </tr>
          </thead>
          <tbody>
            {items.map((audit) => (
              <Row key={audit.id} audit={audit} />
            ))}
          </tbody>
        </Table>
      )}
      {audits.hasNextPage ? (
        <Button size="sm" className="mt-3" pending={audits.isFetchingNextPage} onClick={() => audits.fetchNextPage()}>
          Load {PAGE} more
        </Button>
      ) : null}
    </Section>
  );
}

function Row({ audit }: { audit: Audit }) {
  const gate = useQuery(queries.tiers()).data;
  const outcome = outcomeOf(audit, gate?.ihThreshold);
  return (
    <tr>
      <Td>
        <Link href={auditHref(audit.id)} prefetch={false} className="link">
          <TimeAgo at={audit.requestedAt} />
        </Link>
      </Td>
      <Td className="words">{PURPOSES[audit.type].name}</Td>
      <Td className={cn("words phone:whitespace-normal", outcome?.mark === "failed" && "text-bad")}>
        <span className="inline-flex items-center gap-1.5">
          {outcome ? <OutcomeMark mark={outcome.mark} /> : null}
          {outcome?.text ?? STATUS_NAMES[audit.status]}
        </span>
      </Td>
      {COMPONENTS.map((component) => (
        <Td key={component} numeric className="figures phone:hidden">
          {decimal(audit.components[component].certified ?? audit.components[component].estimate, 2)}
        </Td>
      ))}
      <Td numeric className="figures text-ink-2">
        {audit.progress.done} / {audit.progress.total}
      </Td>
      <Td className="max-w-40 truncate pl-6 text-ink-2 phone:hidden">
        <PlainText text={audit.requestedBy} />
      </Td>
    </tr>
  );
}
