import { useEffect, useState } from "react";
import { DIMENSION_LOOKS } from "@/components/chips/dimension";
import { DIMENSIONS } from "@/lib/trust/dimension";
import { WHOLE } from "@/lib/trust/rebalance";
import { type Span, stabilityOf } from "@/lib/trust/sensitivity";
import { percentText } from "@/lib/trust/share";
import type { Keeper } from "./keeper";
import type { Mixer } from "./mixer";

/** How far one weight may move with the same agent at rank 1: ends in percent, and the sentence that says so. */
export type Stable = { low: number; high: number; words: string };

/** A drag has paused when nothing moved for so long; live data is looked at so often. Both ms. */
const PAUSED_AFTER_MS = 300;
const FOLLOW_MS = 2000;

/** The stability of rank 1 under the weights as shown, in dimension order. It is reckoned when dragging has paused, never in it. */
export function useStability(keeper: Keeper, mixer: Mixer): readonly Stable[] | null {
  const [stable, setStable] = useState<readonly Stable[] | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reckon = () => {
      timer = undefined;
      if (!mixer.atRest) return;
      const { dims, flags } = keeper.standings.board;
      const { weights } = mixer.mix;
      const found = stabilityOf(
        dims,
        flags,
        weights.map((tenths) => tenths / WHOLE),
      );
      const next = found?.spans.map((span, d) => stableOf(span, weights[d] ?? 0, d)) ?? null;
      setStable((shown) => (sameWords(shown, next) ? shown : next));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(reckon, PAUSED_AFTER_MS);
    };
    const sometime = () => {
      timer ??= setTimeout(reckon, FOLLOW_MS);
    };
    soon();
    const stops = [mixer.subscribe(soon), keeper.subscribe(sometime)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [keeper, mixer]);
  return stable;
}

function sameWords(a: readonly Stable[] | null, b: readonly Stable[] | null): boolean {
  return a === b || (a !== null && b !== null && a.every((one, d) => one.words === b[d]?.words));
}

/** Noise of the reckoning, in tenths of a percent. */
const NOISE = 1e-6;

/** A span in words, rounded inwards: to whole percent, or to tenths where only those hold the weight as it is (`tenths`). */
export function stableOf({ low, high }: Span, tenths: number, d: number): Stable {
  const name = DIMENSION_LOOKS[DIMENSIONS[d] ?? DIMENSIONS[0]].short.toLowerCase();
  const least = Math.min(tenths, Math.ceil(low * WHOLE - NOISE));
  const most = Math.max(tenths, Math.floor(high * WHOLE + NOISE));
  const whole = { least: Math.ceil(least / 10) * 10, most: Math.floor(most / 10) * 10 };
  const ends = whole.least <= tenths && tenths <= whole.most ? whole : { least, most };
  const range =
    ends.least === ends.most ? `only at ${percentText(ends.least)} %` : `${percentText(ends.least)}–${percentText(ends.most)} %`;
  const everything = least === 0 && most === WHOLE;
  return {
    low: least / 10,
    high: most / 10,
    words: `Rank 1 is stable for ${name} ${everything ? "at any weight" : range}`,
  };
}
