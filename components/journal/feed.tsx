"use client";

import { Pause, Play } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { visible } from "@/components/chips/hidden-text";
import { useFeed } from "@/components/live/live-provider";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { clock, count, exact, signed } from "@/components/ui/format";
import { useHeld } from "@/components/ui/steady";
import { useAttended } from "@/components/ui/use-attended";
import { describe, type Sentence as Said, sentenceText } from "@/lib/journal/describe";
import type { Entry } from "@/lib/journal/entry";
import { isRoutine } from "@/lib/journal/routine";
import { Sentence } from "./sentence";

const SHOWN = 24;

const TONES = { plain: "text-ink-3", warn: "text-warn", bad: "text-bad" } as const satisfies Record<Said["tone"], string>;

/** What the journal writes but for everyday work, as it happens; it can be held, and holds itself while someone is at it. */
export function Feed() {
  const feed = useFeed();
  const entries = useMemo(() => feed.filter((entry) => !isRoutine(entry)), [feed]);
  const [held, setHeld] = useState(false);
  const { attended: reading, watch } = useAttended();
  const shown = useHeld(entries, held || reading);
  const newest = shown[0]?.seq ?? 0;
  const waiting = entries.filter((entry) => entry.seq > newest).length;
  return (
    <section aria-labelledby="live-feed" className="flex min-h-full flex-col">
      <header className="flex min-h-14 items-center gap-2 pr-gutter pl-5 phone:pl-gutter">
        <h2 id="live-feed" className="text-13">
          Live feed
        </h2>
        <span className="text-12 text-ink-3">{note(held || reading, waiting)}</span>
        <Button size="sm" variant="quiet" className="ml-auto" aria-pressed={held} onClick={() => setHeld(!held)}>
          {held ? <Play className="size-3" aria-hidden /> : <Pause className="size-3 fill-current stroke-0" aria-hidden />}
          {held ? "Resume" : "Hold"}
        </Button>
      </header>
      {shown.length === 0 ? (
        <p className="border-line border-t py-3 pr-gutter pl-5 text-ink-2 phone:pl-gutter">
          Nothing yet. Whatever Muster decides appears here.
        </p>
      ) : (
        <ul className="m-0 list-none p-0" {...watch}>
          {shown.slice(0, SHOWN).map((entry) => (
            <Line key={entry.seq} entry={entry} />
          ))}
        </ul>
      )}
      <Link href="/journal" className="link my-3 mr-gutter ml-5 self-start text-12 text-ink-2 phone:ml-gutter phone:py-2.5">
        Open the journal
      </Link>
    </section>
  );
}

function note(held: boolean, waiting: number): string {
  if (!held) return "from the journal";
  return waiting === 0 ? "held" : `held, ${count(waiting, "new entry", "new entries")}`;
}

function Line({ entry }: { entry: Entry }) {
  const { label, tone, parts, brief, change } = describe(entry);
  return (
    <li className="grid min-h-8 grid-cols-[54px_70px_minmax(0,1fr)_36px] items-center gap-2 border-line border-t pr-gutter pl-5 phone:pl-gutter">
      <Link
        href={`/journal?entry=${entry.seq}`}
        prefetch={false}
        aria-label={`Entry ${entry.seq} in full, ${clock(entry.at)}`}
        className="figures text-12 text-ink-3 hover:underline hover:decoration-line-strong hover:underline-offset-3 phone:py-2"
      >
        <time dateTime={entry.at} title={exact(entry.at)}>
          {clock(entry.at)}
        </time>
      </Link>
      <span className={cn("words truncate text-12", TONES[tone])}>{label}</span>
      <span className="words truncate" title={visible(sentenceText(parts))}>
        <Sentence parts={brief} />
      </span>
      <span className="figures text-right text-12 text-ink-2">{change === null ? "" : signed(change)}</span>
    </li>
  );
}
