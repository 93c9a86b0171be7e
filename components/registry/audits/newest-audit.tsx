"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useContext, useEffect, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { GuideLink } from "@/components/ui/guide-link";
import { queries } from "@/lib/http/queries";
import type { AuditActs } from "./acts";
import { AuditView, ViewSkeleton } from "./audit-view";
import { ShowsAudit } from "./shown-audit";

const PAGE = 25;

/** Where none is chosen: the first one that runs, else the newest. Once shown it stays, whatever comes after it. */
export function NewestAudit({ acts }: { acts: AuditActs }) {
  const { data, isPending } = useInfiniteQuery(queries.auditPages({ limit: PAGE }));
  const [shown, setShown] = useState<string | null>(null);
  const show = useContext(ShowsAudit);
  const items = data?.pages[0]?.items ?? [];
  const newest = items.find(({ status }) => status === "running") ?? items[0];
  if (shown === null && newest) setShown(newest.id);
  useEffect(() => {
    show(shown);
    return () => show(null);
  }, [shown, show]);
  if (shown !== null) return <AuditView auditId={shown} acts={acts} />;
  if (!data) return isPending ? <ViewSkeleton /> : null;
  return (
    <div className="px-gutter py-6">
      <EmptyState title="No agent was audited yet">
        <p>
          An audit asks the agent's own endpoint some 85 questions: does it do exactly what was asked, is it right from what it
          was given, whom does it obey, what does it invent. Every question, answer and verdict is kept. Start one from the list
          at the left, or press <b className="font-medium">r</b> on an agent's page.{" "}
          <GuideLink page="audits">How audits work</GuideLink>
        </p>
      </EmptyState>
    </div>
  );
}
