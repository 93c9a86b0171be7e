import { type CSSProperties, createContext, memo, useContext } from "react";
import { DIMENSION_LOOKS } from "@/components/chips/dimension";
import { cn } from "@/components/ui/cn";
import { decimal } from "@/components/ui/format";
import { DIMENSION_NAMES, DIMENSIONS } from "@/lib/trust/dimension";
import { NEUTRAL } from "@/lib/trust/score";
import styles from "./contribution-bar.module.css";

type Props = {
  p: number;
  r: number;
  o: number;
  s: number;
  c: number;
  /** Score in force where the shown one differs: a dotted tick. */
  was: number | null;
  muted: boolean;
};

/** Shares in dimension order that the bars of a table are drawn with. */
export const BarWeights = createContext<readonly number[]>([]);

/**
 * Contributions stacked on the 0–1000 axis. Means (0–100, NaN = no signal) are the row's, weights are the table's: a weight
 * that moves sets five widths a bar. As properties that are inherited they would have every element of every row restyled.
 */
export const ContributionBar = memo(function ContributionBar({ was, muted, ...of }: Props) {
  const weights = useContext(BarWeights);
  const means = [of.p, of.r, of.o, of.s, of.c];
  return (
    <span className={cn(styles.bar, muted && styles.muted)} role="cell">
      <span className="sr-only">{means.map((mean, d) => spoken(DIMENSIONS[d] ?? "policy_compliance", mean)).join(", ")}</span>
      {means.map((mean, d) => {
        const dimension = DIMENSIONS[d] ?? "policy_compliance";
        const measured = !Number.isNaN(mean);
        const share = (measured ? mean : NEUTRAL) * (weights[d] ?? 0);
        const style = { width: `${share}%`, backgroundColor: measured ? DIMENSION_LOOKS[dimension].color : undefined };
        return <span key={dimension} aria-hidden className={cn(styles.segment, !measured && styles.unmeasured)} style={style} />;
      })}
      {was === null ? null : <i aria-hidden className={styles.was} style={{ "--was": was } as CSSProperties} />}
    </span>
  );
});

/** "Policy compliance 93.1", "Collaboration health no data". */
function spoken(dimension: (typeof DIMENSIONS)[number], mean: number): string {
  return `${DIMENSION_NAMES[dimension]} ${Number.isNaN(mean) ? "no data" : decimal(mean)}`;
}

/** In the place of the bar of an agent that is not rated. */
export function NoBar() {
  return (
    <span className={styles.bar} role="cell">
      <span aria-hidden className="hatch h-3 w-full rounded-[2px]" />
      <span className="sr-only">not rated</span>
    </span>
  );
}
