"use client";

import { Check, Shuffle } from "lucide-react";
import { useState } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { clockInZone, count, day } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import type { DecisionReplay } from "@/lib/routing/decision-shape";
import { DecisionSentence } from "./decision-sentence";
import { sentenceOf } from "./decision-words";
import { changedWords } from "./replay-words";

const SHOWN = 8;

export type Replayed = { replay: DecisionReplay | null; pending: boolean; failure: Failure | undefined; run: () => void };

/** The same question on today's data, and what has changed since: who would win now, and every difference in words. */
export function ReplaySection({ decided, replayed }: { decided: string | null; replayed: Replayed }) {
  const { replay, pending, failure, run } = replayed;
  return (
    <Section
      id="replay"
      title="Replay"
      note={replay ? `same question, ${day(replay.at)} ${clockInZone(replay.at)}` : "the same question on today's data"}
      end={replay ? <Verdict decided={decided} replay={replay} /> : null}
    >
      {failure ? <ErrorPanel {...failure} onRetry={run} className="mb-3" /> : null}
      {replay ? (
        <Differences replay={replay} again={run} pending={pending} />
      ) : (
        <p className="words text-ink-2">
          What is shown here is how things stood when it was decided. A replay asks again with the scores, prices, gates and
          policy of this moment, and stores nothing.
        </p>
      )}
    </Section>
  );
}

function Verdict({ decided, replay }: { decided: string | null; replay: DecisionReplay }) {
  const same = replay.finding.recommended === decided;
  return (
    <Chip tone="muted" icon={same ? <Check aria-hidden /> : <Shuffle aria-hidden />}>
      {same ? "Same winner" : "Another winner"}
    </Chip>
  );
}

function Differences({ replay, again, pending }: { replay: DecisionReplay; again: () => void; pending: boolean }) {
  const nameOf = useAgentName();
  const [all, setAll] = useState(false);
  const changed = changedWords(replay.differences, nameOf);
  const shown = all ? changed : changed.slice(0, SHOWN);
  return (
    <div role="status">
      <p className="words mb-2">
        <DecisionSentence pieces={sentenceOf(replay.finding, true).lead} />
      </p>
      {changed.length === 0 ? (
        <p className="text-ink-2">Nothing differs: neither the policy nor any gate, price or score.</p>
      ) : (
        <table className="w-full border-collapse text-left">
          <caption className="sr-only">What differs</caption>
          <thead>
            <tr className="words h-7 border-line border-b text-12 text-ink-3 [&>th]:font-medium">
              <th scope="col">What differs</th>
              <th scope="col" className="pl-3 text-right">
                Then
              </th>
              <th scope="col" className="pl-3 text-right">
                Today
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, agentId, what, was, is }) => (
              <tr key={key} className="h-8 border-line border-b last:border-b-0">
                <th scope="row" className="words py-1 font-normal">
                  {agentId === null ? what : <PlainText text={`${nameOf(agentId)}, ${what}`} />}
                </th>
                <td className="figures py-1 pl-3 text-right text-ink-3">
                  <PlainText text={was} />
                </td>
                <td className="figures py-1 pl-3 text-right font-medium">
                  <PlainText text={is} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {shown.length < changed.length ? (
          <Button size="sm" onClick={() => setAll(true)}>
            Show all {count(changed.length, "difference")}
          </Button>
        ) : null}
        <Button size="sm" variant="quiet" onClick={again} pending={pending}>
          Replay again
        </Button>
      </div>
    </div>
  );
}
