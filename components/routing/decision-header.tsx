"use client";

import { History } from "lucide-react";
import type { ReactNode } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { useBarred } from "@/components/live/permission";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { clockInZone, day, exact, integer, shortHash } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { cut } from "@/lib/registry/cut";
import type { Decision } from "@/lib/routing/decision-shape";
import type { Task } from "@/lib/routing/task-shape";
import { DecisionSentence } from "./decision-sentence";
import { sentenceOf, weightWords } from "./decision-words";
import { TaskState } from "./task-state";

const LONGEST_ID = 20;
const LONGEST_TASK = 200;

type Props = {
  decision: Decision;
  task: Task | undefined;
  replay: () => void;
  replaying: boolean;
  /** Null where it is too late for it. */
  override: (() => void) | null;
  report: (() => void) | null;
};

/** Who got the task and why in one sentence, what it rests on, and what can be done about it. */
export function DecisionHeader({ decision, task, replay, replaying, override, report }: Props) {
  const { lead, rest } = sentenceOf(decision);
  const barred = useBarred();
  return (
    <header className="px-gutter pt-3 pb-4">
      <Breadcrumb href="/routing" name="Routing">
        <code title={decision.id}>{decision.id.length > LONGEST_ID ? shortHash(decision.id, 8) : decision.id}</code>
        <CopyButton text={decision.id} label="Copy the decision's id" iconOnly size="sm" className="-my-1 [&_.lucide]:size-3" />
        <time dateTime={decision.decidedAt} title={exact(decision.decidedAt)} className="figures">
          {day(decision.decidedAt)} {clockInZone(decision.decidedAt)}
        </time>
        {decision.attempt > 1 ? <span>attempt {decision.attempt}, because the one before failed</span> : null}
      </Breadcrumb>
      <div className="mt-2 flex items-start gap-8 phone:flex-col phone:gap-3">
        <div className="min-w-0 grow">
          <h1 className="max-w-250 break-words font-normal text-20 phone:text-16">
            <DecisionSentence pieces={lead} />
            {rest === "" ? null : <span className="block text-ink-3">{rest}</span>}
          </h1>
          {decision.override ? (
            <p className="words mt-1 break-words text-ink-2">
              Why: <q className="[overflow-wrap:anywhere]">{<PlainText text={decision.override.reason} />}</q>
            </p>
          ) : null}
          <Later decision={decision} task={task} />
        </div>
        <div className="flex flex-none flex-wrap gap-2 phone:w-full [&>*]:phone:grow">
          {report ? (
            <Button because={barred("reportOutcome")} onClick={report}>
              Report outcome…
            </Button>
          ) : null}
          {override ? (
            <Button because={barred("overrideDecision")} onClick={override}>
              Override…
            </Button>
          ) : null}
          <Button because={barred("replayDecision")} onClick={replay} pending={replaying}>
            <History aria-hidden />
            Replay on today
          </Button>
        </div>
      </div>
      <Facts decision={decision} task={task} />
    </header>
  );
}

/** That there is a newer decision about the same task. */
function Later({ decision, task }: Pick<Props, "decision" | "task">) {
  if (!task || task.decisionId === decision.id) return null;
  return (
    <p className="words mt-1 text-ink-2">
      The task was decided again since:{" "}
      <IntentLink href={`/routing/${encodeURIComponent(task.decisionId)}`} className="link">
        newest decision
      </IntentLink>
      .
    </p>
  );
}

function Facts({ decision, task }: Pick<Props, "decision" | "task">) {
  const { name, version, weights } = decision.policy;
  return (
    <dl className="words mt-3 flex min-h-5 flex-wrap gap-x-6 gap-y-1 text-ink-2">
      <Fact name="Task" className="min-w-0 max-w-130">
        <a href="#task" className="block truncate hover:underline hover:decoration-line-strong hover:underline-offset-3">
          <PlainText text={cut(decision.description.replace(/\s+/g, " "), LONGEST_TASK)} />
        </a>
      </Fact>
      {task ? (
        <>
          <Fact name="Needs">
            <PlainText text={[task.minTier, ...task.requiredCapabilities].join(", ")} />
          </Fact>
          {task.budgetSats === null ? null : <Fact name="Budget">{integer(task.budgetSats)} sats</Fact>}
        </>
      ) : null}
      <Fact name="Policy">
        {name} v{version}
        {/* Elsewhere the columns of the candidates say so. */}
        <span className="hidden text-12 text-ink-3 phone:inline">: {weightWords(weights)}</span>
      </Fact>
      {task ? (
        <Fact name="Outcome">
          <TaskState task={task} />
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return (
    <div className={`flex items-baseline gap-1.5 ${className ?? ""}`}>
      <dt className="flex-none text-ink-3">{name}</dt>
      <dd className="m-0 min-w-0">{children}</dd>
    </div>
  );
}
