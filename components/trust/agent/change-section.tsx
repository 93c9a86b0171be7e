"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChartDelta } from "@/components/ui/chart-delta";
import { ErrorPanel } from "@/components/ui/error-panel";
import { clock, day, hourMinute, signed } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { queries } from "@/lib/http/queries";
import type { ScoreChange } from "@/lib/trust/change";
import { stepsOf } from "./causes";
import { RANGES, type Range, useRange, useSince } from "./range";

/** Why the score is not what it was at the beginning of the range: causes that sum to the difference. */
export function ChangeSection({ agentId }: { agentId: string }) {
  const [range] = useRange();
  const agent = useQuery(queries.agent(agentId));
  const from = useBeginning(agentId, range);
  const change = useQuery({
    ...queries.change(agentId, { from: from ?? "" }),
    enabled: from !== null,
    placeholderData: keepPreviousData,
  });
  const unrated = agent.data && !agent.data.rated;
  return (
    <Section
      title="Why did it change"
      note={change.data && !unrated ? `${RANGES[range].words}, ${signed(change.data.delta)}` : RANGES[range].words}
    >
      {unrated ? (
        <p className="text-ink-2">It is not rated yet, so there is no score to compare with.</p>
      ) : change.isError && !change.data ? (
        <ErrorPanel
          title="The causes could not be loaded"
          detail="Score and history are not affected."
          onRetry={() => change.refetch()}
        />
      ) : change.data ? (
        <Causes change={change.data} />
      ) : (
        <CausesSkeleton />
      )}
    </Section>
  );
}

/** How long after its registration the first rated sample of an agent is looked for, sample by sample. Unit: ms. */
const YOUTH = 5 * 60_000;

/** When to compare with (RFC 3339): the beginning of the range, or the first rated sample of an agent younger than that. */
function useBeginning(agentId: string, range: Range): string | null {
  const agent = useQuery(queries.agent(agentId)).data;
  const since = useSince(range, agent);
  const born = agent ? Date.parse(agent.registeredAt) : 0;
  const young = since === born;
  // What was is not asked for twice.
  const youth = useQuery({
    ...queries.history(agentId, { from: new Date(born).toISOString(), to: new Date(born + YOUTH).toISOString() }),
    enabled: young && agent?.rated === true,
    staleTime: "static",
  });
  if (since === null || (young && !youth.data)) return null;
  const first = young ? youth.data?.points.find((point) => point.rated)?.at : undefined;
  return first ?? new Date(since).toISOString();
}

function Causes({ change }: { change: ScoreChange }) {
  const steps = stepsOf(change);
  if (steps.length === 0)
    return <p className="text-ink-2">It did not change: nothing new was reported, and the weights are the same.</p>;
  const from = { name: `${day(change.from.at)}, ${hourMinute(change.from.at)}`, value: change.from.score };
  return (
    <ChartDelta
      caption={`Causes of ${signed(change.delta)} points`}
      from={from}
      to={{ name: `Now, ${clock(change.to.at)}`, value: change.to.score }}
      steps={steps}
    />
  );
}

function CausesSkeleton() {
  return (
    <div role="status" aria-label="Loading the causes">
      {[40, 22, 30, 16, 26, 44].map((width) => (
        <div key={width} className="flex h-7 items-center gap-8">
          <Skeleton width={152} />
          <Skeleton width={`${width}%`} height={12} />
        </div>
      ))}
    </div>
  );
}
