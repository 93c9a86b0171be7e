"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { useBarred } from "@/components/live/permission";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { exact, integer, signed } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { RowsSkeleton, Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { type Account, EMPTY_ACCOUNT, type PostingKind } from "@/lib/routing/account";
import type { StatementLine } from "@/lib/routing/account-shape";
import { TopUpDialog, type TopUpInput } from "./top-up-dialog";

const KINDS = {
  initial: "Starting balance",
  top_up: "Top-up",
  payment: "Payment",
  penalty: "Penalty",
} as const satisfies Record<PostingKind, string>;

const FIGURES = [
  ["earnedSats", "earned"],
  ["topUpsSats", "topped up"],
  ["penaltiesSats", "penalties"],
] as const satisfies readonly (readonly [keyof Account, string])[];

/** So many postings are shown until more are asked for. */
const FEW = 8;

/** What the agent's account holds, how it came to it, and the way to top it up. */
export function AccountSection({ agentId, topUp }: { agentId: string; topUp: Act<TopUpInput, Agent> }) {
  const statement = useInfiniteQuery(queries.accountPages(agentId));
  const [asked, setAsked] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const because = useBarred()("topUpAccount");
  const [first] = statement.data?.pages ?? [];
  const account = first ?? EMPTY_ACCOUNT;
  const lines = statement.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section
      id="account"
      title="Account"
      note="whole sats, double entry"
      end={
        <Button because={because} onClick={() => setAsked(true)} disabled={!first}>
          Top up…
        </Button>
      }
    >
      {statement.isError && !first ? (
        <ErrorPanel {...failureOf(statement.error, "The account could not be loaded")} onRetry={() => void statement.refetch()} />
      ) : first ? (
        <>
          <Balance account={account} />
          {lines.length === 0 ? (
            <p className="mt-3 text-ink-2">Nothing was posted yet.</p>
          ) : (
            <Statement lines={unfolded ? lines : lines.slice(0, FEW)} />
          )}
          {!unfolded && lines.length > FEW ? (
            <Button className="mt-3" size="sm" onClick={() => setUnfolded(true)}>
              Show {lines.length - FEW} more
            </Button>
          ) : statement.hasNextPage ? (
            <Button
              className="mt-3"
              size="sm"
              onClick={() => void statement.fetchNextPage()}
              pending={statement.isFetchingNextPage}
            >
              Load more
            </Button>
          ) : null}
        </>
      ) : (
        <>
          <div className="mb-3 flex h-7 items-center">
            <Skeleton width={320} />
          </div>
          <RowsSkeleton rows={1} />
        </>
      )}
      {asked ? (
        <TopUpDialog agentId={agentId} balanceSats={account.balanceSats} topUp={topUp} close={() => setAsked(false)} />
      ) : null}
    </Section>
  );
}

function Balance({ account }: { account: Account }) {
  return (
    <dl className="m-0 flex flex-wrap items-baseline gap-x-8 gap-y-2">
      <div className="flex items-baseline gap-2">
        <dt className="sr-only">Balance</dt>
        <dd className={`m-0 font-semibold text-20 ${account.balanceSats < 0 ? "text-bad" : ""}`}>
          {integer(account.balanceSats)} <span className="font-normal text-13 text-ink-3">sats</span>
        </dd>
      </div>
      {FIGURES.map(([part, name]) => (
        <div key={part} className="flex items-baseline gap-1.5">
          <dd className="order-first m-0 font-medium">{integer(account[part])}</dd>
          <dt className="text-ink-3">{name}</dt>
        </div>
      ))}
    </dl>
  );
}

function Statement({ lines }: { lines: readonly StatementLine[] }) {
  return (
    <div className="mt-3">
      <Table label="Postings">
        <thead>
          <tr>
            <Th>When</Th>
            <Th>What</Th>
            <Th numeric>Sats</Th>
            <Th numeric>Balance</Th>
            <Th className="pl-6 phone:hidden">By</Th>
            <Th className="phone:hidden">Reason</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ transfer, kind, amountSats, balanceSats, at, actor, reason }) => (
            <tr key={transfer}>
              <Td className="text-ink-2">
                <TimeAgo at={at} />
                <span className="sr-only"> ({exact(at)})</span>
              </Td>
              <Td>{KINDS[kind]}</Td>
              <Td numeric className="font-medium">
                {signed(amountSats)}
              </Td>
              <Td numeric>{integer(balanceSats)}</Td>
              <Td className="pl-6 text-ink-2 phone:hidden">
                <PlainText text={actor} />
              </Td>
              <Td className="max-w-96 truncate text-ink-2 phone:hidden" title={visible(reason ?? "")}>
                <PlainText text={reason ?? ""} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
