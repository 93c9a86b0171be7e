"use client";

import { Lock, LockOpen } from "lucide-react";
import { useRef, useState } from "react";
import { WeightSlider } from "@/components/trust/leaderboard/weight-slider";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { NumberBox } from "@/components/ui/number-box";
import { PARTS } from "@/lib/routing/policy";
import type { DimensionIndex } from "@/lib/trust/dimension";
import { type Locks, NO_LOCKS, rebalance, sameTenths, type Tenths } from "@/lib/trust/rebalance";
import { percentText } from "@/lib/trust/share";
import { PART_MEANINGS, partName } from "./routing-fields";

type Props = { weights: Tenths; inForce: Tenths; onChange: (weights: Tenths) => void };

type Gesture = { index: number; origin: Tenths; made: Tenths };

const TENTHS = 10;

/** The five weights of a routing policy, always 100 % together: moving one rescales the others that are not locked. */
export function RoutingWeightsMixer({ weights, inForce, onChange }: Props) {
  const [locks, setLocks] = useState<Locks>(NO_LOCKS);
  // Going there and back with one weight ends where it began, so that the others do not drift by rounding.
  const gesture = useRef<Gesture | null>(null);

  function move(index: number, tenths: number) {
    const last = gesture.current;
    const origin = last && last.index === index && sameTenths(last.made, weights) ? last.origin : weights;
    const made = rebalance(origin, locks, index as DimensionIndex, tenths);
    gesture.current = { index, origin, made };
    if (!sameTenths(made, weights)) onChange(made);
  }

  function toggleLock(index: number) {
    gesture.current = null;
    setLocks(locks.map((locked, i) => (i === index ? !locked : locked)) as unknown as Locks);
  }

  return (
    <section aria-label="Weights, together 100 %">
      {PARTS.map((part, i) => {
        const name = partName(part);
        const [weight, before, locked] = [weights[i] ?? 0, inForce[i] ?? 0, locks[i] ?? false];
        const changed = weight !== before;
        return (
          <div key={part} className="border-line border-b py-2 last:border-b-0">
            <div className="flex min-h-7 items-center gap-2">
              <span className="words font-medium">{name}</span>
              <span className="min-w-0 truncate text-12 text-ink-3 phone:hidden">{PART_MEANINGS[part]}</span>
              <span className="ml-auto flex flex-none items-center gap-1">
                {changed ? (
                  <s className="figures text-12 text-ink-3">
                    <span className="sr-only">in force </span>
                    {percentText(before)}
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
                  onCommit={(percent) => move(i, Math.round(percent * TENTHS))}
                />
                <IconButton
                  label={`Lock ${name.toLowerCase()}`}
                  hint={false}
                  size="sm"
                  aria-pressed={locked}
                  onClick={() => toggleLock(i)}
                  className={cn(!locked && "text-ink-3")}
                >
                  {locked ? <Lock /> : <LockOpen />}
                </IconButton>
              </span>
            </div>
            <WeightSlider
              label={name}
              value={weight / TENTHS}
              inForce={before / TENTHS}
              max={100}
              valueText={`${percentText(weight)} %`}
              hue={changed ? "var(--preview)" : "var(--ink-2)"}
              locked={locked}
              stable={null}
              onMove={(percent) => move(i, percent * TENTHS)}
              onStep={(percent) => move(i, weight + percent * TENTHS)}
              onRest={() => undefined}
              onLock={() => toggleLock(i)}
            />
          </div>
        );
      })}
    </section>
  );
}
