"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { PlainText } from "@/components/chips/plain-text";
import { Term } from "@/components/chips/term";
import { failureOf } from "@/components/live/use-act";
import { cn } from "@/components/ui/cn";
import { ErrorPanel } from "@/components/ui/error-panel";
import { integer } from "@/components/ui/format";
import { queries, RequestError } from "@/lib/http/queries";
import type { IneligibleCode } from "@/lib/registry/agent";
import type { DecidedCandidate, Decision } from "@/lib/routing/decision-shape";
import type { TaskSubmission } from "@/lib/routing/task-shape";
import { useCalled } from "./candidate-names";
import { behind, PartBar } from "./candidate-parts";
import { DecisionSentence } from "./decision-sentence";
import { PARTS, pointsOf, sentenceOf, thousandths, weightWords } from "./decision-words";
import { useDebounced } from "./dry-run-debounced";
import { GateCounts } from "./gate-counts";

const SHOWN = 5;
const TYPING_PAUSE_MS = 250;

/**
 * Who would get a task as it stands in the form; asked anew a quarter of a second after the last key. `submission` is null
 * while there is nothing to ask. The former answer stays until the next is here.
 */
export function useDryRun(submission: TaskSubmission | null) {
  const asked = useDebounced(submission, TYPING_PAUSE_MS);
  const query = useQuery({
    ...queries.dryRun(asked ?? { description: "" }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const refused = query.error instanceof RequestError ? query.error : null;
  return {
    decision: submission === null ? undefined : query.data,
    /** The answer shown is not yet that to what is typed. */
    behind: submission !== null && (asked !== submission || query.isPlaceholderData || query.isFetching),
    /** Complaints about single fields; shown there. */
    errors: asked === null ? undefined : refused?.problem.errors,
    failure:
      submission !== null && query.isError && !refused?.problem.errors?.length ? failureOf(query.error, "No dry run") : null,
    retry: () => void query.refetch(),
  };
}

/** What would be decided: sentence, the best candidates with what they are scored by, and who is stopped by what. */
export function DryRun({ decision, behind: late, failure, retry }: ReturnType<typeof useDryRun>) {
  return (
    <section aria-label="Dry run" aria-busy={late} className="min-w-0 px-gutter py-4 lg:sticky lg:top-bar">
      <header className="mb-3 flex min-h-7 items-center gap-x-2">
        <h2 className="text-13">Dry run</h2>
        <span className="text-12 text-ink-3">while you type; nothing is stored</span>
      </header>
      {failure ? <ErrorPanel {...failure} onRetry={retry} className="mb-3" /> : null}
      {decision ? <Foreseen decision={decision} /> : failure ? null : <Nothing />}
    </section>
  );
}

function Nothing() {
  return (
    <p className="words max-w-120 text-ink-2">
      Describe a task, and here stands who would get it, by how much, and who would be stopped by which gate.
    </p>
  );
}

function Foreseen({ decision }: { decision: Decision }) {
  const { lead, rest } = sentenceOf(decision, true);
  const ranked = decision.candidates.filter(({ rank }) => rank !== null);
  const refused = (Object.entries(decision.totals.refused) as [IneligibleCode, number][]).map(([code, n]) => ({ code, n }));
  return (
    <>
      <p role="status" className="words max-w-200 break-words text-16">
        <DecisionSentence pieces={lead} />
        {rest === "" ? null : <span className="block text-13 text-ink-3">{rest}</span>}
      </p>
      {ranked.length > 0 ? <Best ranked={ranked} decision={decision} /> : null}
      {refused.length > 0 ? (
        <ul aria-label="Stopped by a gate" className="m-0 mt-3 flex list-none flex-wrap gap-x-5 gap-y-1 p-0 text-12">
          <GateCounts counts={refused.toSorted((a, b) => b.n - a.n)} />
        </ul>
      ) : null}
      <p className="mt-3 text-12 text-ink-3">
        {integer(decision.totals.considered)} considered, {integer(decision.totals.eligible)} eligible. Policy{" "}
        {decision.policy.name} v{decision.policy.version}: {weightWords(decision.policy.weights)}.
      </p>
    </>
  );
}

function Best({ ranked, decision }: { ranked: readonly DecidedCandidate[]; decision: Decision }) {
  const parts = PARTS.filter(({ part }) => decision.policy.weights[part] > 0);
  return (
    <table aria-label="Best candidates" className="mt-3 w-full table-fixed border-collapse text-left">
      <thead>
        <tr className="words h-7 border-line-strong border-b text-12 text-ink-3 [&>th]:font-medium">
          <th scope="col" className="w-7 pr-2 text-right">
            #
          </th>
          <th scope="col">Candidate</th>
          <th scope="col" className="w-18 pr-4 text-right">
            {ranked[0]?.offered ? "Offer" : "Bid"}
          </th>
          {parts.map(({ part, name }) => (
            <th key={part} scope="col" className="w-20 pr-3 max-wide:hidden">
              {part === "capability" ? <Term of="capability">{name}</Term> : name}
            </th>
          ))}
          <th scope="col" className="w-18 text-right">
            Combined
          </th>
          <th scope="col" className="w-16 text-right">
            Behind
          </th>
        </tr>
      </thead>
      <tbody>
        {ranked.slice(0, SHOWN).map((candidate) => (
          <BestRow key={candidate.agentId} candidate={candidate} best={ranked[0]} parts={parts} />
        ))}
      </tbody>
    </table>
  );
}

function BestRow({
  candidate,
  best,
  parts,
}: {
  candidate: DecidedCandidate;
  best: DecidedCandidate | undefined;
  parts: readonly (typeof PARTS)[number][];
}) {
  const { name } = useCalled(candidate.agentId);
  return (
    <tr className={cn("h-10 border-line border-b last:border-b-0", candidate.won && "bg-hover")}>
      <td className="figures pr-2 text-right text-ink-2">{candidate.rank}</td>
      <th scope="row" className={cn("truncate pr-3 font-normal", candidate.won && "font-semibold")} title={candidate.agentId}>
        <PlainText text={name} />
      </th>
      <td className="figures pr-4 text-right">{integer(candidate.bidSats)}</td>
      {parts.map((part) => (
        <td key={part.part} className="pr-3 max-wide:hidden">
          <PartBar candidate={candidate} part={part} />
        </td>
      ))}
      <td className="figures text-right font-semibold">{thousandths(pointsOf(candidate))}</td>
      <td className="figures text-right text-ink-2">{behind(candidate, best)}</td>
    </tr>
  );
}
