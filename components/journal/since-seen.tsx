"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { age, day, hourMinute, integer } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { useHeld } from "@/components/ui/steady";
import { notify } from "@/components/ui/toast";
import { useAttended } from "@/components/ui/use-attended";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { Change } from "@/lib/journal/changes";
import type { Changes } from "@/lib/journal/changes-shape";
import { CHANGE_WORDS } from "./change-words";

/** In the order in which they matter; what stands in brackets behind another is a part of it. */
const SHOWN: readonly { change: Change; part?: Change }[] = [
  { change: "revoked" },
  { change: "held" },
  { change: "dropped" },
  { change: "audited", part: "failed" },
  { change: "certified" },
  { change: "routed", part: "unroutable" },
  { change: "settings" },
  { change: "registered" },
];

/** Up to which entry somebody has seen everything, and when that was said (epoch ms); null = never. */
type Mark = { seq: number | null; at?: number };
type Props = { markSeen: Act<Mark, null>; initial: Changes | undefined };

/** What changed since the one who is signed in last said to have seen it all, each leading to exactly those entries. */
export function SinceSeen({ markSeen, initial }: Props) {
  const client = useQueryClient();
  const live = useQuery({ ...queries.changes(), initialData: initial, staleTime: 60_000 }).data;
  const { attended, watch } = useAttended();
  // A number that grows moves its neighbours: not while somebody is about to press one. What is marked is what was shown.
  const changes = useHeld(live, attended && live !== undefined);
  const [pending, setPending] = useState(false);
  const set = async (to: Mark) => {
    const { failure } = await attempt(markSeen, to);
    if (failure) notify({ text: `Not marked. ${failure.detail}` });
    else await client.invalidateQueries({ queryKey: queries.changes().queryKey });
    return failure === undefined;
  };
  const mark = async () => {
    if (!changes) return;
    const { marked, seq, at } = changes.since;
    const before: Mark = marked && at !== null ? { seq, at: Date.parse(at) } : { seq: null };
    setPending(true);
    const done = await set({ seq: changes.head });
    setPending(false);
    if (done) notify({ text: "Marked as seen", undo: () => void set(before) });
  };
  return (
    <section
      aria-label="Since you last looked"
      className="flex min-h-12 items-center gap-x-4 gap-y-1 border-line border-b bg-sunken px-gutter py-2 max-wide:flex-wrap"
    >
      <h2 className="text-13 whitespace-nowrap">
        {changes?.since.marked === false ? "In the last 24 hours" : "Since you last looked"}
      </h2>
      <Begin since={changes?.since} />
      <ul
        {...watch}
        className="order-1 m-0 flex min-w-0 list-none gap-x-5 gap-y-1 overflow-x-auto p-0 max-wide:order-3 max-wide:basis-full wide:ml-auto phone:flex-wrap"
      >
        {changes ? <Counts changes={changes} /> : null}
      </ul>
      <Button size="sm" className="order-2 max-wide:ml-auto" pending={pending} disabled={!changes} onClick={() => void mark()}>
        Mark as seen
      </Button>
    </section>
  );
}

function Begin({ since }: { since: Changes["since"] | undefined }) {
  const now = useNow();
  if (!since?.at || !since.marked) return null;
  const ago = now === null ? "" : `, ${age(now - Date.parse(since.at))} ago`;
  return (
    <span className="figures text-12 whitespace-nowrap text-ink-3">
      {day(since.at)} {hourMinute(since.at)}
      {ago}
    </span>
  );
}

function Counts({ changes: { counts, since } }: { changes: Changes }) {
  const some = SHOWN.filter(({ change }) => counts[change] > 0);
  if (some.length === 0) return <li className="text-ink-3">Nothing changed</li>;
  return some.map(({ change, part }) => (
    <li key={change} className="whitespace-nowrap">
      <Count change={change} n={counts[change]} since={since.seq} />
      {part && counts[part] > 0 ? (
        <>
          , <Count change={part} n={counts[part]} since={since.seq} />
        </>
      ) : null}
    </li>
  ));
}

function Count({ change, n, since }: { change: Change; n: number; since: number }) {
  const { one, many } = CHANGE_WORDS[change];
  return (
    <Link
      href={`/journal?change=${change}&since=${since}`}
      prefetch={false}
      className="text-ink-2 hover:underline hover:decoration-line-strong hover:underline-offset-3"
    >
      <b className="figures font-semibold text-ink-1">{integer(n)}</b> {n === 1 ? one : many}
    </Link>
  );
}
