"use client";

import { type CSSProperties, type KeyboardEvent, type ReactNode, useState } from "react";
import type { HistoryMark } from "./chart-marks";
import { cn } from "./cn";
import { exact, integer } from "./format";

/** Where the plot of a history stands in its box, px. */
export const PLOT = { left: 36, right: 12, top: 12, bottom: 24, height: 200 } as const;

/** A stretch of time without evidence, epoch ms. */
export type HistoryGap = { from: number; to: number };
/** Moments chosen on the axis, epoch ms. */
export type Chosen = { from: number | null; to: number | null };

type Point = { at: number; value: number; min: number; max: number; solid: boolean };
type Axis = { from: number; to: number };

const BOX: CSSProperties = { left: PLOT.left, right: PLOT.right, top: PLOT.top, height: PLOT.height };
const share = ({ from, to }: Axis, at: number) => Math.min(1, Math.max(0, (at - from) / Math.max(1, to - from)));
const percent = (part: number) => `${part * 100}%`;
const between = (axis: Axis, a: number, b: number): CSSProperties => ({
  left: percent(share(axis, a)),
  right: percent(1 - share(axis, b)),
});

/** Hatch over the stretches nobody reported about; `nothing` is said where that is the whole axis. */
export function Quiet({ from, to, gaps, nothing }: Axis & { gaps: readonly HistoryGap[]; nothing: ReactNode }) {
  const axis = { from, to };
  return (
    <div className="pointer-events-none absolute" style={BOX}>
      {gaps.map((gap) => {
        const whole = gap.from <= from && gap.to >= to;
        return (
          <div
            key={gap.from}
            className="hatch @container absolute inset-y-0 flex items-start justify-center overflow-hidden"
            style={between(axis, gap.from, gap.to)}
          >
            <span
              className={cn(
                // Between the lines of 500 and 700, so that neither runs through it.
                "words mt-[51px] rounded-1 bg-bg px-1.5 py-0.5 text-center text-ink-2",
                whole ? "mx-3 text-12" : "hidden whitespace-nowrap text-11 @min-[76px]:block",
              )}
            >
              {whole ? nothing : "no evidence"}
            </span>
          </div>
        );
      })}
    </div>
  );
}

/** The stretch between the chosen moments, with a flag at each. */
export function Choice({ chosen, ...axis }: Axis & { chosen: Chosen }) {
  if (chosen.from === null) return null;
  return (
    <div className="pointer-events-none absolute" style={BOX}>
      <div className="absolute inset-y-0 bg-selected" style={between(axis, chosen.from, chosen.to ?? axis.to)} />
      <Flag axis={axis} at={chosen.from} word="from" />
      {chosen.to !== null && <Flag axis={axis} at={chosen.to} word="to" />}
    </div>
  );
}

function Flag({ axis, at, word }: { axis: Axis; at: number; word: "from" | "to" }) {
  if (at < axis.from || at > axis.to) return null;
  return (
    <div className="absolute inset-y-0 border-ink-1 border-l" style={{ left: percent(share(axis, at)) }}>
      <span
        className={cn(
          "words absolute -top-3 bg-accent px-1 text-11 text-on-accent leading-[14px]",
          word === "from" ? "right-0 rounded-l-1" : "-left-px rounded-r-1",
        )}
      >
        {word}
      </span>
    </div>
  );
}

type ChooserProps = Axis & {
  points: readonly Point[];
  gaps: readonly HistoryGap[];
  marks: readonly HistoryMark[];
  chosen: Chosen;
  onChoose: (at: number) => void;
  onReset: () => void;
};

/** Samples that one press of an arrow passes, and with Shift. */
const STEP = { one: 1, many: 10 } as const;
/** Marks so near the cursor, as a part of the axis, are read out with it. */
const NEAR = 0.012;

/**
 * A cursor over the plot that reads what was at a moment, and with a click or Enter points the moment out. To assistive
 * technology it is a slider over time.
 */
export function Chooser({ points, gaps, marks, chosen, onChoose, onReset, ...axis }: ChooserProps) {
  const [cursor, setCursor] = useState<number | null>(null);
  const at = cursor === null ? null : Math.min(axis.to, Math.max(axis.from, cursor));
  const reading = readingAt(at ?? axis.to, points, gaps);

  function press(event: KeyboardEvent<HTMLDivElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? STEP.many : STEP.one;
    if (event.key === "ArrowLeft" || event.key === "ArrowDown") setCursor(nextStop(stopsOf(points, axis), at ?? axis.to, -step));
    else if (event.key === "ArrowRight" || event.key === "ArrowUp")
      setCursor(nextStop(stopsOf(points, axis), at ?? axis.to, step));
    else if (event.key === "Home") setCursor(axis.from);
    else if (event.key === "End") setCursor(axis.to);
    else if (event.key === "Enter" || event.key === " ") onChoose(at ?? axis.to);
    else if (event.key === "Escape" && (chosen.from !== null || cursor !== null)) {
      setCursor(null);
      onReset();
    } else return;
    event.preventDefault();
  }

  const momentAt = (x: number, box: DOMRect) => {
    // Whole seconds: the address stays readable, and samples are a second apart at least.
    const moment = axis.from + ((x - box.left) / Math.max(1, box.width)) * (axis.to - axis.from);
    return Math.min(axis.to, Math.max(axis.from, Math.ceil(moment / 1000) * 1000));
  };

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Moment in the history"
      aria-description="Arrow keys move from sample to sample, Enter sets where to begin, then where to end; Escape resets"
      aria-valuemin={0}
      aria-valuemax={Math.round((axis.to - axis.from) / 1000)}
      aria-valuenow={Math.round(((at ?? axis.to) - axis.from) / 1000)}
      aria-valuetext={`${at === null || at === axis.to ? "now" : exact(at)}, ${reading.words}`}
      className="absolute z-10 cursor-crosshair touch-pan-y focus-visible:outline-offset-0"
      style={BOX}
      onPointerMove={(event) => setCursor(momentAt(event.clientX, event.currentTarget.getBoundingClientRect()))}
      onPointerLeave={() => setCursor(null)}
      onBlur={() => setCursor(null)}
      onClick={(event) => onChoose(momentAt(event.clientX, event.currentTarget.getBoundingClientRect()))}
      onKeyDown={press}
    >
      {at === null ? null : (
        <Cursor
          at={at}
          place={share(axis, at)}
          reading={reading}
          marks={marks.filter((mark) => Math.abs(share(axis, mark.at) - share(axis, at)) < NEAR)}
        />
      )}
    </div>
  );
}

function Cursor({ at, place, reading, marks }: { at: number; place: number; reading: Reading; marks: readonly HistoryMark[] }) {
  return (
    <div aria-hidden className="pointer-events-none absolute inset-y-0" style={{ left: percent(place) }}>
      <div className="absolute inset-y-0 border-control border-l border-dashed" />
      {reading.value === null ? null : (
        <span
          className="absolute size-[7px] -translate-x-1/2 translate-y-1/2 rounded-full bg-ink-1"
          style={{ bottom: percent(reading.value / 1000) }}
        />
      )}
      <div
        className={cn(
          "figures absolute top-1 w-max max-w-64 rounded-2 bg-raised px-2 py-1 text-12 shadow-overlay",
          place > 0.6 ? "right-2" : "left-2",
        )}
      >
        <div className="text-ink-3">{exact(at)}</div>
        <div className={reading.value === null ? "text-ink-2" : "font-medium"}>{reading.words}</div>
        {marks.map((mark) => (
          <div key={`${mark.at} ${mark.words}`} className="words break-words text-ink-2">
            {mark.words}
          </div>
        ))}
      </div>
    </div>
  );
}

type Reading = { value: number | null; words: string };

/** What is known of a moment. */
function readingAt(at: number, points: readonly Point[], gaps: readonly HistoryGap[]): Reading {
  const point = points.findLast((one) => one.at <= at);
  const silent = gaps.some((gap) => gap.from < at && at < gap.to);
  if (silent || !point) return { value: null, words: "no evidence" };
  const range = point.min === point.max ? "" : `, between ${integer(point.min)} and ${integer(point.max)}`;
  return { value: point.value, words: `score ${integer(point.value)}${point.solid ? "" : ", unrated"}${range}` };
}

/** Moments the arrows stop at: every sample in view, and the ends. */
function stopsOf(points: readonly Point[], { from, to }: Axis): number[] {
  const inView = points.map((point) => point.at).filter((at) => at > from && at < to);
  return [from, ...inView, to];
}

function nextStop(stops: readonly number[], at: number, step: number): number {
  const here = step > 0 ? stops.findLastIndex((stop) => stop <= at) : stops.findIndex((stop) => stop >= at);
  return stops[Math.min(stops.length - 1, Math.max(0, here + step))] ?? at;
}
