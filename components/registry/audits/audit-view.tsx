"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsString, useQueryState } from "nuqs";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorPanel } from "@/components/ui/error-panel";
import { IntentLink } from "@/components/ui/intent-link";
import { Skeleton } from "@/components/ui/skeleton";
import { useMedia } from "@/components/ui/use-media";
import { queries, RequestError } from "@/lib/http/queries";
import type { AuditDetail } from "@/lib/registry/audit";
import type { AuditActs } from "./acts";
import { AuditHeader } from "./audit-header";
import { AuditOutcome } from "./audit-outcome";
import { BeforeAfter } from "./before-after";
import { ComparisonSection } from "./comparison-section";
import { DimensionsSection } from "./dimensions-section";
import { grouped, inOrder } from "./grid";
import { ProbeList } from "./probe-list";
import { ProbePanel } from "./probe-panel";
import { useAuditsView } from "./view";
import { auditHref } from "./view-address";
import { OPEN_STATUSES } from "./words";

const ProbeSheet = dynamic(() => import("./probe-sheet").then((it) => it.ProbeSheet), { ssr: false });

/** There is room for the probe beside its audit. */
const WIDE = "(width >= 1280px)";
/** Failures in words under an audit: the squares above lead to all of them. */
const FEW = 8;

/** One audit: live while it runs, and as it was afterwards. */
export function AuditView({ auditId, acts }: { auditId: string; acts: AuditActs }) {
  const audit = useQuery(queries.audit(auditId));
  if (audit.data) return <Known audit={audit.data} acts={acts} />;
  if (audit.error instanceof RequestError && [400, 404, 422].includes(audit.error.status)) {
    return (
      <div className="px-gutter py-6">
        <EmptyState
          heading="h2"
          title="No such audit"
          actions={
            <Button asChild>
              <IntentLink href="/audits">All audits</IntentLink>
            </Button>
          }
        >
          Nothing is stored under this id. Audits are never deleted, so the address may be cut off.
        </EmptyState>
      </div>
    );
  }
  if (audit.isError) {
    return (
      <div className="px-gutter py-6">
        <ErrorPanel {...failureOf(audit.error, "The audit could not be loaded")} onRetry={() => audit.refetch()} />
      </div>
    );
  }
  return <ViewSkeleton />;
}

function Known({ audit, acts }: { audit: AuditDetail; acts: AuditActs }) {
  const [view] = useAuditsView();
  const [selected, setSelected] = useQueryState("probe", parseAsString.withOptions({ scroll: false }));
  const wide = useMedia(WIDE);
  const over = !OPEN_STATUSES.includes(audit.status);
  const groups = grouped(audit.probes);
  const probes = inOrder(groups);
  const probe = probes.find(({ id }) => id === selected) ?? null;
  // The first choice is something to come back from; leafing on from it is not.
  const select = (id: string) => void setSelected(id, { history: selected === null ? "push" : "replace" });
  const back = auditHref("", view).replace("/audits/", "/audits");
  return (
    <div className="grid h-full min-h-0 wide:grid-cols-[minmax(0,1fr)_376px]">
      <article aria-label="Audit" className="min-h-0 min-w-0 overflow-y-auto phone:pb-4">
        <AuditHeader audit={audit} acts={acts} back={back} />
        <AuditOutcome audit={audit} />
        {probes.length > 0 ? (
          <>
            <DimensionsSection audit={audit} groups={groups} selected={probe?.id ?? null} onSelect={select} />
            <BeforeAfter audit={audit} />
          </>
        ) : null}
        {audit.previousAuditId !== null && probes.length > 0 && over ? (
          <ComparisonSection audit={audit} previousId={audit.previousAuditId} onSelect={select} />
        ) : null}
        {wide ? null : (
          <div className="[&>section]:border-t">
            <ProbeList probes={probes} selected={probe?.id ?? null} onSelect={select} over={over} most={FEW} />
          </div>
        )}
      </article>
      <aside aria-label="Probe" className="hidden min-h-0 overflow-y-auto border-line border-l wide:block">
        {wide ? (
          <>
            {probe ? <ProbePanel key={probe.id} auditId={audit.id} probe={probe} probes={probes} onSelect={select} /> : null}
            <ProbeList probes={probes} selected={probe?.id ?? null} onSelect={select} over={over} />
          </>
        ) : null}
      </aside>
      {!wide && probe ? (
        <ProbeSheet auditId={audit.id} probe={probe} probes={probes} onSelect={select} close={() => void setSelected(null)} />
      ) : null}
    </div>
  );
}

/** An audit while it is on its way. */
export function ViewSkeleton() {
  return (
    <div role="status" aria-label="Loading the audit" className="flex flex-col gap-4 px-gutter py-4">
      <Skeleton width={240} height={20} />
      <Skeleton width={420} className="max-w-full" />
      <Skeleton width="100%" height={6} />
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="border-line border-t pt-4">
          <Skeleton width={180} />
          <Skeleton width={208} height={26} className="mt-3" />
        </div>
      ))}
    </div>
  );
}
