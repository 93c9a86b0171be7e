"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FoldedText, PlainText } from "@/components/chips/plain-text";
import { useBarred } from "@/components/live/permission";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { count, duration, exact, integer } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { RowsSkeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Decision } from "@/lib/routing/decision-shape";
import type { Task, TaskCheck } from "@/lib/routing/task-shape";
import { Attempts } from "./task-panel-attempts";
import { TaskState } from "./task-state";

type Props = { decision: Decision; task: UseQueryResult<Task>; report: (() => void) | null };

/** What was asked for under which conditions, and what became of it, attempt by attempt. */
export function TaskPanel({ decision, task, report }: Props) {
  const because = useBarred()("reportOutcome");
  return (
    <div className="grid grid-cols-[minmax(0,5fr)_minmax(0,7fr)] border-line border-t phone:grid-cols-1 phone:pb-4">
      <Section id="task" title="Task" note={<code>{decision.taskId}</code>}>
        <FoldedText text={decision.description} characters={2000} lines={24} className="max-w-160" />
        {task.data ? <Conditions task={task.data} /> : null}
      </Section>
      <Section
        title="What became of it"
        note={task.data ? <TaskState task={task.data} /> : undefined}
        end={
          report ? (
            <Button size="sm" because={because} onClick={report}>
              Report outcome…
            </Button>
          ) : null
        }
        className="border-line desk:border-l phone:border-t"
      >
        {task.data ? (
          <Attempts task={task.data} />
        ) : task.isError ? (
          <ErrorPanel {...failureOf(task.error, "The task could not be loaded")} onRetry={() => void task.refetch()} />
        ) : (
          <RowsSkeleton rows={2} />
        )}
      </Section>
    </div>
  );
}

function Conditions({ task }: { task: Task }) {
  return (
    <dl className="mt-4 grid grid-cols-[112px_minmax(0,1fr)] gap-x-4 gap-y-1.5">
      <Item name="Posted">
        <TimeAgo at={task.postedAt} /> by <PlainText text={task.postedBy} />
      </Item>
      <Item name="Needs">
        {task.minTier} or higher
        {task.requiredCapabilities.length > 0 ? (
          <>
            {", "}
            <PlainText text={task.requiredCapabilities.join(", ")} />
          </>
        ) : null}
      </Item>
      <Item name="Budget">{task.budgetSats === null ? "none set" : `${integer(task.budgetSats)} sats`}</Item>
      <Item name="Penalty">{task.penaltySats === 0 ? "none" : `${integer(task.penaltySats)} sats if it fails or expires`}</Item>
      {task.deadline === null ? null : <Item name="Deadline">{exact(task.deadline)}</Item>}
      {task.tokensBudget === null && task.timeBudgetMs === null ? null : (
        <Item name="Resources">
          {[
            task.tokensBudget === null ? "" : count(task.tokensBudget, "token"),
            task.timeBudgetMs === null ? "" : duration(task.timeBudgetMs),
          ]
            .filter((words) => words !== "")
            .join(", ")}
        </Item>
      )}
      <Item name="Checks">
        {task.checks.length === 0 ? (
          "none declared"
        ) : (
          <ul className="m-0 list-none p-0">
            {task.checks.map((check) => (
              <li key={JSON.stringify(check)} className="break-words">
                <PlainText text={checkWords(check)} />
              </li>
            ))}
          </ul>
        )}
      </Item>
      <Item name="Policy">{task.policy}</Item>
      <Item name="Dispatch">{task.dispatch ? "sent to the winner's endpoint by Muster" : "taken up by the agent itself"}</Item>
    </dl>
  );
}

/** What a check wants, in words. */
function checkWords(check: TaskCheck): string {
  if (check.kind === "json") return `is JSON that fits ${JSON.stringify(check.schema).slice(0, 200)}`;
  if (check.kind === "contains") return `contains “${check.text.slice(0, 200)}”${check.ignoreCase ? ", in any case" : ""}`;
  if (check.min !== undefined && check.max !== undefined) return `has ${integer(check.min)} to ${integer(check.max)} words`;
  if (check.max !== undefined) return `has ${count(check.max, "word")} or fewer`;
  return `has ${count(check.min ?? 0, "word")} or more`;
}

function Item({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="words m-0 min-w-0 break-words">{children}</dd>
    </>
  );
}
