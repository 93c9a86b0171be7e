"use client";

import { Ban, CircleDashed, Clock, Pause, Route, TrendingDown, TriangleAlert, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { cn } from "@/components/ui/cn";
import { TimeAgo } from "@/components/ui/time-ago";
import type { ConcernKind } from "@/lib/registry/attention";
import type { AttentionItem } from "@/lib/registry/attention-shape";
import type { TrustPolicy } from "@/lib/trust/policy";
import type { AgentActs } from "./acts";
import { AttentionAct } from "./attention-act";
import { wordsOf } from "./concern-words";

const ICONS: Record<ConcernKind, ReactNode> = {
  revoked: <Ban className="text-bad" aria-hidden />,
  hold: <Pause className="fill-current stroke-0 text-bad" aria-hidden />,
  audit_failed: <X className="text-bad" aria-hidden />,
  expired: <Clock className="text-bad" aria-hidden />,
  audit_inconclusive: <CircleDashed className="text-ink-3" aria-hidden />,
  unroutable: <Route className="text-ink-3" aria-hidden />,
  at_risk: <TriangleAlert className="text-warn" aria-hidden />,
  falling: <TrendingDown className="text-warn" aria-hidden />,
  tier_drop: <Clock className="text-warn" aria-hidden />,
  audit_overdue: <Clock className="text-warn" aria-hidden />,
  silent: <Clock className="text-warn" aria-hidden />,
  task_failed: <Route className="text-ink-3" aria-hidden />,
  nearly_rated: <CircleDashed className="text-ink-3" aria-hidden />,
};

export const QUEUE_GRID =
  "grid min-h-14 grid-cols-[16px_140px_minmax(0,1fr)_96px_112px] items-center gap-x-4 border-line border-b px-gutter last:border-b-0";

type Props = {
  item: AttentionItem;
  policy: TrustPolicy;
  /** Epoch ms. */
  now: number;
  acts: AgentActs;
  /** It stands still here and is not in the queue any more. */
  settled: boolean;
};

/** One thing that needs somebody: what happened, what follows, when, and one act. */
export function AttentionRow({ item, policy, now, acts, settled }: Props) {
  const { kind, at, agent, task } = item;
  const { what, follows } = wordsOf(item, policy, now);
  const name = agent?.name ?? task?.title ?? "";
  const href = agent ? `/agents/${encodeURIComponent(agent.id)}` : `/routing/${encodeURIComponent(task?.decisionId ?? "")}`;
  return (
    <li
      className={cn(
        QUEUE_GRID,
        "focus-within:bg-hover hover:bg-hover",
        "phone:grid-cols-[16px_minmax(0,1fr)_auto] phone:gap-x-3 phone:gap-y-0.5 phone:py-2.5",
      )}
    >
      {ICONS[kind]}
      <Link
        href={href}
        prefetch={false}
        title={visible(name)}
        className="words truncate font-medium hover:underline hover:decoration-line-strong hover:underline-offset-3"
      >
        {task ? <span className="sr-only">Task </span> : null}
        <PlainText text={name} />
      </Link>
      <div className="words flex min-w-0 flex-col leading-[18px] phone:col-span-2 phone:col-start-2 phone:row-start-2">
        <span className="truncate font-medium phone:whitespace-normal">
          <PlainText text={what} />
        </span>
        <span className="truncate text-12 text-ink-3 phone:whitespace-normal" title={visible(follows)}>
          <PlainText text={follows} />
        </span>
      </div>
      <span className="figures text-right text-12 text-ink-3 phone:col-start-3 phone:row-start-1">
        {at === null ? null : <TimeAgo at={at} />}
      </span>
      <div className="justify-self-end phone:col-start-2 phone:row-start-3 phone:mt-1.5 phone:justify-self-start">
        {settled ? <span className="text-12 text-ink-3">Settled</span> : <AttentionAct item={item} name={name} acts={acts} />}
      </div>
    </li>
  );
}
