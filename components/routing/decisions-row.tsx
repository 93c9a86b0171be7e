"use client";

import Link from "next/link";
import { PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { DayLine } from "@/components/ui/day-line";
import { clock, exact } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { cut } from "@/lib/registry/cut";
import type { Decision } from "@/lib/routing/decision-shape";
import { reasonParts } from "@/lib/routing/reason-parts";
import type { TaskStatus } from "@/lib/routing/task-shape";
import { OUTCOME_NAMES } from "./decision-words";
import { TaskStatusMark } from "./task-state";

export const DECISION_GRID =
  "grid grid-cols-[104px_minmax(0,5fr)_minmax(0,160px)_minmax(0,6fr)_104px] wide:grid-cols-[104px_minmax(0,5fr)_minmax(0,180px)_minmax(0,6fr)_104px_104px] items-center gap-x-3 phone:grid-cols-[minmax(0,1fr)_auto] phone:gap-x-2";

const LONGEST_TASK = 160;

type Props = {
  decision: Decision;
  /** When the one above it was made. */
  above: string | undefined;
  status: TaskStatus | undefined;
};

/** One decision in a line: what was asked, who got it and why, and how the task stands now. */
export function DecisionRow({ decision, above, status }: Props) {
  const { id, decidedAt, description, policy, attempt } = decision;
  const nameOf = useAgentName();
  const reason = reasonParts(decision.reason)
    .map((part) => ("agent" in part ? nameOf(part.agent) : part.text))
    .join("");
  return (
    <li className="border-line border-b">
      <DayLine at={decidedAt} above={above} />
      <div className={cn(DECISION_GRID, "relative min-h-row px-gutter hover:bg-hover phone:gap-y-0.5 phone:py-2")}>
        <span className="figures flex items-baseline gap-2 whitespace-nowrap text-ink-2 phone:order-3 phone:text-12">
          <time dateTime={decidedAt} title={exact(decidedAt)}>
            {clock(decidedAt)}
          </time>
          <TimeAgo at={decidedAt} form="age" className="text-12 text-ink-3" />
        </span>
        <Link
          href={`/routing/${encodeURIComponent(id)}`}
          prefetch={false}
          className="words truncate font-medium after:absolute after:inset-0 focus-visible:-outline-offset-2 phone:order-1 phone:py-1"
        >
          <PlainText text={cut(description.replace(/\s+/g, " "), LONGEST_TASK)} />
          {attempt > 1 ? <span className="font-normal text-ink-3"> (attempt {attempt})</span> : null}
        </Link>
        <span className="words min-w-0 truncate phone:order-4 phone:text-right">
          <Assigned decision={decision} />
        </span>
        <span className="words truncate text-ink-2 phone:order-5 phone:col-span-2 phone:text-12" title={reason}>
          <PlainText text={reason} />
        </span>
        <span className="truncate text-12 text-ink-3 max-wide:hidden">
          {policy.name} v{policy.version}
        </span>
        <span className="phone:order-2 phone:text-right">{status ? <TaskStatusMark status={status} /> : null}</span>
      </div>
    </li>
  );
}

function Assigned({ decision: { assigned, outcome, override } }: { decision: Decision }) {
  const nameOf = useAgentName();
  if (assigned === null) return <Chip tone="open">{OUTCOME_NAMES[outcome]}</Chip>;
  return (
    <>
      <IntentLink
        href={`/agents/${encodeURIComponent(assigned)}`}
        title={assigned}
        className="relative z-1 font-medium hover:underline hover:decoration-line-strong hover:underline-offset-3"
      >
        <PlainText text={nameOf(assigned)} />
      </IntentLink>
      {override ? <span className="text-12 text-ink-3"> by {override.by}</span> : null}
    </>
  );
}
