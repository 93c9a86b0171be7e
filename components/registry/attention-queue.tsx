"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { count, integer } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { useHeld } from "@/components/ui/steady";
import { useTabCount } from "@/components/ui/tab-count";
import { useAttended } from "@/components/ui/use-attended";
import { useKey } from "@/components/ui/use-key";
import { queries } from "@/lib/http/queries";
import type { Attention, AttentionItem } from "@/lib/registry/attention-shape";
import { DEFAULT_TRUST_POLICY } from "@/lib/trust/policy";
import type { AgentActs } from "./acts";
import { AttentionRow, QUEUE_GRID } from "./attention-item";
import { ASKED, countIn, kindsOf, QUEUE_VIEW_KEYS, QUEUE_VIEWS, type QueueView } from "./attention-views";

const SHOWN = 7;
const MORE = 20;
const MOST = 500;
const ROW_REM = 3.5;
/** What comes with time alone, such as silence, has no entry that would tell of it. */
const AGAIN_MS = 5_000;

type Props = { acts: AgentActs; initial: Attention | undefined };

/** What needs a human now, most urgent first, each with one act. It holds still while someone points at it or is in it. */
export function AttentionQueue({ acts, initial }: Props) {
  const [view, setView] = useQueryState(
    "queue",
    parseAsStringLiteral(QUEUE_VIEW_KEYS).withDefault("all").withOptions({ scroll: false }),
  );
  const { attended: held, release, watch } = useAttended();
  const answer = useQuery({
    ...queries.attention(undefined, ASKED),
    initialData: initial,
    initialDataUpdatedAt: initial && Date.parse(initial.asOf),
    refetchInterval: AGAIN_MS,
  });
  const shown = useHeld(answer.data, held && answer.data !== undefined);
  const changed = held && shown && answer.data ? differences(shown, answer.data) : 0;
  useTabCount(answer.data?.total ?? null);
  const list = useRef<HTMLElement>(null);
  useQueueKeys(list);
  return (
    <section ref={list} aria-labelledby="needs-you" {...watch}>
      <header className="flex min-h-14 flex-wrap items-center gap-x-2 gap-y-1 px-gutter py-2">
        <h1 id="needs-you" className="text-16">
          Needs you now
        </h1>
        <span className="text-12 text-ink-3">{shown ? noteOf(shown) : ""}</span>
        {changed > 0 ? (
          <Button size="sm" variant="quiet" onClick={release}>
            {count(changed, "change")}, show
          </Button>
        ) : null}
        <div className="ml-auto max-w-full overflow-x-auto">
          <Segmented
            label="Which"
            value={view}
            onValueChange={setView}
            options={QUEUE_VIEW_KEYS.filter((key) => key === "all" || key === view || countIn(key, shown?.counts ?? {}) > 0).map(
              (key) => ({
                value: key,
                label: QUEUE_VIEWS[key].label,
                count: shown ? integer(countIn(key, shown.counts)) : undefined,
              }),
            )}
          />
        </div>
      </header>
      {shown ? (
        <Items key={view} view={view} shown={shown} current={answer.data ?? shown} held={held} acts={acts} />
      ) : answer.isError ? (
        <div className="border-line border-t px-gutter py-4">
          <ErrorPanel
            title="What needs you could not be loaded"
            detail="Signals are taken and scored all the same, and holds stay in force."
            onRetry={() => answer.refetch()}
          />
        </div>
      ) : (
        <QueueSkeleton />
      )}
    </section>
  );
}

type ItemsProps = { view: QueueView; shown: Attention; current: Attention; held: boolean; acts: AgentActs };

function Items({ view, shown, current, held, acts }: ItemsProps) {
  const [most, setMost] = useState(SHOWN);
  // What stands below does not move up whenever something is settled.
  const [tallest, setTallest] = useState(0);
  const now = useNow() ?? Date.parse(shown.asOf);
  const policy = useQuery(queries.trustPolicy()).data ?? DEFAULT_TRUST_POLICY;
  const total = countIn(view, shown.counts);
  const known = shown.items.filter(({ kind }) => kindsOf(view).includes(kind));
  const needed = Math.min(most, total);
  // A view of what is less urgent may begin behind everything that was asked for.
  const rest = useQuery({
    ...queries.attention(view === "all" ? undefined : kindsOf(view).join(","), Math.min(MOST, most + MORE)),
    enabled: needed > known.length,
    placeholderData: (before) => before,
    refetchInterval: held ? false : AGAIN_MS,
  });
  const steady = useHeld(rest.data, held && rest.data !== undefined);
  const items = needed > known.length && steady ? steady.items : known;
  if (total === 0)
    return (
      <p className="border-line border-t px-gutter py-4 text-ink-2">
        {shown.total === 0
          ? "Nothing. No agent is stopped, at risk, silent or about to lose a tier, and every task found somebody."
          : "Nothing of this kind; see All."}
      </p>
    );
  const rows = Math.min(most, items.length);
  if (rows > tallest) setTallest(rows);
  const present = new Set(current.items.map(keyOf));
  // Only where the present queue is known as far as this one can it be said that something left it.
  const complete = current.items.length === current.total;
  return (
    <>
      <ul className="m-0 list-none border-line border-t p-0" style={{ minHeight: `${tallest * ROW_REM}rem` }}>
        {items.slice(0, most).map((item) => (
          <AttentionRow
            key={keyOf(item)}
            item={item}
            policy={policy}
            now={now}
            acts={acts}
            settled={held && complete && !present.has(keyOf(item))}
          />
        ))}
      </ul>
      {total > most && (
        <div className="border-line border-t px-gutter py-2">
          <Button size="sm" variant="quiet" className="-ml-2" onClick={() => setMost(most + MORE)}>
            Show {integer(Math.min(MORE, total - most))} more
          </Button>
        </div>
      )}
    </>
  );
}

function noteOf({ total, agents }: Attention): string {
  return total === 0
    ? `nothing, of ${count(agents, "agent")}`
    : `${integer(total)} from ${count(agents, "agent")} and all tasks, most urgent first`;
}

function keyOf({ agent, task }: AttentionItem): string {
  return agent ? `agent ${agent.id}` : `task ${task?.id}`;
}

/** How many of one came, went or are something else in the other. */
function differences(shown: Attention, current: Attention): number {
  const kinds = new Map(shown.items.map((item) => [keyOf(item), item.kind]));
  const fresh = current.items.filter((item) => kinds.get(keyOf(item)) !== item.kind).length;
  const present = new Set(current.items.map(keyOf));
  const gone = current.items.length < current.total ? 0 : shown.items.filter((item) => !present.has(keyOf(item))).length;
  return fresh + gone;
}

/** `j` and `k` move through the queue, Enter does what the focused item offers. */
function useQueueKeys(list: React.RefObject<HTMLElement | null>): void {
  const acts = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-act]") ?? [])];
  const move = (by: number) => {
    const all = acts();
    const at = all.findIndex((act) => act === document.activeElement || act.closest("li")?.contains(document.activeElement));
    const next = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.min(all.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useKey("j", "Next item of the queue", () => move(1), { group: "Overview" });
  useKey("k", "Previous item of the queue", () => move(-1), { group: "Overview" });
  // A focused button does it by itself; from elsewhere the key begins with the most urgent.
  useKey("Enter", "Act on the item", () => document.activeElement === document.body && move(1), { group: "Overview" });
}

function QueueSkeleton() {
  return (
    <div role="status" aria-label="Loading what needs you" className="border-line border-t">
      {[0, 1, 2, 3, 4].map((row) => (
        <div key={row} className={QUEUE_GRID}>
          <Skeleton width={16} height={16} />
          <Skeleton width={104} />
          <div className="flex flex-col gap-2">
            <Skeleton width="36%" />
            <Skeleton width="56%" />
          </div>
          <span />
          <Skeleton width={72} height={24} className="justify-self-end" />
        </div>
      ))}
    </div>
  );
}
