"use client";

import { useQuery } from "@tanstack/react-query";
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
import { Heading } from "./list-heading";
import { DUE_NAMES } from "./words";

const SHOWN = 5;

type Props = { agentId: string | null; start: (agentId: string) => void };

/** Whom to audit next, most urgent first; a press starts it. */
export function DueList({ agentId, start }: Props) {
  const due = useQuery(queries.auditsDue()).data?.items.filter((one) => agentId === null || one.agentId === agentId) ?? [];
  const [all, setAll] = useState(false);
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

const ROW =
  "flex min-h-8 w-full items-center gap-2 pr-5 pl-6 text-left hover:bg-hover focus-visible:-outline-offset-2 phone:min-h-11 phone:px-4";

function DueRow({ due, start }: { due: AuditDue; start: (agentId: string) => void }) {
  const now = useNow();
  const barred = useBarred();
  const words = (
    <>
      <span className="words min-w-0 truncate font-medium">
        <PlainText text={due.name} />
      </span>
      <span
        title={exact(due.at)}
        className={cn("words ml-auto text-12 whitespace-nowrap", due.why === "overdue" ? "text-warn" : "text-ink-3")}
      >
        {whenText(due, now)}
      </span>
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

/** `Tier drop in 1 d 4 h`, `Spot check about 3 d`: a spot check's instant stays a surprise. */
function whenText({ why, at, auditable }: AuditDue, now: number | null): string {
  const name = DUE_NAMES[why];
  if (!auditable) return `${name}, by import`;
  if (now === null || why === "overdue") return name;
  const left = Date.parse(at) - now;
  if (left <= 0) return `${name} now`;
  return why === "spot" ? `${name} in about ${duration(left)}` : `${name} in ${duration(left)}`;
}
