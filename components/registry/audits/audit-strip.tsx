"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/now";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { cut } from "@/lib/registry/cut";
import type { AuditActs } from "./acts";
import { AuditStatusChip, ProgressBar } from "./status-marks";
import { timingText } from "./timing";
import { auditHref } from "./view-address";
import { OPEN_STATUSES } from "./words";

const CancelAudit = dynamic(() => import("./cancel-audit").then((it) => it.CancelAudit), { ssr: false });

/** The audit of an agent that waits or runs, live; that one is overdue; or nothing. */
export function AuditStrip({ agentId, acts }: { agentId: string; acts: AuditActs }) {
  const agent = useQuery(queries.agent(agentId)).data;
  if (!agent) return null;
  if (agent.openAuditId) return <Open key={agent.openAuditId} auditId={agent.openAuditId} agent={agent} acts={acts} />;
  if (!agent.auditOverdue) return null;
  return (
    <p role="status" className="words border-line border-t bg-warn-bg px-gutter py-2 text-warn">
      Audit overdue: no audit has measured it for longer than its tier allows. Re-audit it, or look at why its last audits came to
      nothing.
    </p>
  );
}

function Open({ auditId, agent, acts }: { auditId: string; agent: Agent; acts: AuditActs }) {
  const audit = useQuery(queries.audit(auditId)).data;
  const now = useNow();
  const [cancelling, setCancelling] = useState(false);
  const barred = useBarred();
  if (!audit || !OPEN_STATUSES.includes(audit.status)) return null;
  const { done, total } = audit.progress;
  const name = cut(agent.name, 60);
  return (
    <section
      aria-label="Audit under way"
      className="flex min-h-11 items-center gap-3 border-line border-t bg-sunken px-gutter py-2 phone:flex-wrap phone:gap-y-2"
    >
      <b className="font-medium">Audit</b>
      <AuditStatusChip status={audit.status} />
      <ProgressBar done={done} total={total} label={`Audit of ${name}`} className="h-1.5 min-w-20 grow phone:order-last" />
      <span className="figures font-medium whitespace-nowrap">
        {done} of {total}
      </span>
      <span className="figures whitespace-nowrap text-ink-3 phone:hidden">{timingText(audit, now)}</span>
      <span className="ml-auto flex gap-2">
        <Button asChild size="sm">
          <Link href={auditHref(auditId)}>Show</Link>
        </Button>
        <Button size="sm" variant="danger" because={barred("cancelAudit")} onClick={() => setCancelling(true)}>
          Cancel…
        </Button>
      </span>
      {cancelling ? <CancelAudit audit={audit} name={name} cancel={acts.cancel} close={() => setCancelling(false)} /> : null}
    </section>
  );
}
