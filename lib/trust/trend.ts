export type Trend = "improving" | "stable" | "degrading";

const STEADY_POINTS = 50;

const mean = (totals: readonly number[]): number => totals.reduce((sum, total) => sum + total, 0) / totals.length;

/** Trend of the last ten totals, oldest first: mean of the last five against the mean of those before them; fewer than six are stable. */
export function trendOf(totals: readonly number[]): Trend {
  const last = totals.slice(-10);
  if (last.length <= 5) return "stable";
  const change = mean(last.slice(-5)) - mean(last.slice(0, -5));
  if (change > STEADY_POINTS) return "improving";
  return change < -STEADY_POINTS ? "degrading" : "stable";
}
