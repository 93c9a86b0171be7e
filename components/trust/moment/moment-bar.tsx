"use client";

import { History } from "lucide-react";
import { debounce } from "nuqs";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { duration, exact } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { serverNow } from "@/components/ui/now";
import { useKey } from "@/components/ui/use-key";
import type { Board } from "@/lib/live/board";
import { ago, momentOf, STEPS } from "./moment";
import { useMoment } from "./use-shown";

const GROUP = "Leaderboard";
const MINUTE = 60_000;

type Props = {
  /** The board that is shown; undefined where none could be loaded. It may still be that of the moment before. */
  board: Board | undefined;
  at: number;
};

/** Says that the board is not live and of when it is, and goes to other moments. */
export function MomentBar({ board, at }: Props) {
  const [, setAt] = useMoment();
  const moment = board?.moment ?? null;
  const waiting = board !== undefined && Date.parse(board.at) !== at;
  const now = () => void setAt(null);
  const go = (to: number) => void setAt(Math.min(to, ago(serverNow(), 0)));
  useKey("n", "Back to now", now, { group: GROUP });
  return (
    <section
      aria-label="Moment"
      className="flex min-h-10 flex-none flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-warn-bg px-gutter py-1"
    >
      <p role="status" className="words flex min-w-0 items-center gap-2">
        <History aria-hidden className="size-4 flex-none text-warn" />
        <span>
          <b className="font-semibold">As of {exact(board && !waiting ? board.at : at)}, not live.</b>{" "}
          <span className="text-ink-2">{waiting ? "Loading…" : moment ? exactness(moment.exactToSeconds) : ""}</span>
        </span>
      </p>
      <span className="ml-auto flex flex-wrap items-center gap-1.5 phone:ml-0">
        {moment ? <Slider key={at} at={at} since={Date.parse(moment.keptSince)} go={go} /> : null}
        <span className="flex gap-0.5">
          {STEPS.map(({ words, label, by }) => (
            <Button key={label} size="sm" variant="quiet" aria-label={words} className="figures" onClick={() => go(at + by)}>
              {label}
            </Button>
          ))}
        </span>
        <MinuteField key={`${at} field`} at={at} go={go} />
        <Button size="sm" variant="primary" aria-keyshortcuts="n" onClick={now}>
          Back to now
        </Button>
      </span>
    </section>
  );
}

function exactness(seconds: number): string {
  return seconds <= 1 ? "Scores are those of that second." : `Scores are samples, up to ${duration(seconds * 1000)} older.`;
}

type Going = { at: number; go: (to: number) => void };

/** Over all that is kept. While it is dragged it only says where it would go. */
function Slider({ at, since, go }: Going & { since: number }) {
  const [wanted, setWanted] = useState(at);
  const commit = () => wanted !== at && go(wanted);
  return (
    <input
      type="range"
      aria-label="Moment"
      aria-valuetext={exact(wanted)}
      title={exact(wanted)}
      min={Math.ceil(since / MINUTE) * MINUTE}
      max={Math.max(ago(serverNow(), 0), at)}
      step={MINUTE}
      value={wanted}
      onChange={(event) => setWanted(Number(event.target.value))}
      onPointerUp={commit}
      onKeyUp={commit}
      onBlur={commit}
      className="w-40 accent-(--accent) phone:w-full max-lg:w-28"
    />
  );
}

/** A minute of a day, in UTC. */
function MinuteField({ at, go }: Going) {
  const [, setAt] = useMoment();
  return (
    <span className="flex items-center gap-1">
      <Input
        type="datetime-local"
        aria-label="Moment, in UTC"
        defaultValue={new Date(at).toISOString().slice(0, 16)}
        max={new Date(ago(serverNow(), 0)).toISOString().slice(0, 16)}
        onChange={(event) => {
          const to = momentOf(`${event.target.value}Z`);
          // Typed digit by digit: only what stands for a moment is a moment.
          if (to !== null && to <= serverNow()) void setAt(to, { limitUrlUpdates: debounce(600) });
        }}
        onBlur={(event) => {
          const to = momentOf(`${event.target.value}Z`);
          if (to !== null && to !== Math.floor(at / MINUTE) * MINUTE) go(to);
        }}
        className="h-6 w-44 text-12 phone:h-9 phone:w-52"
      />
      <span className="text-12 text-ink-3">UTC</span>
    </span>
  );
}
