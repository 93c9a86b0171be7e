"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import Link from "next/link";
import { failureOf } from "@/components/live/use-act";
import { ErrorPanel } from "@/components/ui/error-panel";
import { day, hourMinute } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { queries } from "@/lib/http/queries";
import type { AuditDetail } from "@/lib/registry/audit";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import { type Change, changesBetween } from "./comparison";
import { auditHref } from "./view-address";
import { facetName } from "./words";

type Props = { audit: AuditDetail; previousId: string; onSelect: (probe: string) => void };

/** Which kinds of question the conclusive audit before this one answered otherwise. */
export function ComparisonSection({ audit, previousId, onSelect }: Props) {
  const previous = useQuery(queries.audit(previousId));
  const changes = previous.data ? changesBetween(previous.data.probes, audit.probes) : null;
  return (
    <section aria-labelledby="compared" className="border-line border-t px-gutter pt-3 pb-4">
      <header className="flex min-h-7 flex-wrap items-baseline gap-x-2">
        <h3 id="compared" className="text-13">
          Compared with the audit before
        </h3>
        {previous.data ? (
          <Link href={auditHref(previousId)} className="link text-12 text-ink-2">
            {day(previous.data.requestedAt)}, {hourMinute(previous.data.requestedAt)}
          </Link>
        ) : null}
      </header>
      {previous.isError && !previous.data ? (
        <ErrorPanel {...failureOf(previous.error, "The audit before could not be loaded")} onRetry={() => previous.refetch()} />
      ) : changes === null ? (
        <Skeleton width={280} />
      ) : changes.length === 0 ? (
        <p className="words text-ink-2">No kind of question changed between passed and failed.</p>
      ) : (
        <ul aria-label="Changed since the audit before" className="m-0 list-none p-0">
          {changes.map((change) => (
            <ChangeRow key={`${change.template} ${change.facet}`} change={change} onSelect={onSelect} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ChangeRow({ change, onSelect }: { change: Change; onSelect: (probe: string) => void }) {
  const { kind, dimension, template, facet, before, now, probe } = change;
  return (
    <li>
      <button
        type="button"
        onClick={() => onSelect(probe)}
        className="-mx-2 grid min-h-7 w-[calc(100%+16px)] grid-cols-[12px_28px_minmax(0,1fr)_auto] items-center gap-x-2 rounded-2 px-2 text-left hover:bg-hover phone:min-h-11"
      >
        {kind === "broken" ? <X className="size-3 text-bad" aria-hidden /> : <Check className="size-3 text-ink-3" aria-hidden />}
        <b className="font-medium">{COMPONENT_NAMES[dimension].short}</b>
        <span className="words min-w-0 truncate text-ink-2">
          {kind === "broken" ? "Fails now" : "Passes again"}: <code>{template}</code>, {facetName(facet)}
        </span>
        <span className="figures text-12 text-ink-3">
          {before.passed}/{before.of} to {now.passed}/{now.of}
        </span>
      </button>
    </li>
  );
}
