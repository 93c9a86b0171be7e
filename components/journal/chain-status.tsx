"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { count, exact, integer, shortHash } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import type { JournalProof, JournalStatus } from "@/lib/journal/proof";

type Props = {
  /** Whether who looks may have everything read again. */
  mayVerifyAll: boolean;
  /** Further buttons. */
  children: ReactNode;
};

const POLL_MS = 400;

/** Whether the journal holds, as far as it was verified, and the buttons that verify it. */
export function ChainStatus({ mayVerifyAll, children }: Props) {
  const client = useQueryClient();
  const [all, setAll] = useState(false);
  const proof = useQuery({ ...queries.journalProof(), staleTime: 60_000, retry: false });
  const busy = proof.isFetching || all;
  const status = useQuery({ ...queries.journalStatus(), refetchInterval: busy ? POLL_MS : 15_000 });

  async function verifyAll() {
    setAll(true);
    const answer = await client.fetchQuery({ ...queries.wholeJournalProof(), staleTime: 0 }).catch(() => null);
    if (answer) client.setQueryData(queries.journalProof().queryKey, answer);
    else await proof.refetch();
    setAll(false);
  }

  return (
    <>
      <p role="status" className="flex min-h-7 min-w-0 items-center gap-1.5 text-ink-2 phone:w-full">
        {busy && status.data?.verifying ? (
          <Reading {...status.data.verifying} />
        ) : proof.isError ? (
          <span className="text-bad">Not verified: {failureOf(proof.error).detail}</span>
        ) : proof.data ? (
          <Said proof={proof.data} />
        ) : (
          <Skeleton width={280} />
        )}
      </p>
      <div className="ml-auto flex flex-wrap gap-2 phone:ml-0 phone:grid phone:w-full phone:grid-cols-2">
        <Button pending={busy} onClick={() => proof.refetch()}>
          Verify now
        </Button>
        {mayVerifyAll && (
          <Button pending={busy} onClick={verifyAll} title="Reads everything again, not only what came since the last time">
            Verify all
          </Button>
        )}
        {children}
      </div>
      {proof.data && !proof.data.ok ? <Broken proof={proof.data} /> : null}
      {status.data ? (
        <Outside status={status.data} broken={proof.data?.ok === false} />
      ) : (
        <div className="order-last h-8 w-full wide:h-4" />
      )}
    </>
  );
}

function Reading({ entries, of }: { entries: number; of: number }) {
  return (
    // Nobody wants every number read out; the outcome is.
    <span aria-live="off" className="figures">
      Verifying: {integer(entries)} of {count(of, "entry", "entries")}
    </span>
  );
}

function Said({ proof: { ok, entries, head, at, full } }: { proof: JournalProof }) {
  if (!ok) {
    return (
      <>
        <TriangleAlert className="text-bad" aria-hidden />
        <b className="font-semibold text-bad">The journal does not hold</b>
      </>
    );
  }
  return (
    <>
      <Check aria-hidden />
      <span className="min-w-0">
        <b className="font-semibold text-ink-1">Chain intact</b>, {count(entries, "entry", "entries")}, head{" "}
        <code title={head}>{shortHash(head, 6)}</code>
        <span className="text-12 text-ink-3 max-wide:hidden" title={full ? "everything was read" : "what came since was read"}>
          , checked {exact(at)}
        </span>
      </span>
    </>
  );
}

/** What does not hold, and where to look. */
function Broken({ proof: { why, firstBad, entries } }: { proof: JournalProof }) {
  return (
    <div role="alert" className="order-last w-full rounded-2 border border-bad-line bg-bad-bg px-3 py-2 text-bad">
      <p className="words font-medium">{why}</p>
      {firstBad !== undefined && (
        <p className="mt-0.5">
          <Link href={`/journal?entry=${firstBad}`} className="underline">
            First bad entry: {integer(firstBad)}
          </Link>
          . {entries === 0 ? "None before it holds" : `${count(entries, "entry", "entries")} before it hold`}.
        </p>
      )}
    </div>
  );
}

/** The newest checkpoint, and what all this proves. */
function Outside({ status: { checkpoint, fingerprint, failure, mismatch }, broken }: { status: JournalStatus; broken: boolean }) {
  return (
    <div className="order-last w-full text-12 text-ink-3">
      {mismatch && !broken ? <p className="words text-bad">{mismatch}</p> : null}
      {failure ? <p className="words text-warn">The newest checkpoint could not be written: {failure}</p> : null}
      <p className="words max-w-none">
        {checkpoint ? (
          <>
            Checkpoint of {count(checkpoint.size, "entry", "entries")}, <TimeAgo at={checkpoint.at} />, key{" "}
            <code>{fingerprint}</code>.{" "}
          </>
        ) : (
          "No checkpoint yet; the first comes within ten seconds of an entry. "
        )}
        {broken || mismatch ? null : <Proven />}
      </p>
    </div>
  );
}

function Proven() {
  return (
    <>
      <span className="phone:hidden">
        This proves that no entry up to the checkpoint, and no signal, decision or audit it records, was changed or removed. It
        cannot prove who else held the database and the secret: for that,{" "}
      </span>
      <Link href="/settings/journal" className="underline">
        <span className="phone:hidden">keep checkpoints elsewhere</span>
        <span className="desk:hidden">Keep checkpoints elsewhere</span>
      </Link>
      .
    </>
  );
}
