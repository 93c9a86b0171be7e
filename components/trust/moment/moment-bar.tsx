"use client";

import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { duration, exact } from "@/components/ui/format";
import { serverNow } from "@/components/ui/now";
import { useKey } from "@/components/ui/use-key";
import { queries } from "@/lib/http/queries";
import type { Board } from "@/lib/live/board";
import { MinuteField } from "./minute-field";
import { ago, STEPS } from "./moment";
import { useMoment } from "./use-shown";

const GROUP = "Leaderboard";
const SECOND = 1000;
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
  const status = useQuery({ ...queries.journalStatus(), enabled: board === undefined }).data;
  const keptSince = moment?.keptSince ?? status?.since;
  const first = keptSince === undefined ? null : Math.ceil(Date.parse(keptSince) / SECOND) * SECOND;
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
        {first === null ? null : <Slider key={at} at={at} first={first} go={go} />}
        {first !== null && at < first ? (
          <Button size="sm" onClick={() => void setAt(first)}>
            First moment kept
          </Button>
        ) : null}
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

/** Over all that is kept. While it is dragged it only says where it would go. */
function Slider({ at, first, go }: { at: number; first: number; go: (to: number) => void }) {
  const [wanted, setWanted] = useState(at);
  const commit = () => wanted !== at && go(wanted);
  return (
    <input
      type="range"
      aria-label="Moment"
      aria-valuetext={exact(wanted)}
      title={exact(wanted)}
      min={Math.ceil(first / MINUTE) * MINUTE}
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
