"use client";

import { ArrowLeft, Download } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { clockInZone, day, exact } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { useNow } from "@/components/ui/now";
import type { Audit, AuditDetail } from "@/lib/registry/audit";
import type { AuditActs } from "./acts";
import { Seed } from "./audit-seed";
import { ReauditButton } from "./reaudit-button";
import { AuditStatusChip, ProgressBar } from "./status-marks";
import { timingText } from "./timing";
import { OPEN_STATUSES, PURPOSES } from "./words";

const CancelAudit = dynamic(() => import("./cancel-audit").then((it) => it.CancelAudit), { ssr: false });

type Props = { audit: AuditDetail; acts: AuditActs; back: string };

/** Which audit this is, who asked for it and why, and how far it is. */
export function AuditHeader({ audit, acts, back }: Props) {
  const name = useAgentName()(audit.agentId);
  const [cancelling, setCancelling] = useState(false);
  const barred = useBarred();
  const open = OPEN_STATUSES.includes(audit.status);
  return (
    <header className="px-gutter pt-3 pb-4">
      <Link href={back} className="mb-1 hidden min-h-9 w-fit items-center gap-1.5 text-12 text-ink-2 phone:flex">
        <ArrowLeft aria-hidden className="size-3" />
        All audits
      </Link>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="words min-w-0 truncate text-20 phone:text-16">
          {PURPOSES[audit.type].title} of{" "}
          <IntentLink href={`/agents/${encodeURIComponent(audit.agentId)}`} className="hover:underline hover:underline-offset-4">
            <PlainText text={name} />
          </IntentLink>
        </h2>
        <AuditStatusChip status={audit.status} />
        <div className="ml-auto flex flex-wrap gap-2 phone:ml-0 phone:w-full [&>*]:phone:grow">
          {audit.calls > 0 || !open ? (
            <Button asChild>
              <a href={`/api/v1/audits/${encodeURIComponent(audit.id)}/evidence`} download={`muster-audit-${audit.id}.json`}>
                <Download aria-hidden />
                {open ? "Evidence so far" : "Download evidence"}
              </a>
            </Button>
          ) : null}
          {open ? (
            <Button variant="danger" because={barred("cancelAudit")} onClick={() => setCancelling(true)}>
              Cancel audit…
            </Button>
          ) : (
            <ReauditButton agentId={audit.agentId} name={name} request={acts.request} />
          )}
        </div>
      </div>
      <Asked audit={audit} />
      {open ? <Progress audit={audit} name={name} /> : null}
      {cancelling ? <CancelAudit audit={audit} name={name} cancel={acts.cancel} close={() => setCancelling(false)} /> : null}
    </header>
  );
}

function Asked({ audit }: { audit: Audit }) {
  const { requestedAt, requestedBy, reason, type, battery, batteryVersion } = audit;
  return (
    <div className="words mt-0.5 text-ink-2 phone:mt-2">
      <p className="break-words">
        {PURPOSES[type].name}, asked by <PlainText text={requestedBy} /> on{" "}
        <time dateTime={requestedAt} title={exact(requestedAt)} className="figures">
          {day(requestedAt)} at {clockInZone(requestedAt)}
        </time>
        {reason === null ? "." : ": "}
        {reason === null ? null : (
          <q className="[overflow-wrap:anywhere]">
            <PlainText text={reason} />
          </q>
        )}
      </p>
      {OPEN_STATUSES.includes(audit.status) ? (
        <p className="flex flex-wrap items-center gap-x-1.5 text-12 text-ink-3">
          Battery {battery} {batteryVersion}. <Seed audit={audit} />
        </p>
      ) : null}
    </div>
  );
}

function Progress({ audit, name }: { audit: Audit; name: string }) {
  const now = useNow();
  const { done, total } = audit.progress;
  if (audit.status === "queued") {
    return <p className="mt-3 text-ink-2">Waits for its turn. {total > 0 ? `${total} probes are planned.` : ""}</p>;
  }
  return (
    <div className="mt-3 flex items-center gap-3 phone:flex-wrap phone:gap-y-1">
      <ProgressBar done={done} total={total} label={`Audit of ${name}`} className="h-1.5 min-w-0 grow phone:w-full" />
      <span className="figures font-medium whitespace-nowrap">
        {done} of {total}
      </span>
      <span className="figures whitespace-nowrap text-ink-3">
        {[done === 0 && "waits for its endpoint", timingText(audit, now)].filter(Boolean).join(", ")}
      </span>
    </div>
  );
}
