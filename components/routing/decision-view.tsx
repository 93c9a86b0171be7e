"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useBarred } from "@/components/live/permission";
import { failureOf, useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { exact, integer, shortHash } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { RowsSkeleton, Skeleton } from "@/components/ui/skeleton";
import { useKey } from "@/components/ui/use-key";
import { queries, RequestError } from "@/lib/http/queries";
import type { Decision, DecisionReplay } from "@/lib/routing/decision-shape";
import { CandidateTable } from "./candidate-table";
import { Counterfactuals } from "./counterfactuals";
import type { RoutingActs } from "./decision-acts";
import { DecisionHeader } from "./decision-header";
import { DecisionMargin } from "./decision-margin";
import { DecisionRefused } from "./decision-refused";
import { ReplaySection } from "./replay-section";
import { TaskPanel } from "./task-panel";

const OverrideDialog = dynamic(() => import("./override-dialog").then((it) => it.OverrideDialog), { ssr: false });
const OutcomeDialog = dynamic(() => import("./outcome-dialog").then((it) => it.OutcomeDialog), { ssr: false });

type Props = { decisionId: string; acts: RoutingActs };

/** One decision as it was made: who got the task and why, who else was considered, and what became of the task. */
export function DecisionView({ decisionId, acts }: Props) {
  const decision = useQuery(queries.decision(decisionId));
  if (decision.data) return <Loaded decision={decision.data} acts={acts} />;
  if (decision.error instanceof RequestError && [400, 404, 422].includes(decision.error.status))
    return <Missing id={decisionId} />;
  if (decision.isError)
    return (
      <div className="px-gutter py-4">
        <ErrorPanel {...failureOf(decision.error, "The decision could not be loaded")} onRetry={() => void decision.refetch()} />
      </div>
    );
  return <ViewSkeleton />;
}

function Loaded({ decision, acts }: { decision: Decision; acts: RoutingActs }) {
  const task = useQuery(queries.task(decision.taskId));
  const replay = useAct(acts.replay);
  const [replayed, setReplayed] = useState<DecisionReplay | null>(null);
  const [asked, setAsked] = useState<"override" | "outcome" | null>(null);
  const open = task.data !== undefined && ["posted", "assigned", "running"].includes(task.data.status);
  const latest = task.data?.decisionId === decision.id;

  async function run() {
    const result = await replay.run({ id: decision.id });
    if (result.ok) setReplayed(result.data);
    document.getElementById("replay")?.scrollIntoView({ block: "nearest" });
  }
  const canOverride = latest && (task.data?.status === "posted" || task.data?.status === "assigned");
  const canReport = open && latest && task.data?.assigned !== null;
  const barred = useBarred();
  useKey("t", "Replay on today", () => void run(), { group: "Decision", because: barred("replayDecision") });
  useKey("o", "Override", () => setAsked("override"), {
    group: "Decision",
    off: !canOverride,
    because: barred("overrideDecision"),
  });
  return (
    <>
      <DecisionHeader
        decision={decision}
        task={task.data}
        replay={() => void run()}
        replaying={replay.pending}
        override={canOverride ? () => setAsked("override") : null}
        report={canReport ? () => setAsked("outcome") : null}
      />
      <CandidateTable decision={decision} minTier={task.data?.minTier ?? null} />
      <DecisionRefused decision={decision} />
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,340px),1fr))] border-line border-t [&>section+section]:border-line desk:[&>section+section]:border-l phone:[&>section+section]:border-t">
        <DecisionMargin decision={decision} />
        <Counterfactuals decision={decision} />
        <ReplaySection
          decided={decision.recommended}
          replayed={{ replay: replayed, pending: replay.pending, failure: replay.failure, run: () => void run() }}
        />
      </div>
      <TaskPanel decision={decision} task={task} report={canReport ? () => setAsked("outcome") : null} />
      <Provenance decision={decision} />
      {asked === "override" && task.data ? (
        <OverrideDialog decision={decision} dispatch={task.data.dispatch} override={acts.override} close={() => setAsked(null)} />
      ) : null}
      {asked === "outcome" && task.data ? (
        <OutcomeDialog task={task.data} report={acts.report} close={() => setAsked(null)} />
      ) : null}
    </>
  );
}

/** What the decision rests on, and where the journal keeps it. */
function Provenance({ decision: { entry, decidedAt } }: { decision: Decision }) {
  return (
    <footer className="words flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-gutter py-2.5 text-12 text-ink-3">
      {entry ? (
        <>
          <IntentLink
            href={`/journal?entry=${entry.seq}`}
            className="link text-ink-2 phone:flex phone:min-h-9 phone:items-center"
          >
            Journal entry {integer(entry.seq)}
          </IntentLink>
          <code title={entry.hash}>sha256 {shortHash(entry.hash)}</code>
        </>
      ) : null}
      <span>Scores, tiers, prices and policy as they were on {exact(decidedAt)}</span>
    </footer>
  );
}

function Missing({ id }: { id: string }) {
  return (
    <section className="flex max-w-140 flex-col items-start gap-1 px-gutter py-10">
      <h1 className="text-16">No such decision</h1>
      <p className="words text-ink-2">
        Nothing was decided under <code className="break-all">{id.slice(0, 128)}</code>. Decisions are never removed, so the
        address is not that of one.
      </p>
      <Button asChild className="mt-3">
        <IntentLink href="/routing">All decisions</IntentLink>
      </Button>
    </section>
  );
}

function ViewSkeleton() {
  return (
    <div role="status" aria-label="Loading the decision" className="px-gutter pt-3">
      <Skeleton width={240} className="my-1" />
      <div className="mt-2 flex h-14 flex-col justify-around">
        <Skeleton width="min(640px, 90%)" height={16} />
        <Skeleton width="min(360px, 60%)" height={16} />
      </div>
      <div className="mt-3 mb-4 flex h-5 items-center">
        <Skeleton width={480} className="max-w-full" />
      </div>
      <RowsSkeleton rows={6} />
    </div>
  );
}
