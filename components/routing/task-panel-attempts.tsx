"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { FoldedText, PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { cn } from "@/components/ui/cn";
import { clock, count, exact, integer, signed } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { queries } from "@/lib/http/queries";
import type { CheckResult, Task, TaskAttempt } from "@/lib/routing/task-shape";
import { STATUS_NAMES } from "./decision-words";
import { took } from "./task-state";

const CHECK_NAMES = { json: "JSON", contains: "Contains", words: "Words" } as const satisfies Record<CheckResult["kind"], string>;

/** Every try at the task, the newest first. */
export function Attempts({ task }: { task: Task }) {
  if (task.attempts.length === 0)
    return (
      <p className="words text-ink-2">
        {task.status === "posted" || task.status === "expired"
          ? "Nobody has taken it. An override gives it to an agent of your choice while it is open."
          : "Nobody has worked on it."}
      </p>
    );
  return (
    <ol aria-label="Attempts" className="m-0 flex list-none flex-col gap-4 p-0">
      {task.attempts.toReversed().map((attempt) => (
        <Attempt key={attempt.attempt} task={task} attempt={attempt} />
      ))}
    </ol>
  );
}

function Attempt({ task, attempt }: { task: Task; attempt: TaskAttempt }) {
  const nameOf = useAgentName();
  const { agentId, priceSats, penaltySats, status, failureReason, checks, result, paidSats } = attempt;
  return (
    <li className="min-w-0">
      <p className="words flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <IntentLink
          href={`/agents/${encodeURIComponent(agentId)}`}
          className="font-medium hover:underline hover:decoration-line-strong hover:underline-offset-3"
        >
          <PlainText text={nameOf(agentId)} />
        </IntentLink>
        <span className={cn(status === "failed" && "text-bad", status === "expired" && "text-warn")}>{STATUS_NAMES[status]}</span>
        {task.attempts.length > 1 ? <span className="text-ink-3">attempt {attempt.attempt}</span> : null}
        {attempt.decisionId === task.decisionId ? null : (
          <IntentLink href={`/routing/${encodeURIComponent(attempt.decisionId)}`} className="link text-ink-2">
            its decision
          </IntentLink>
        )}
      </p>
      <dl className="figures mt-1 flex flex-wrap gap-x-5 gap-y-0.5 text-ink-2">
        <Moment name="Assigned" at={attempt.assignedAt} />
        {attempt.startedAt ? <Moment name="Begun" at={attempt.startedAt} /> : null}
        {attempt.endedAt ? <Moment name="Ended" at={attempt.endedAt} /> : null}
        {attempt.durationMs === null ? null : <Figure name="Took" value={took(attempt.durationMs)} />}
        {attempt.tokensUsed === null ? null : <Figure name="Tokens" value={integer(attempt.tokensUsed)} />}
        {paidSats === null ? (
          <Figure
            name="Price"
            value={`${integer(priceSats)} sats${penaltySats > 0 ? `, penalty ${integer(penaltySats)}` : ""}`}
          />
        ) : (
          <Figure name={paidSats < 0 ? "Penalty" : "Paid"} value={`${signed(paidSats)} sats`} />
        )}
      </dl>
      {failureReason ? (
        <p className="words mt-1 break-words text-ink-2">
          Why: <PlainText text={failureReason.slice(0, 2000)} />
        </p>
      ) : null}
      <Checks checks={checks} />
      {attempt.endedAt ? <Effect attempt={attempt} /> : null}
      {result === null ? null : (
        <div className="mt-2 border-line border-l-2 pl-3">
          <p className="mb-0.5 text-12 text-ink-3">Result, as it was delivered</p>
          <FoldedText text={result} />
        </div>
      )}
    </li>
  );
}

function Moment({ name, at }: { name: string; at: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="words text-ink-3">{name}</dt>
      <dd className="m-0">
        <time dateTime={at} title={exact(at)}>
          {clock(at)}
        </time>
      </dd>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="words text-ink-3">{name}</dt>
      <dd className="m-0">{value}</dd>
    </div>
  );
}

function Checks({ checks }: { checks: readonly CheckResult[] }) {
  if (checks.length === 0) return null;
  return (
    <ul aria-label="Checks" className="m-0 mt-1 flex list-none flex-col gap-0.5 p-0">
      {checks.map(({ kind, passed, detail }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: checks have their place and nothing else
        <li key={i} className="words flex items-baseline gap-1.5">
          {passed ? (
            <Check aria-hidden className="size-3 translate-y-px text-ink-3" />
          ) : (
            <X aria-hidden className="size-3 translate-y-px text-bad" />
          )}
          <span className={passed ? "" : "text-bad"}>
            {CHECK_NAMES[kind]} {passed ? "passed" : "failed"}
          </span>
          <span className="min-w-0 break-words text-ink-2">
            <PlainText text={detail} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Signals of an outcome are stored with it; more than these it never causes. */
const MOST_SIGNALS = 20;
const SLACK_MS = 2000;

/** What the outcome did to the agent's trust: how many signals it caused, leading to them. */
function Effect({ attempt: { agentId, decisionId, endedAt } }: { attempt: TaskAttempt }) {
  const ended = Date.parse(endedAt ?? "");
  const from = new Date(ended - SLACK_MS).toISOString();
  const to = new Date(ended + SLACK_MS).toISOString();
  const signals = useQuery(queries.signals(agentId, { from, to, limit: MOST_SIGNALS }));
  const caused = signals.data?.items.filter(({ traceId }) => traceId === decisionId) ?? [];
  if (caused.length === 0) return null;
  const href = `/agents/${encodeURIComponent(agentId)}?after=${encodeURIComponent(from)}&until=${encodeURIComponent(to)}#signals`;
  return (
    <p className="words mt-1 text-ink-2">
      Fed back into trust:{" "}
      <IntentLink href={href} className="link">
        caused {count(caused.length, "signal")}
      </IntentLink>
    </p>
  );
}
