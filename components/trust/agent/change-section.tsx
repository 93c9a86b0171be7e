"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ChartDelta } from "@/components/ui/chart-delta";
import { ErrorPanel } from "@/components/ui/error-panel";
import { clock, day, hourMinute, signed } from "@/components/ui/format";
import { Kbd } from "@/components/ui/kbd";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { useKey } from "@/components/ui/use-key";
import { queries } from "@/lib/http/queries";
import type { ScoreChange } from "@/lib/trust/change";
import { CauseSheet } from "./cause-sheet";
import { stepsOf } from "./causes";
import { useNeeded } from "./needed";
import { RANGES, type Range, useRange, useSince } from "./range";
import { NOTHING_CHOSEN, useChosen } from "./stretch";

/** Two moments, RFC 3339; without `to` it is now. */
type Moments = { from: string; to?: string };

/** Why the score is not what it was: causes that sum to the difference, over the range or between two chosen moments. */
export function ChangeSection({ agentId }: { agentId: string }) {
  const [range] = useRange();
  const [chosen, setChosen] = useChosen();
  const agent = useQuery(queries.agent(agentId));
  const beginning = useBeginning(agentId, range);
  const moments = momentsOf(chosen, beginning);
  const change = useQuery({
    ...queries.change(agentId, moments ?? {}),
    enabled: moments !== null,
    placeholderData: keepPreviousData,
  });
  const needed = useNeeded(agent.data);
  const some = chosen.from !== null;
  const reset = () => void setChosen(NOTHING_CHOSEN);
  useKey("Escape", "Compare over the whole range again", reset, { group: "History", off: !some });
  return (
    <Section
      id="change"
      title="Why did it change"
      note={
        <Note chosen={some ? moments : null} range={RANGES[range].words} change={agent.data?.rated ? change.data : undefined} />
      }
      end={
        some && (
          <Button size="sm" variant="quiet" onClick={reset}>
            Whole range <Kbd className="phone:hidden">Esc</Kbd>
          </Button>
        )
      }
    >
      {agent.data && !agent.data.rated ? (
        <p className="text-ink-2">It is not rated yet, so there is no score to explain{needed ? `: ${needed}` : ""}.</p>
      ) : change.isError && !change.data ? (
        <ErrorPanel
          title="The causes could not be loaded"
          detail="Score and history are not affected."
          onRetry={() => change.refetch()}
        />
      ) : change.data ? (
        <Causes agentId={agentId} change={change.data} ends={chosen.to !== null} />
      ) : (
        <CausesSkeleton />
      )}
    </Section>
  );
}

function momentsOf(chosen: { from: number | null; to: number | null }, beginning: string | null): Moments | null {
  if (chosen.from === null) return beginning === null ? null : { from: beginning };
  const from = new Date(chosen.from).toISOString();
  return chosen.to === null ? { from } : { from, to: new Date(chosen.to).toISOString() };
}

function Note({ chosen, range, change }: { chosen: Moments | null; range: string; change: ScoreChange | undefined }) {
  return (
    <>
      {chosen ? (
        <>
          <span className="phone:hidden">{day(chosen.from)}, </span>
          {clock(chosen.from)} to {chosen.to ? endText(chosen) : "now"}
        </>
      ) : (
        range
      )}
      {change ? `, ${signed(change.delta)}` : ""}
    </>
  );
}

/** `19 Nov, 14:02:11`. */
const momentText = (at: string) => `${day(at)}, ${clock(at)}`;
const endText = ({ from, to = "" }: Moments) => (day(from) === day(to) ? clock(to) : momentText(to));

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

/** `ends` = the second moment was chosen too, else it is now. */
function Causes({ agentId, change, ends }: { agentId: string; change: ScoreChange; ends: boolean }) {
  const [opened, setOpened] = useState<string | null>(null);
  const steps = stepsOf(change);
  if (steps.length === 0) return <NoCause agentId={agentId} change={change} />;
  const { from, to } = change;
  return (
    <>
      <ChartDelta
        caption={`Causes of ${signed(change.delta)} points`}
        from={{ name: ends ? momentText(from.at) : `${day(from.at)}, ${hourMinute(from.at)}`, value: from.score }}
        to={{ name: ends ? momentText(to.at) : `Now, ${clock(to.at)}`, value: to.score }}
        steps={steps}
        onSelect={setOpened}
      />
      <CauseSheet change={change} step={steps.find((step) => step.key === opened) ?? null} close={() => setOpened(null)} />
    </>
  );
}

/** Nothing moved the score: because nobody said anything, or because what was said weighed nothing. */
function NoCause({ agentId, change }: { agentId: string; change: ScoreChange }) {
  const { from, to } = change;
  const heard = useQuery(queries.signals(agentId, { from: justAfter(from.at), to: to.at, limit: 1 }));
  const moments = `between ${momentText(from.at)} and ${endText({ from: from.at, to: to.at })}`;
  if (heard.isPending) return <CausesSkeleton />;
  const silent = heard.data?.items.length === 0 && heard.data.nextCursor === null;
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">{silent ? "No evidence in this stretch" : "It did not change"}</p>
      <p className="max-w-140 text-ink-2">
        {silent
          ? `No signal arrived ${moments}, and the weights stayed the same. What the score of ${to.score} is made of stands under Trust score.`
          : `Signals arrived ${moments}, but they say the same as those before: none moved the score of ${to.score} by a point.`}
      </p>
    </div>
  );
}

/** Signals count as new from the millisecond after the first moment on. */
const justAfter = (at: string) => new Date(Date.parse(at) + 1).toISOString();

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
