"use client";

import { useQuery } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { cn } from "@/components/ui/cn";
import { clock, day, exact, hourMinute } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { queries } from "@/lib/http/queries";
import type { Audit } from "@/lib/registry/audit";
import { TWO_LINES } from "./list-heading";
import { outcomeOf } from "./outcome";
import { OutcomeMark, ProgressBar } from "./status-marks";
import { type AuditsView, auditHref } from "./view-address";
import { PURPOSES } from "./words";

type Props = { audit: Audit; view: AuditsView; selected: boolean };

function Row({ audit, view, selected, className, children }: Props & { className?: string; children: ReactNode }) {
  return (
    <li>
      <Link
        href={auditHref(audit.id, view)}
        prefetch={false}
        aria-current={selected ? "page" : undefined}
        className={cn(
          "relative flex pr-5 pl-6 hover:bg-hover focus-visible:-outline-offset-2 phone:px-4",
          "desk:aria-[current]:bg-selected desk:aria-[current]:before:absolute desk:aria-[current]:before:inset-y-0 desk:aria-[current]:before:left-0 desk:aria-[current]:before:w-0.5 desk:aria-[current]:before:bg-accent",
          className,
        )}
      >
        {children}
      </Link>
    </li>
  );
}

function Name({ audit }: { audit: Audit }) {
  const name = useAgentName()(audit.agentId);
  return (
    <span className="words min-w-0 truncate font-medium">
      <PlainText text={name} />
    </span>
  );
}

/** An audit at work: how far it is. */
export function RunningRow(props: Props) {
  const { done, total } = props.audit.progress;
  return (
    <Row {...props} className="flex-col gap-0.5 pt-1.5 pb-2.5">
      <span className="flex items-baseline gap-2">
        <Name audit={props.audit} />
        <span className="figures ml-auto text-12 whitespace-nowrap text-ink-2">
          {done} / {total}
        </span>
      </span>
      <span className="words truncate text-12 text-ink-3">
        {PURPOSES[props.audit.type].name}
        {done === 0 ? ", waits for its endpoint" : ""}
      </span>
      <ProgressBar done={done} total={total} label="Progress" className="mt-1" />
    </Row>
  );
}

/** An audit that waits for its turn. */
export function QueuedRow(props: Props) {
  return (
    <Row {...props} className={TWO_LINES}>
      <Ellipsis aria-hidden className="size-3 text-ink-3" />
      <span className="flex min-w-0 flex-col leading-4">
        <Name audit={props.audit} />
        <span className="words truncate text-12 text-ink-3">{PURPOSES[props.audit.type].name}</span>
      </span>
    </Row>
  );
}

const DAY_MS = 86_400_000;

/** An audit that has ended, and what it came to. */
export function FinishedRow(props: Props) {
  const { audit } = props;
  const gate = useQuery(queries.tiers()).data;
  const now = useNow();
  const outcome = outcomeOf(audit, gate?.ihThreshold);
  const at = audit.finishedAt ?? audit.requestedAt;
  const recent = now === null || now - Date.parse(at) < DAY_MS;
  return (
    <Row {...props} className={TWO_LINES}>
      {outcome ? <OutcomeMark mark={outcome.mark} /> : null}
      <span className="flex min-w-0 flex-col leading-4">
        <Name audit={audit} />
        <span className={cn("words truncate text-12", outcome?.mark === "failed" ? "text-bad" : "text-ink-3")}>
          {outcome?.text}
        </span>
      </span>
      <time dateTime={at} title={exact(at)} className="figures ml-auto text-12 whitespace-nowrap text-ink-3">
        <span className="sr-only">{clock(at)} </span>
        <span aria-hidden>{recent ? hourMinute(at) : day(at)}</span>
      </time>
    </Row>
  );
}
