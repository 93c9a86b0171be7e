"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { AgentBox } from "@/components/chips/agent-box";
import { PlainText } from "@/components/chips/plain-text";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { LineSign } from "@/components/ui/chart-lines";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorPanel } from "@/components/ui/error-panel";
import { IconButton } from "@/components/ui/icon-button";
import { IntentLink } from "@/components/ui/intent-link";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { useKey } from "@/components/ui/use-key";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { asExplained } from "@/lib/registry/as-explained";
import { LensHead } from "../lens-head";
import { MOST } from "./chosen";
import { CompareHistory } from "./compare-history";
import { CompareTable } from "./compare-table";
import type { Compared } from "./facts";
import { useCompared } from "./use-compared";

/** Two to four agents side by side, live: each line of facts stands in one row, with the difference to the first. */
export function Compare() {
  const router = useRouter();
  const [ids, setIds] = useCompared();
  const agents = useQueries({ queries: ids.map((id) => queries.agent(id)) });
  const scores = useQueries({ queries: ids.map((id) => queries.score(id)) });
  const stats = useQueries({ queries: ids.map((id) => queries.routingStats(id)) });
  const gate = useQuery(queries.tiers()).data;
  const remove = (id: string) => setIds(ids.filter((other) => other !== id));
  useKey("Escape", "Back to the leaderboard", () => router.push("/agents"), { group: "Compare" });
  const known = ids.flatMap((_, i): Compared[] => {
    const agent = agents[i]?.data;
    const score = scores[i]?.data;
    return agent ? [{ agent: asExplained(agent, score), score, stats: stats[i]?.data }] : [];
  });
  const failed = ids.flatMap((id, i) => (agents[i]?.isError && !agents[i]?.data ? [{ id, error: agents[i]?.error }] : []));
  return (
    <>
      <LensHead title="Compare agents">
        {ids.length < MOST ? (
          <AgentBox
            key={ids.join()}
            aria-label="Add an agent to compare"
            placeholder={ids.length === 0 ? "First agent" : "Add an agent"}
            value={null}
            onChange={(id) => id !== null && setIds([...ids, id])}
            className="w-60"
          />
        ) : (
          <span className="text-12 text-ink-3">Four is the most that can be compared</span>
        )}
      </LensHead>
      {failed.map(({ id, error }) => (
        <div key={id} className="px-gutter pb-3">
          <ErrorPanel
            {...failureOf(error, `${id} could not be loaded`)}
            actions={
              <Button size="sm" onClick={() => remove(id)}>
                Leave it out
              </Button>
            }
          />
        </div>
      ))}
      {ids.length === 0 ? (
        <div className="px-gutter py-6">
          <EmptyState title="No agents chosen">
            Choose two to four here, or select them on the leaderboard with x and press c.
          </EmptyState>
        </div>
      ) : known.length + failed.length < ids.length || !gate ? (
        <div role="status" aria-label="Loading the agents" className="flex flex-col gap-5 px-gutter py-6">
          {[92, 80, 86, 74].map((width) => (
            <Skeleton key={width} width={`${width}%`} />
          ))}
        </div>
      ) : (
        <>
          <CompareTable gate={gate} compared={known} head={(agent, i) => <Head agent={agent} index={i} remove={remove} />} />
          <Section title="Score over time" note="0 to 1000, UTC" className="border-line border-t phone:pb-16">
            <CompareHistory agents={known.map(({ agent }) => agent)} />
          </Section>
        </>
      )}
    </>
  );
}

function Head({ agent, index, remove }: { agent: Agent; index: number; remove: (id: string) => void }) {
  return (
    <span className="flex items-start gap-2">
      <span className="flex min-w-0 flex-col leading-4">
        <span className="flex min-w-0 items-center gap-2">
          <LineSign index={index} />
          <IntentLink
            href={`/agents/${encodeURIComponent(agent.id)}`}
            className="words truncate text-13 font-semibold text-ink-1 hover:underline"
          >
            <PlainText text={agent.name} />
          </IntentLink>
        </span>
        <span className="words truncate text-11 font-normal text-ink-3">
          <PlainText text={agent.model} />
        </span>
      </span>
      <IconButton label={`Leave ${agent.name} out`} size="sm" className="ml-auto" onClick={() => remove(agent.id)}>
        <X aria-hidden />
      </IconButton>
    </span>
  );
}
