"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { count, exact, shortHash } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { queries } from "@/lib/http/queries";

/** Whether the chain of hashes holds, as far as it was checked, and a button that checks it to its present end; further buttons beside it. */
export function ChainStatus({ children }: { children: ReactNode }) {
  const proof = useQuery({ ...queries.journalProof(), staleTime: 60_000 });
  return (
    <>
      <p role="status" className="flex min-h-7 min-w-0 items-center gap-1.5 text-ink-2 phone:order-last phone:w-full">
        <Said proof={proof} />
      </p>
      <div className="ml-auto flex gap-2">
        <Button pending={proof.isFetching} onClick={() => proof.refetch()}>
          Verify
        </Button>
        {children}
      </div>
    </>
  );
}

function Said({
  proof,
}: {
  proof: ReturnType<typeof useQuery<{ ok: boolean; entries: number; head: string; firstBad?: number }>>;
}) {
  if (proof.isError) return <span className="text-bad">Not verified: {failureOf(proof.error).detail}</span>;
  if (!proof.data) return <Skeleton width={280} />;
  const { ok, entries, head, firstBad } = proof.data;
  if (!ok) {
    return (
      <>
        <TriangleAlert className="text-bad" aria-hidden />
        <span className="text-bad">
          <b className="font-semibold">Chain broken at entry {firstBad}.</b> {count(entries, "entry", "entries")} before it still
          prove themselves.
        </span>
      </>
    );
  }
  return (
    <>
      <Check aria-hidden />
      <span className="min-w-0">
        <b className="font-semibold text-ink-1">Chain intact</b>, {count(entries, "entry", "entries")}, head{" "}
        <code title={head}>{shortHash(head, 6)}</code>
        <span className="text-12 text-ink-3 phone:hidden">, checked {exact(proof.dataUpdatedAt)}</span>
      </span>
    </>
  );
}
