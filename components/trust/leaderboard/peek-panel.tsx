"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { BandChip } from "@/components/chips/band-chip";
import { DimensionSwatch } from "@/components/chips/dimension";
import { PlainText } from "@/components/chips/plain-text";
import { StatusChip } from "@/components/chips/status-chip";
import { TierChip } from "@/components/chips/tier-chip";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Changing } from "@/components/ui/changing";
import { cn } from "@/components/ui/cn";
import { ErrorPanel } from "@/components/ui/error-panel";
import { decimal, duration, exact, integer, NO_VALUE, percent, signed } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { IntentLink } from "@/components/ui/intent-link";
import { Kbd } from "@/components/ui/kbd";
import { useNow } from "@/components/ui/now";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { TIERS } from "@/lib/registry/tier";
import { verdictOf } from "@/lib/registry/verdict";
import { DIMENSION_NAMES, DIMENSIONS } from "@/lib/trust/dimension";
import type { ScoreExplanation } from "@/lib/trust/explanation";
import type { Keeper } from "./keeper";
import { statusAt } from "./narrowing";
import { useKept } from "./use-keeper";

type Props = {
  id: string;
  keeper: Keeper;
  /** What can be done to the agent. */
  actions: ReactNode;
  close: () => void;
};

/** One agent beside the list, which stays where it is and keeps the focus: how it stands, why, and what can be done. */
export function PeekPanel({ id, keeper, actions, close }: Props) {
  const agent = useQuery(queries.agent(id));
  const score = useQuery(queries.score(id));
  const known = useKept(keeper, (k) => k.standings.board.names[k.standings.board.index.get(id) ?? -1]);
  const past = useKept(keeper, (k) => k.standings.board.moment !== null);
  const name = agent.data?.name ?? known ?? id;
  return (
    <section
      aria-label={`Agent ${name}`}
      className="absolute top-9 right-2 bottom-2 z-30 flex w-100 flex-col rounded-3 bg-raised shadow-overlay animate-slide-in"
    >
      <header className="flex items-start gap-3 border-line border-b px-4 pt-3 pb-2.5">
        <div className="min-w-0 grow">
          <h2 className="truncate text-16">
            <PlainText text={name} />
          </h2>
          <p className="truncate text-12 text-ink-3">
            <PlainText text={agent.data?.model ?? ""} />
          </p>
        </div>
        <Button asChild size="sm">
          <IntentLink href={`/agents/${encodeURIComponent(id)}`}>
            Open page <Kbd>↵</Kbd>
          </IntentLink>
        </Button>
        <IconButton label="Close the panel" hint={false} size="sm" onClick={close} className="-mr-1.5">
          <X aria-hidden />
        </IconButton>
      </header>
      <div className="min-h-0 grow overflow-y-auto">
        {past ? <p className="bg-warn-bg px-4 py-1.5 text-12">As it is now, not as of the moment that the list shows.</p> : null}
        {agent.isError && !agent.data ? (
          <div className="p-4">
            <ErrorPanel {...failureOf(agent.error, "The agent could not be loaded")} onRetry={() => void agent.refetch()} />
          </div>
        ) : (
          <>
            <Score agent={agent.data} score={score.data} keeper={keeper} id={id} />
            <Tier agent={agent.data} />
            <LastSignals score={score.data} />
          </>
        )}
      </div>
      <footer className="border-line border-t px-4 py-3">{actions}</footer>
    </section>
  );
}

type ScoreProps = { id: string; agent: Agent | undefined; score: ScoreExplanation | undefined; keeper: Keeper };

/** The score in force with what each dimension adds to it, also while other weights are tried out. */
function Score({ id, agent, score, keeper }: ScoreProps) {
  return (
    <section aria-label="Score" className="px-4 py-3">
      <div className="flex min-h-9 items-end gap-3">
        <span className={cn("figures text-24 leading-8 font-semibold", score?.rated === false && "text-ink-3")}>
          {score ? (
            <Changing value={score.score} weight={650}>
              {score.rated ? integer(score.score) : NO_VALUE}
            </Changing>
          ) : (
            <Skeleton width={48} height={24} />
          )}
        </span>
        {agent ? (
          <span className="flex flex-col text-12 text-ink-3">
            <BandChip band={score?.band ?? agent.band} />
            <span>
              {agent.rank === null ? "not ranked" : `rank ${integer(agent.rank)}`}
              {agent.delta.h24 === null ? "" : `, ${signed(agent.delta.h24)} in 24 h`}
            </span>
          </span>
        ) : null}
        <span className="ml-auto pb-0.5">
          <Status id={id} keeper={keeper} />
        </span>
      </div>
      <dl className="mt-2 grid grid-cols-[1fr_auto_auto] gap-x-3 gap-y-0.5">
        {DIMENSIONS.map((dimension) => {
          const part = score?.dimensions[dimension];
          return (
            <div key={dimension} className="col-span-full grid grid-cols-subgrid items-center">
              <dt className="flex items-center gap-1.5 text-ink-2">
                <DimensionSwatch dimension={dimension} />
                {DIMENSION_NAMES[dimension]}
              </dt>
              <dd className="figures m-0 text-right text-12 text-ink-3">
                {part ? `${part.score === null ? "no data" : decimal(part.score)} × ${percent(part.weight)}` : ""}
              </dd>
              <dd className="figures m-0 w-9 text-right font-medium">{part ? integer(part.points) : ""}</dd>
            </div>
          );
        })}
        <div className="col-span-full grid grid-cols-subgrid border-ink-1 border-t pt-0.5 font-semibold">
          <dt>{score?.rated === false ? "Not yet a score" : "Score"}</dt>
          <dd className="m-0 text-right font-normal text-12 text-ink-3">sums exactly</dd>
          <dd className="figures m-0 text-right">{score ? integer(score.score) : ""}</dd>
        </div>
      </dl>
    </section>
  );
}

/** As its row says it. */
function Status({ id, keeper }: { id: string; keeper: Keeper }) {
  "use no memo";
  useKept(keeper, (k) => k.version);
  const now = useNow();
  const { board } = keeper.standings;
  const row = board.index.get(id);
  return row === undefined ? null : <StatusChip status={statusAt(board, row, now ?? Date.parse(board.at))} />;
}

function Tier({ agent }: { agent: Agent | undefined }) {
  const now = useNow();
  if (!agent) {
    return (
      <section aria-label="Tier" className="h-19 border-line border-t px-4 py-3">
        <Skeleton width={200} />
      </section>
    );
  }
  const { tierDropAt: drop } = agent;
  const { lead, holds } = verdictOf(agent, null);
  return (
    <section aria-label="Tier" className="words min-h-19 border-line border-t px-4 py-3">
      <p className="flex items-baseline gap-2">
        <TierChip level={TIERS.indexOf(agent.tier)} />
        <span>{lead}</span>
      </p>
      {holds === "" ? null : <p className="mt-0.5 text-12 text-ink-2">{holds}</p>}
      <p className="mt-0.5 text-12 text-ink-2">
        {drop === undefined || now === null ? (
          "No tier drop ahead."
        ) : (
          <time dateTime={drop} title={exact(drop)}>
            Next drop in <b className="figures font-semibold text-ink-1">{duration(Math.max(0, Date.parse(drop) - now))}</b>
          </time>
        )}
      </p>
    </section>
  );
}

const SIGNALS_SHOWN = 5;

/** The last of those that count, with what they earn and cost. */
function LastSignals({ score }: { score: ScoreExplanation | undefined }) {
  return (
    <section aria-label="Last signals" className="border-line border-t px-4 py-3">
      <h3 className="text-12 font-medium text-ink-3">Last signals</h3>
      {score?.recentSignals.length === 0 ? <p className="mt-1 text-ink-2">No signal yet.</p> : null}
      <ul className="m-0 mt-1 list-none p-0">
        {score?.recentSignals.slice(0, SIGNALS_SHOWN).map((signal) => (
          <li key={signal.id} className="grid h-6 grid-cols-[8px_1fr_auto_52px] items-center gap-2">
            <DimensionSwatch dimension={signal.dimension} />
            <span className="truncate">
              <span className="sr-only">{DIMENSION_NAMES[signal.dimension]}: </span>
              <PlainText text={signal.source.slice(0, 200)} />
            </span>
            <span className="figures font-medium">
              {signal.value === 0 || signal.value === 1 ? signal.value : decimal(signal.value, 2)}
            </span>
            <TimeAgo at={signal.at} form="age" className="figures text-right text-12 text-ink-3" />
          </li>
        ))}
      </ul>
    </section>
  );
}
