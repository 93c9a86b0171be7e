"use client";

import { Slider } from "radix-ui";
import { cn } from "@/components/ui/cn";
import { decimal } from "@/components/ui/format";

type Props = {
  /** "Epistemic robustness": what the marks are of. */
  name: string;
  /** Names of the marks, in order: "T1" … */
  marks: readonly string[];
  /** Where they stand, 0–1, strictly increasing; and where those in force stand. */
  values: readonly number[];
  inForce: readonly number[];
  onMove: (values: number[]) => void;
};

/** Distance that two marks must keep, and how far an arrow key moves one; with Shift ten of it. */
const STEP = 0.01;
/** Width of a handle, px: it never leaves the axis, so that its middle moves a little less. */
const HANDLE = 14;

/** One axis 0–1 with a handle for every mark: drag it, or move it with the arrow keys. Dotted = where it is in force. */
export function GateAxis({ name, marks, values, inForce, onMove }: Props) {
  return (
    <Slider.Root
      value={[...values]}
      onValueChange={(next) => onMove(next.map((value) => Number(value.toFixed(3))))}
      min={0}
      max={1}
      step={STEP}
      minStepsBetweenThumbs={1}
      className="relative mt-2 flex h-7 w-full touch-none items-start select-none"
    >
      <Slider.Track className="relative h-1 grow rounded-1 bg-line-strong">
        {inForce.map((at, i) =>
          at === values[i] ? null : (
            <span
              key={marks[i]}
              aria-hidden
              className="absolute -top-1.5 h-4 -translate-x-1/2 border-preview border-l-2 border-dotted"
              style={{ left: `calc(${at * 100}% + ${HANDLE * (0.5 - at)}px)` }}
            />
          ),
        )}
      </Slider.Track>
      {marks.map((mark, i) => (
        <Slider.Thumb
          key={mark}
          aria-label={`${mark}: ${name}`}
          aria-valuetext={decimal(values[i] ?? 0, 3)}
          className={cn(
            "relative -top-[5px] block size-3.5 cursor-grab rounded-full border-2 bg-bg active:cursor-grabbing",
            values[i] === inForce[i] ? "border-ink-1" : "border-preview",
            // A target of 24 px and more without a larger handle.
            "before:absolute before:-inset-2 before:content-['']",
          )}
        >
          <span
            aria-hidden
            className={cn(
              "figures absolute top-3.5 left-1/2 -translate-x-1/2 text-11 leading-4 whitespace-nowrap",
              values[i] === inForce[i] ? "text-ink-3" : "font-medium text-preview",
            )}
          >
            {mark}
          </span>
        </Slider.Thumb>
      ))}
    </Slider.Root>
  );
}
