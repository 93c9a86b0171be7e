"use client";

import { Lock, LockOpen } from "lucide-react";
import { memo } from "react";
import { DIMENSION_LOOKS, DimensionSwatch } from "@/components/chips/dimension";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { NumberBox } from "@/components/ui/number-box";
import { DIMENSION_NAMES, DIMENSIONS, type DimensionIndex } from "@/lib/trust/dimension";
import { percentText } from "@/lib/trust/share";
import type { Mixer } from "./mixer";
import type { Stable } from "./stability";
import { WeightSlider } from "./weight-slider";

type Props = {
  mixer: Mixer;
  index: DimensionIndex;
  /** Tenths of a percent. */
  weight: number;
  inForce: number;
  locked: boolean;
  /** Right end of the track, percent. */
  scale: number;
  /** Null while that is not reckoned, and where nobody is ranked. */
  stable: Stable | null;
};

const TENTHS = 10;

/** One dimension of the mixer: what its colour means, its weight as a number and as a slider, and a lock. */
export const WeightColumn = memo(function WeightColumn({ mixer, index, weight, inForce, locked, scale, stable }: Props) {
  const dimension = DIMENSIONS[index];
  const name = DIMENSION_NAMES[dimension];
  const changed = weight !== inForce;
  const move = (percent: number) => mixer.move(index, Math.round(percent * TENTHS));
  const rest = () => mixer.settle();
  const lock = () => mixer.toggleLock(index);
  return (
    <div className="min-w-0 border-l border-line pt-2 pr-4 pb-3 pl-4 whitespace-nowrap first:border-l-0 first:pl-0 last:pr-0 phone:border-l-0 phone:border-b phone:px-0 phone:last:border-b-0">
      <div className="flex min-h-7 items-center gap-x-1.5 max-wide:flex-wrap phone:h-10 phone:flex-nowrap">
        <DimensionSwatch dimension={dimension} />
        <span className="words truncate font-medium max-wide:grow phone:grow-0">
          <span className="max-lg:hidden phone:inline">{name}</span>
          <span aria-hidden className="hidden max-lg:inline phone:hidden">
            {DIMENSION_LOOKS[dimension].short}
          </span>
        </span>
        <span className="ml-auto -mr-1 flex items-center justify-end gap-0.5 max-wide:basis-full phone:basis-auto">
          {changed ? (
            <s className="mr-0.5 text-12 text-ink-3">
              <span className="sr-only">in force </span>
              {percentText(inForce)}
            </s>
          ) : null}
          <NumberBox
            aria-label={`${name}, percent`}
            value={weight / TENTHS}
            min={0}
            max={100}
            unit="%"
            preview={changed}
            readOnly={locked}
            onCommit={(percent) => {
              move(percent);
              rest();
            }}
          />
          <IconButton
            label={`Lock ${name}`}
            hint={false}
            size="sm"
            aria-pressed={locked}
            onClick={lock}
            className={cn(!locked && "text-ink-3")}
          >
            {locked ? <Lock /> : <LockOpen />}
          </IconButton>
        </span>
      </div>
      <WeightSlider
        label={name}
        value={weight / TENTHS}
        inForce={inForce / TENTHS}
        max={scale}
        valueText={`${percentText(weight)} %`}
        hue={DIMENSION_LOOKS[dimension].color}
        locked={locked}
        stable={stable}
        onMove={move}
        onStep={(percent) => mixer.step(index, percent * TENTHS)}
        onRest={rest}
        onLock={lock}
      />
    </div>
  );
});
