"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { Term } from "@/components/chips/term";
import { Button } from "@/components/ui/button";
import { exact, integer } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { cut } from "@/lib/registry/cut";
import { HOLD_ENDS, HOLD_NAMES } from "@/lib/registry/hold";
import type { AgentActs } from "./acts";
import { AgentQuestion, type Asked } from "./agent-question";
import { ArchitectureDrift } from "./architecture-drift";
import { useObstacle } from "./use-obstacle";

type Hold = Agent["holds"][number];

const LONGEST_NOTE = 400;

/** Everything that keeps the agent from acting until it is lifted: who set it, when, why, what ends it, and the way to end it here. */
export function HoldsSection({ agentId, acts }: { agentId: string; acts: AgentActs }) {
  const agent = useQuery(queries.agent(agentId)).data;
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!agent) return null;
  const { holds } = agent;
  return (
    <>
      {holds.length > 0 ? (
        <Section
          id="holds"
          title="Holds"
          note={
            <>
              {integer(holds.length)}; each <Term of="hold">hold</Term> is lifted on its own, and while one stands the agent may
              not act
            </>
          }
          className="border-line border-t"
        >
          <ul aria-label="Holds" className="m-0 list-none p-0">
            {holds.map((hold) => (
              <li
                key={hold.cause}
                className="grid grid-cols-[160px_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2 border-line border-t py-3 phone:grid-cols-1"
              >
                <Cause hold={hold} />
                <div className="min-w-0">
                  {hold.note ? (
                    <p className="break-words">
                      <PlainText text={cut(hold.note, LONGEST_NOTE)} />
                    </p>
                  ) : null}
                  {hold.cause === "architecture_drift" ? <ArchitectureDrift agent={agent} acts={acts} /> : null}
                  <p className="text-12 text-ink-3">{HOLD_ENDS[hold.cause]}</p>
                </div>
                <LiftButton agent={agent} hold={hold} ask={setAsked} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <AgentQuestion agent={agent} acts={acts} asked={asked} close={() => setAsked(null)} />
    </>
  );
}

function Cause({ hold: { cause, actor, since } }: { hold: Hold }) {
  const name = HOLD_NAMES[cause];
  return (
    <div className="min-w-0">
      <p className="font-medium text-bad">{name.charAt(0).toUpperCase() + name.slice(1)}</p>
      <p className="break-words text-12 text-ink-3">
        by <PlainText text={actor} />, <TimeAgo at={since} />
        <span className="sr-only"> ({exact(since)})</span>
      </p>
    </div>
  );
}

function LiftButton({ agent, hold: { cause }, ask }: { agent: Agent; hold: Hold; ask: (asked: Asked) => void }) {
  const step = cause === "operator" ? "resume" : "lift";
  const obstacle = useObstacle();
  return (
    <Button
      className="phone:justify-self-start"
      aria-label={`${step === "resume" ? "Resume the agent" : "Lift the hold"}: ${HOLD_NAMES[cause]}`}
      because={obstacle(step, agent)}
      onClick={() => ask({ step, cause: step === "lift" ? cause : null })}
    >
      {step === "resume" ? "Resume…" : "Lift…"}
    </Button>
  );
}
