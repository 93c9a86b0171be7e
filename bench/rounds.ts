import { median } from "./statistics";

type Side = () => number | Promise<number>;

/** What each side measured, round by round. */
export type Rounds<Name extends string> = Record<Name, number[]>;

/**
 * Measures the sides in turn, A/B/A/B, after one round that only warms up: whatever else the machine does meanwhile
 * hits all of them.
 */
export async function alternate<Name extends string>(rounds: number, sides: Record<Name, Side>): Promise<Rounds<Name>> {
  const names = Object.keys(sides) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Rounds<Name>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const value = await sides[name]();
      if (round > 0) measured[name].push(value);
    }
  }
  return measured;
}

/** Median of the ratios of each round. */
export function ratio(above: readonly number[], below: readonly number[]): number {
  return median(above.map((value, round) => value / (below[round] ?? Number.NaN)));
}
