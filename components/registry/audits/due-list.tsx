"use client";

import { useQuery } from "@tanstack/react-query";
import { Clock, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { duration, exact } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { useNow } from "@/components/ui/now";
import { queries } from "@/lib/http/queries";
import type { AuditDue } from "@/lib/registry/audit";
import { Heading, RowsSkeleton, TWO_LINES } from "./list-heading";
import { DUE_NAMES } from "./words";

const SHOWN = 5;

type Props = { agentId: string | null; start: (agentId: string) => void };

/** Whom to audit next, most urgent first; a press starts it. */
export function DueList({ agentId, start }: Props) {
  const { data, isPending } = useQuery(queries.auditsDue());
  const due = data?.items.filter((one) => agentId === null || one.agentId === agentId) ?? [];
  const [all, setAll] = useState(false);
  if (isPending)
    return (
      <>
        <Heading id="audits-due" name="Due next" />
        <RowsSkeleton label="Loading what is due" />
      </>
    );
  if (due.length === 0) return null;
  const shown = all ? due : due.slice(0, SHOWN);
  return (
    <section aria-labelledby="audits-due">
      <Heading id="audits-due" name="Due next" n={due.length} />
      <ul className="m-0 list-none p-0">
        {shown.map((one) => (
          <DueRow key={`${one.agentId} ${one.why}`} due={one} start={start} />
        ))}
      </ul>
      {due.length > SHOWN ? (
        <div className="pl-4 phone:pl-2">
          <Button size="sm" variant="quiet" onClick={() => setAll(!all)}>
            {all ? "Show fewer" : `Show ${due.length - SHOWN} more`}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

const ROW = cn(TWO_LINES, "flex w-full pr-5 pl-6 text-left hover:bg-hover focus-visible:-outline-offset-2 phone:px-4");

function DueRow({ due, start }: { due: AuditDue; start: (agentId: string) => void }) {
  const now = useNow();
  const barred = useBarred();
  const late = due.why === "overdue";
  const Sign = late ? TriangleAlert : Clock;
  const words = (
    <>
      <Sign aria-hidden className={cn("size-3", late ? "text-warn" : "text-ink-3")} />
      <span className="flex min-w-0 flex-col leading-4">
        <span className="words truncate font-medium">
          <PlainText text={due.name} />
        </span>
        <span className={cn("words truncate text-12", late ? "text-warn" : "text-ink-3")}>
          {DUE_NAMES[due.why]}
          {due.auditable ? "" : ", by import only"}
        </span>
      </span>
      <time dateTime={due.at} title={exact(due.at)} className="figures ml-auto text-12 whitespace-nowrap text-ink-3">
        {leftText(due, now)}
      </time>
    </>
  );
  return (
    <li>
      {due.auditable && barred("requestAudit") === null ? (
        <button type="button" className={ROW} onClick={() => start(due.agentId)}>
          <span className="sr-only">Audit </span>
          {words}
        </button>
      ) : (
        <IntentLink
          href={`/agents/${encodeURIComponent(due.agentId)}`}
          className={ROW}
          {...(due.auditable ? {} : { title: "Certified by import only: it has no endpoint" })}
        >
          {words}
        </IntentLink>
      )}
    </li>
  );
}

/** `in 1 d 4 h`, `in about 3 d`: a spot check's instant stays a surprise. Nothing where it is past. */
function leftText({ why, at }: AuditDue, now: number | null): string {
  if (now === null || why === "overdue") return "";
  const left = Date.parse(at) - now;
  if (left <= 0) return "now";
  return `in ${why === "spot" ? "about " : ""}${duration(left)}`;
}
