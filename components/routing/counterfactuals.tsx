"use client";

import { type ReactNode, useMemo } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { count, decimal, integer, percent } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { counterfactuals, type LoserChange, type StoppedChange, type WeightChange } from "@/lib/routing/counterfactual";
import type { Decision } from "@/lib/routing/decision-shape";
import { PART_NAMES } from "@/lib/routing/policy";
import { CodeWords } from "./candidate-codes";

/** How many of those who came next, and of those whom a gate stopped, are asked for; and how many weights. */
const MOST_LOSERS = 2;
const MOST_STOPPED = 3;
const MOST_WEIGHTS = 2;

/** What would have made another agent the winner, the nearest first: one change each, all else as it was. */
export function Counterfactuals({ decision }: { decision: Decision }) {
  const { losers, stopped, weights } = useMemo(() => counterfactuals(decision), [decision]);
  const isEmpty = losers.length + stopped.length + weights.length === 0;
  const next = losers.slice(0, MOST_LOSERS);
  const hopeless = next.filter(isHopeless);
  return (
    <Section title="What would have changed it" note="one change, all else as it was">
      {isEmpty ? (
        <p className="text-ink-2">{nothingWords(decision)}</p>
      ) : (
        <ul className="m-0 list-none p-0">
          {next
            .filter((loser) => !isHopeless(loser))
            .map((loser) => (
              <Loser key={loser.agentId} {...loser} />
            ))}
          {weights.slice(0, MOST_WEIGHTS).map((weight) => (
            <Weight key={weight.part} {...weight} />
          ))}
          {stopped.slice(0, MOST_STOPPED).map((one) => (
            <Stopped key={one.agentId} {...one} />
          ))}
          {hopeless.map(({ agentId, bidSats, score }) => (
            <Row key={agentId} was={`${integer(bidSats)}, ${integer(score)}`}>
              <span className="text-ink-2">
                No price and no trust score of <Agent id={agentId} /> would have been enough
              </span>
            </Row>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Whether neither another price nor another score would have put it first. */
function isHopeless({ bid, trust }: LoserChange): boolean {
  return bid === null && trust === null;
}

function nothingWords({ outcome, totals }: Decision): string {
  if (outcome === "no_bids") return "Nobody bid, so there is nobody who could have won.";
  return totals.eligible === 1 ? "No other agent was stored that could have won." : "No agent was stored that could have won.";
}

function Loser({ agentId, bidSats, offered, bid, score, trust }: LoserChange) {
  const price = offered ? "an offer" : "a bid";
  return (
    <>
      <Row was={`${offered ? "offered" : "bid"} ${integer(bidSats)}`}>
        {bid === "unknown" ? (
          <>
            What price <Agent id={agentId} /> would have won with is not known: the decision does not say what prices were held
            against
          </>
        ) : bid === null ? (
          <>
            No price of <Agent id={agentId} /> would have been enough
          </>
        ) : (
          <>
            <Agent id={agentId} /> would have won with {price} of <b className="font-semibold">{count(bid, "sat")} or less</b>
          </>
        )}
      </Row>
      <Row was={`was ${integer(score)}`}>
        {trust === null ? (
          <>
            No trust score of <Agent id={agentId} /> would have been enough
          </>
        ) : (
          <>
            <Agent id={agentId} /> would have won with a trust score of <b className="font-semibold">{integer(trust)} or more</b>
          </>
        )}
      </Row>
    </>
  );
}

function Weight({ part, from, to, winner }: WeightChange) {
  const digits = (share: number) => (Number.isInteger(Math.round(share * 1000) / 10) ? 0 : 1);
  return (
    <Row was={`is ${percent(from, digits(from))}`}>
      {winner === null ? "Nobody" : <Agent id={winner} />} would have won with {PART_NAMES[part]} weighing{" "}
      <b className="font-semibold">
        {percent(to, digits(to))}
        {to === 0 || to === 1 ? "" : to > from ? " or more" : " or less"}
      </b>
    </Row>
  );
}

function Stopped({ agentId, gates, place }: StoppedChange) {
  const without = gates.length === 1 ? "this gate" : `these ${gates.length} gates`;
  return (
    <Row was={place === null ? "" : decimal(place.combined, 3)}>
      {place === null ? (
        <>
          Where <Agent id={agentId} /> would have come is not known
        </>
      ) : (
        <>
          <Agent id={agentId} /> would {place.wins ? "have won" : `have come ${ordinal(place.rank)}`} without {without}:
        </>
      )}{" "}
      <CodeWords codes={gates} />
    </Row>
  );
}

function Row({ was, children }: { was: string; children: ReactNode }) {
  return (
    <li className="flex min-h-9 items-baseline gap-4 border-line border-b py-1.5 last:border-b-0">
      <span className="words min-w-0 grow break-words">{children}</span>
      <span className="figures flex-none text-ink-3">{was}</span>
    </li>
  );
}

function Agent({ id }: { id: string }) {
  const nameOf = useAgentName();
  return (
    <span className="font-medium">
      <PlainText text={nameOf(id)} />
    </span>
  );
}

const FIRST = ["first", "second", "third", "fourth", "fifth"];

function ordinal(rank: number): string {
  return FIRST[rank - 1] ?? `as number ${rank}`;
}
