"use client";

import { PlainText } from "@/components/chips/plain-text";
import { cn } from "@/components/ui/cn";
import { decimal, integer } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import type { DecidedCandidate } from "@/lib/routing/decision-shape";
import type { RoutingWeights } from "@/lib/routing/policy-shape";
import { Codes } from "./candidate-codes";
import { useCalled } from "./candidate-names";
import { behind, CombinedBar, TrustThen } from "./candidate-parts";
import { PARTS, pointsOf, signedThousandths, thousandths } from "./decision-words";

type Props = { candidate: DecidedCandidate; best: DecidedCandidate | undefined; weights: RoutingWeights };

/** A candidate on a phone: name and score, the parts, then tier, price and distance, or what stopped it. */
export function CandidateCard({ candidate, best, weights }: Props) {
  const { agentId, rank, won, trust, bidSats } = candidate;
  const { name } = useCalled(agentId);
  return (
    <li className={cn("relative border-line border-b px-gutter py-2.5", won && "bg-hover")}>
      {won ? <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-accent" /> : null}
      <div className="flex items-baseline gap-2">
        <span className="figures w-4 flex-none text-ink-3">{rank ?? "–"}</span>
        <IntentLink
          href={`/agents/${encodeURIComponent(agentId)}`}
          className={cn("min-w-0 truncate py-1 font-medium", won && "font-semibold", rank === null && "text-ink-2")}
        >
          <PlainText text={name} />
        </IntentLink>
        {won ? <span className="sr-only">chosen</span> : null}
        <span className="figures ml-auto font-semibold text-14">{rank === null ? "" : thousandths(pointsOf(candidate))}</span>
      </div>
      {rank === null ? null : (
        <>
          <CombinedBar candidate={candidate} className="mt-1 ml-6" />
          <dl className="mt-1.5 ml-6 grid grid-cols-5 gap-x-2">
            {PARTS.filter(({ part }) => weights[part] > 0).map(({ part, short, of }) => (
              <div key={part} className="min-w-0">
                <dt className="truncate text-11 text-ink-3">{short}</dt>
                <dd className="figures m-0 text-12">
                  {candidate[of] === undefined ? "–" : decimal(candidate[of], 2).replace(/^0\./, ".")}{" "}
                  <span className="block text-11 text-ink-3">{signedThousandths(candidate.points[part])}</span>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <div className="mt-1 ml-6 flex flex-wrap items-center gap-x-3 text-12 text-ink-2">
        <TrustThen trust={trust} muted={rank === null} />
        {bidSats === undefined ? null : <span className="figures">{integer(bidSats)} sats</span>}
        <span className="figures ml-auto">{rank === null ? "" : behind(candidate, best)}</span>
      </div>
      {rank === null ? (
        <div className="mt-1 ml-6 min-w-0">
          <Codes codes={candidate.ineligibleBecause} />
        </div>
      ) : null}
    </li>
  );
}
