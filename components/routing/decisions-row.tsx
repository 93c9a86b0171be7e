"use client";

import Link from "next/link";
import { PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { clock, day, exact } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { cut } from "@/lib/registry/cut";
import type { Decision } from "@/lib/routing/decision-shape";
import type { TaskStatus } from "@/lib/routing/task-shape";
import { OUTCOME_NAMES } from "./decision-words";
import { TaskStatusMark } from "./task-state";

export const DECISION_GRID =
  "grid grid-cols-[148px_minmax(0,5fr)_minmax(0,200px)_minmax(0,6fr)_104px_116px] items-center gap-x-3 phone:grid-cols-[minmax(0,1fr)_auto] phone:gap-x-2";

const LONGEST_TASK = 160;

/** One decision in a line: what was asked, who got it and why, and how the task stands now. */
export function DecisionRow({ decision, status }: { decision: Decision; status: TaskStatus | undefined }) {
  const { id, decidedAt, description, policy, attempt } = decision;
  const reason = withoutWinner(decision);
  return (
    <li
      className={cn(DECISION_GRID, "relative min-h-row border-line border-b px-gutter hover:bg-hover phone:gap-y-0.5 phone:py-2")}
    >
      <span className="figures flex items-baseline gap-2 whitespace-nowrap text-ink-2 phone:order-3 phone:text-12">
        <time dateTime={decidedAt} title={exact(decidedAt)}>
          <span className="phone:hidden">{day(decidedAt)} </span>
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
      <span className="words min-w-0 truncate phone:order-4">
        <Assigned decision={decision} />
      </span>
      <span className="words truncate text-ink-2 phone:order-5 phone:col-span-2 phone:text-12" title={reason}>
        <PlainText text={reason} />
      </span>
      <span className="truncate text-12 text-ink-3 phone:hidden">
        {policy.name} v{policy.version}
      </span>
      <span className="phone:order-2">{status ? <TaskStatusMark status={status} /> : null}</span>
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

/** Why, beside the name of who got it. */
function withoutWinner({ reason, recommended }: Decision): string {
  const [, rest] = /^(?:has|is) (.*)$/s.exec(recommended === null ? "" : reason.slice(recommended.length + 1)) ?? [];
  return rest ?? reason;
}
