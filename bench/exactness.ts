import type { DimensionIndex } from "../lib/trust/dimension";
import { DEFAULT_WEIGHTS, weightList } from "../lib/trust/weights";
import { Windows } from "../lib/trust/windows";
import { meanOf, rawTotalOf } from "./baseline/formula";
import { atLeast, atMost, type Figure } from "./table";
import { columns } from "./traffic";

const WEIGHTS = weightList(DEFAULT_WEIGHTS);
const AGENTS = 20;

/** P3: after each of a million random signals, the total against the formula applied to the last 100 values anew. */
export function measureExactness(quick: boolean): Figure[] {
  const length = quick ? 200_000 : 1_000_000;
  const { agents, dimensions, values } = columns(length, AGENTS, 3);
  const windows = new Windows();
  const kept = Array.from({ length: AGENTS }, () => [[], [], [], [], []] as number[][]);
  const means = Array.from({ length: AGENTS }, () => [50, 50, 50, 50, 50]);
  let largest = 0;
  let equal = 0;
  for (let i = 0; i < length; i++) {
    const agent = agents[i] as number;
    const dimension = dimensions[i] as DimensionIndex;
    const value = values[i] as number;
    windows.push(agent, dimension, value, 1, i);
    const window = kept[agent]?.[dimension] as number[];
    window.push(value);
    if (window.length > 100) window.shift();
    const mine = means[agent] as number[];
    mine[dimension] = meanOf(window);
    const raw = rawTotalOf(mine, WEIGHTS);
    largest = Math.max(largest, Math.abs(windows.rawTotal(agent, WEIGHTS) - raw));
    // An integer missed by binary noise counts as reached, in the formula as in Muster.
    if (windows.score(agent, WEIGHTS) === Math.floor(raw + 1e-6)) equal++;
  }
  const signals = length.toLocaleString("en");
  return [
    {
      id: "P3",
      metric: "largest difference of the raw total from the formula",
      measured: `${signals} random signals`,
      value: largest,
      shown: largest.toExponential(1),
      must: atMost(1e-9, "≤ 1e-9"),
      goal: atMost(0, "0 (bit-equal)"),
    },
    {
      id: "P3",
      metric: "displayed totals equal to the formula's",
      measured: `${equal.toLocaleString("en")} of ${signals}`,
      value: equal / length,
      shown: `${((100 * equal) / length).toFixed(4)} %`,
      must: atLeast(1, "100 %"),
      goal: atLeast(1, "100 %"),
    },
  ];
}
