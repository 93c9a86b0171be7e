"use client";

import { Download } from "lucide-react";
import { AgentBox } from "@/components/chips/agent-box";
import { Button } from "@/components/ui/button";
import { IntentLink } from "@/components/ui/intent-link";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { Outcome } from "@/lib/routing/decision-shape";
import type { RoutingActs } from "./decision-acts";
import { OUTCOME_NAMES } from "./decision-words";
import { DecisionsList, isNarrowed } from "./decisions-list";
import { type DecisionsView, EVERY_DECISION, RANGE_KEYS, RANGES, useDecisionsView } from "./decisions-view";
import { TaskForm } from "./task-form";

const ALL = "all";

/** Where tasks come in, and every decision about one as it is made. */
export function RoutingPage({ acts }: { acts: Pick<RoutingActs, "submit"> }) {
  const [view, setView] = useDecisionsView();
  return (
    <>
      <header className="flex min-h-11 items-center py-1 gap-x-3 border-line border-b px-gutter">
        <h1 className="text-16">Routing</h1>
        <span className="words min-w-0 truncate text-ink-3 phone:hidden">who gets which task, and why</span>
        <Button asChild className="ml-auto">
          <IntentLink href="/routing/flows">Where tasks go</IntentLink>
        </Button>
      </header>
      <TaskForm submit={acts.submit} />
      <section aria-labelledby="decisions" className="phone:pb-4">
        <header className="flex flex-wrap items-center gap-2 px-gutter pt-3 pb-2">
          <h2 id="decisions" className="mr-2 text-13">
            Decisions
          </h2>
          <Filters view={view} setView={setView} />
          <Button asChild className="ml-auto phone:hidden">
            <a href="/api/v1/routing/export" download="muster-decisions.ndjson">
              <Download aria-hidden />
              Export
            </a>
          </Button>
        </header>
        <DecisionsList key={JSON.stringify(view)} view={view} setView={setView} />
      </section>
    </>
  );
}

function Filters({ view, setView }: { view: DecisionsView; setView: (view: Partial<DecisionsView>) => void }) {
  return (
    <search aria-label="Filter the decisions" className="flex flex-wrap items-center gap-2 phone:w-full">
      <Select
        aria-label="Outcome"
        className="phone:w-[calc(50%-4px)]"
        value={view.outcome ?? ALL}
        onValueChange={(value) => setView({ outcome: value === ALL ? null : (value as Outcome) })}
        options={[
          { value: ALL, label: "Any outcome" },
          ...(Object.keys(OUTCOME_NAMES) as Outcome[]).map((value) => ({ value, label: OUTCOME_NAMES[value] })),
        ]}
      />
      <AgentBox
        aria-label="Agent"
        placeholder="Any agent"
        value={view.agent}
        onChange={(agent) => setView({ agent })}
        className="w-44 phone:w-[calc(50%-4px)]"
      />
      <Segmented
        label="Decided within"
        value={view.since}
        onValueChange={(since) => setView({ since })}
        options={RANGE_KEYS.map((value) => ({ value, label: RANGES[value].label }))}
      />
      {isNarrowed(view) ? (
        <Button variant="quiet" onClick={() => setView(EVERY_DECISION)}>
          Clear
        </Button>
      ) : null}
    </search>
  );
}
