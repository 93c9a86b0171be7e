"use client";

import { Check, Minus, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { AgentName } from "@/components/chips/agent-name";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { integer, NO_VALUE } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { useMedia } from "@/components/ui/use-media";
import type { Tier } from "@/lib/registry/tier";
import type { DecidedCandidate, Decision } from "@/lib/routing/decision-shape";
import { CandidateCard } from "./candidate-card";
import { Codes } from "./candidate-codes";
import { GATES, type Gate, passage } from "./candidate-gates";
import { useCalled } from "./candidate-names";
import { behind, PartBar, PartHead, TrustThen } from "./candidate-parts";
import { PARTS, pointsOf, thousandths } from "./decision-words";

const SHOWN = 25;

type Props = { decision: Decision; minTier: Tier | null };

/** Every candidate that was kept: those who passed all gates by rank, then those whom a gate stopped, with what stopped them. */
export function CandidateTable({ decision, minTier }: Props) {
  const phone = useMedia("(width <= 720px)");
  const ranked = decision.candidates.filter(({ rank }) => rank !== null);
  const stopped = decision.candidates.filter(({ rank }) => rank === null);
  const [all, setAll] = useState(false);
  const most = all ? Number.POSITIVE_INFINITY : SHOWN;
  const hidden = Math.max(0, ranked.length - most) + Math.max(0, stopped.length - most);
  const shown = { ranked: ranked.slice(0, most), stopped: stopped.slice(0, most), best: ranked[0] };
  if (decision.candidates.length === 0) return null;
  return (
    <>
      {phone ? <Cards {...shown} decision={decision} /> : <Wide {...shown} decision={decision} minTier={minTier} />}
      {hidden > 0 ? (
        <div className="px-gutter py-3">
          <Button onClick={() => setAll(true)}>Show all {integer(decision.candidates.length)} candidates</Button>
        </div>
      ) : null}
    </>
  );
}

type Shown = { ranked: DecidedCandidate[]; stopped: DecidedCandidate[]; best: DecidedCandidate | undefined; decision: Decision };

function Cards({ ranked, stopped, best, decision }: Shown) {
  return (
    <section aria-label="Candidates" className="border-line border-t">
      <ul className="m-0 list-none p-0">
        {ranked.map((candidate) => (
          <CandidateCard key={candidate.agentId} candidate={candidate} best={best} weights={decision.policy.weights} />
        ))}
      </ul>
      {stopped.length > 0 ? (
        <>
          <h2 className="border-line border-b bg-sunken px-gutter py-2 text-13">Stopped by a gate</h2>
          <ul className="m-0 list-none p-0">
            {stopped.map((candidate) => (
              <CandidateCard key={candidate.agentId} candidate={candidate} best={best} weights={decision.policy.weights} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Wide({ ranked, stopped, best, decision, minTier }: Shown & Pick<Props, "minTier">) {
  // Where seven columns of marks would leave no room for the name they stand in one.
  const apart = useMedia("(width >= 1440px)");
  const { weights } = decision.policy;
  const parts = PARTS.filter(({ part }) => weights[part] > 0);
  return (
    <section
      aria-label="Candidates, scrolling sideways"
      tabIndex={0}
      className="overflow-x-auto border-line border-t focus-visible:-outline-offset-2"
    >
      <table aria-label="Candidates" className="w-full min-w-[980px] table-fixed border-collapse text-left">
        <colgroup>
          <col className="w-14" />
          <col />
          <col className="w-24" />
          {apart ? GATES.map(({ gate }) => <col key={gate} className="w-14" />) : <col className="w-33" />}
          <col className="w-18" />
          {parts.map(({ part }) => (
            <col key={part} className="w-16 wide:w-[97px] ultra:w-[124px]" />
          ))}
          <col className="w-19" />
          <col className="w-21" />
        </colgroup>
        <thead>
          <tr className="words h-8 border-line-strong border-b text-12 text-ink-3 [&>th]:whitespace-nowrap [&>th]:font-medium">
            <th scope="col" className="pr-2 pl-gutter text-right">
              #
            </th>
            <th scope="col">Candidate</th>
            <th scope="col">Tier, score then</th>
            {apart ? (
              GATES.map(({ gate }) => (
                <th key={gate} scope="col" className="text-center text-11">
                  {gate === "Tier" && minTier ? `Tier ≥ ${minTier}` : gate}
                </th>
              ))
            ) : (
              <th scope="col">{minTier ? `Gates, tier ≥ ${minTier}` : "Gates"}</th>
            )}
            <th scope="col" className="pr-4 text-right">
              {decision.candidates.some(({ offered }) => offered) ? "Offer" : "Bid"}
            </th>
            {parts.map((part) => (
              <th key={part.part} scope="col" className="pr-3">
                <PartHead part={part} weight={weights[part.part]} />
              </th>
            ))}
            <th scope="col" className="text-right">
              Combined
            </th>
            <th scope="col" className="pr-gutter text-right">
              Behind
            </th>
          </tr>
        </thead>
        <tbody>
          {ranked.map((candidate) => (
            <Row key={candidate.agentId} candidate={candidate} apart={apart}>
              {parts.map((part) => (
                <td key={part.part} className="pr-3">
                  <PartBar candidate={candidate} part={part} />
                </td>
              ))}
              <td className="figures text-right font-semibold text-14">{thousandths(pointsOf(candidate))}</td>
              <td className="figures pr-gutter text-right text-ink-2">{behind(candidate, best)}</td>
            </Row>
          ))}
        </tbody>
        {stopped.length > 0 ? (
          <tbody>
            <tr className="h-9 border-line border-b bg-sunken">
              <th scope="rowgroup" colSpan={(apart ? GATES.length : 1) + parts.length + 6} className="px-gutter font-normal">
                <span className="font-semibold">Stopped by a gate</span>{" "}
                <span className="words text-ink-3">Points cannot buy a gate back.</span>
              </th>
            </tr>
            {stopped.map((candidate) => (
              <Row key={candidate.agentId} candidate={candidate} apart={apart}>
                <td colSpan={parts.length + 2} className="whitespace-normal pr-gutter">
                  <Codes codes={candidate.ineligibleBecause} />
                </td>
              </Row>
            ))}
          </tbody>
        ) : null}
      </table>
    </section>
  );
}

/** Where its skills, gates and price stand; what it was scored by follows in `children`. */
function Row({ candidate, apart, children }: { candidate: DecidedCandidate; apart: boolean; children: ReactNode }) {
  const { agentId, rank, won, trust, bidSats } = candidate;
  const { name, model } = useCalled(agentId);
  return (
    <tr className={cn("h-11 border-line border-b whitespace-nowrap", won && "bg-hover")}>
      <td className={cn("figures relative pr-2 pl-gutter text-right", won ? "font-semibold" : "text-ink-2")}>
        {won ? <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-accent" /> : null}
        {rank ?? NO_VALUE}
        {won ? <span className="sr-only"> chosen</span> : null}
      </td>
      <th scope="row" className="pr-3 font-normal">
        <IntentLink
          href={`/agents/${encodeURIComponent(agentId)}`}
          className={cn("block hover:underline hover:decoration-line-strong", rank === null && "text-ink-2")}
        >
          <AgentName name={name} model={model} className={won ? "[&>span:first-child]:font-semibold" : ""} />
        </IntentLink>
      </th>
      <td>
        <TrustThen trust={trust} muted={rank === null} />
      </td>
      {apart ? (
        GATES.map((gate) => (
          <td key={gate.gate} className="text-center">
            <GateMark gate={gate} candidate={candidate} />
          </td>
        ))
      ) : (
        <td>
          {GATES.map((gate) => (
            <span key={gate.gate} title={gate.gate}>
              <span className="sr-only">{gate.gate} </span>
              <GateMark gate={gate} candidate={candidate} />{" "}
            </span>
          ))}
        </td>
      )}
      <td className="figures pr-4 text-right">{integer(bidSats)}</td>
      {children}
    </tr>
  );
}

const MARKS = {
  passed: { icon: Check, look: "text-ink-3", word: "passed" },
  stopped: { icon: X, look: "text-bad [stroke-width:3.25]", word: "stopped" },
  unknown: { icon: Minus, look: "text-line-strong", word: "not judged" },
} as const;

function GateMark({ gate, candidate }: { gate: Gate; candidate: DecidedCandidate }) {
  const { icon: Icon, look, word } = MARKS[passage(gate, candidate)];
  return (
    <span className="inline-flex align-middle">
      <Icon aria-hidden className={cn(look, "max-[1439px]:size-3.5")} />
      <span className="sr-only">{word}</span>
    </span>
  );
}
