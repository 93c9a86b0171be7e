"use client";

import { useQuery } from "@tanstack/react-query";
import { PlainText } from "@/components/chips/plain-text";
import { statusOf } from "@/components/chips/status";
import { StatusChip } from "@/components/chips/status-chip";
import { TierGlyph } from "@/components/chips/tier-chip";
import { useConnection } from "@/components/live/live-provider";
import { failureOf } from "@/components/live/use-act";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { day, duration, exact, hourMinute, integer, shortHash } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { Skeleton } from "@/components/ui/skeleton";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { asExplained } from "@/lib/registry/as-explained";
import { standingOf } from "@/lib/registry/standing";
import { TIERS } from "@/lib/registry/tier";
import { verdictOf } from "@/lib/registry/verdict";
import { DEFAULT_TRUST_POLICY } from "@/lib/trust/policy";
import type { AgentActs } from "./acts";
import { AgentActions } from "./agent-actions";
import { rankedIn } from "./fleet-rows";
import { useProjection } from "./use-projection";

const LONGEST_ID = 28;

/** Who this is, how it stands in words, and what can be done about it. */
export function AgentHeader({ agentId, acts }: { agentId: string; acts: AgentActs }) {
  const agent = useQuery(queries.agent(agentId));
  const score = useQuery(queries.score(agentId));
  // Only the number: the board itself changes with every frame.
  const ranked = useQuery({ ...queries.board(), select: rankedIn });
  if (agent.isError && !agent.data) {
    return (
      <div className="px-gutter py-4">
        <ErrorPanel {...failureOf(agent.error, "The agent could not be loaded")} onRetry={() => agent.refetch()} />
      </div>
    );
  }
  return (
    <header className="px-gutter pt-3 pb-4">
      <Breadcrumb href="/agents" name="Agents">
        <span className="figures">{agent.data ? place(agent.data, ranked.data ?? null) : ""}</span>
      </Breadcrumb>
      {agent.data ? <Known agent={asExplained(agent.data, score.data)} acts={acts} /> : <HeaderSkeleton />}
    </header>
  );
}

function place(agent: Agent, ranked: number | null): string {
  if (agent.status === "deregistered") return "deregistered";
  if (agent.rank === null) return agent.revoked ? "revoked, not ranked" : "unrated, not ranked";
  return `rank ${integer(agent.rank)}${ranked === null ? "" : ` of ${integer(ranked)}`}`;
}

function Known({ agent, acts }: { agent: Agent; acts: AgentActs }) {
  return (
    <>
      <div className="mt-1 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 text-16 [overflow-wrap:anywhere]">
          <PlainText text={agent.name} />
        </h1>
        <Status agent={agent} />
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 text-ink-3 phone:w-full">
          <span className="-my-1 flex min-w-0 items-center gap-1">
            <code title={agent.id}>{agent.id.length > LONGEST_ID ? shortHash(agent.id, 12) : agent.id}</code>
            <CopyButton text={agent.id} label="Copy id" iconOnly size="sm" className="text-ink-3 [&_.lucide]:size-3" />
          </span>
          <span className="words min-w-0 [overflow-wrap:anywhere]">
            <PlainText text={agent.model} />
          </span>
        </span>
        <div className="ml-auto">
          <AgentActions agent={agent} acts={acts} />
        </div>
      </div>
      <VerdictLine agent={agent} />
      <Standing agent={agent} />
    </>
  );
}

function Status({ agent }: { agent: Agent }) {
  const now = useNow();
  if (agent.status === "deregistered") return <Chip>Deregistered</Chip>;
  const lastSignalAt = agent.lastSignalAt ? Date.parse(agent.lastSignalAt) : null;
  const facts = {
    ...agent,
    tier: TIERS.indexOf(agent.tier),
    held: agent.holds.map((hold) => hold.cause),
    delta24h: agent.delta.h24,
    lastSignalAt,
  };
  return <StatusChip status={statusOf(facts, now ?? lastSignalAt ?? 0)} />;
}

const dayAndTime = (at: string) => `${day(at)}, ${hourMinute(at)}`;

/** Whether it may act, up to which tier, and when that ends. */
function VerdictLine({ agent }: { agent: Agent }) {
  const projection = useProjection(agent);
  const { lead, next } = verdictOf(agent, projection?.next ?? null);
  return (
    <p className="mt-2 break-words text-20 phone:min-h-12 phone:text-16">
      <TierGlyph level={TIERS.indexOf(agent.tier)} className="mr-2 inline-block align-[-1px]" />
      <b className="font-semibold">{lead}</b>
      {next && projection ? (
        <span className="text-ink-2" title={exact(next.at)}>
          {" "}
          · next drop to {next.to} in <b className="figures font-semibold text-ink-1">{duration(next.at - projection.now)}</b> (
          {next.by})
        </span>
      ) : null}
    </p>
  );
}

/** What holds its tier and what its score is worth, in one paragraph: as high with a cause as without. */
function Standing({ agent }: { agent: Agent }) {
  const policy = useQuery(queries.trustPolicy());
  const { stale } = useConnection();
  const { holds } = verdictOf(agent, null);
  const { lead, rest, notes } = standingOf(agent, policy.data ?? DEFAULT_TRUST_POLICY, dayAndTime);
  return (
    <p className="mt-0.5 min-h-5 break-words text-ink-2 phone:min-h-10">
      {holds === "" ? null : (
        <>
          <span>{holds}</span>{" "}
        </>
      )}
      <span>
        <b className="font-semibold text-ink-1">{lead}</b>
        {rest}
      </span>
      . {notes.join(" ")}
      {stale && " Shown as it was when the connection was lost."}
    </p>
  );
}

/** The header while its agent is on the way. */
function HeaderSkeleton() {
  return (
    <div role="status" aria-label="Loading the agent">
      <div className="mt-1 flex h-8 items-center gap-3">
        <Skeleton width={120} height={14} />
        <Skeleton width={96} />
        <Skeleton width={160} className="phone:hidden" />
      </div>
      {/* On a phone id and model have a line, and the sentences run over two. */}
      <div className="hidden h-8 items-center phone:flex">
        <Skeleton width={200} />
      </div>
      <div className="mt-2 flex h-7 items-center phone:h-12">
        <Skeleton width={240} height={16} />
      </div>
      <div className="mt-0.5 flex h-5 items-center phone:h-10">
        <Skeleton width={320} className="max-w-full" />
      </div>
    </div>
  );
}
