import { NO_VALUE, percent, signedDecimal } from "@/components/ui/format";
import { PART_NAMES, PARTS, type Part, type RoutingPolicy } from "@/lib/routing/policy";
import type { RoutingWeights } from "@/lib/routing/policy-shape";
import { shareOut, type Tenths, WHOLE } from "@/lib/trust/rebalance";
import type { DiffRow } from "./version-diff";

type Synonyms = RoutingPolicy["synonyms"];
type Values = Pick<RoutingPolicy, "weights" | "minimumCapability" | "synonyms">;

/** What each part of the combined score measures. */
export const PART_MEANINGS = {
  capability: "How much of the task's words the agent's manifest matches.",
  price: "The budget, or twice the median price, is 0; half the median and less is 0.75.",
  trust: "The trust score, of 1000.",
  track: "Tasks done well among its last 100; newcomers begin at 1.",
  load: "How much of its capacity is free.",
} as const satisfies Record<Part, string>;

export const partName = (part: Part): string => `${PART_NAMES[part].charAt(0).toUpperCase()}${PART_NAMES[part].slice(1)}`;

/** Weights as tenths of a percent that sum to exactly 1000. */
export function routingTenths(weights: RoutingWeights): Tenths {
  return shareOut(
    WHOLE,
    PARTS.map((part) => weights[part]),
  ) as unknown as Tenths;
}

export function routingWeights(tenths: Tenths): RoutingWeights {
  return Object.fromEntries(PARTS.map((part, i) => [part, (tenths[i] ?? 0) / WHOLE])) as RoutingWeights;
}

/** One family of synonyms as it is typed: words between commas. `key` tells rows apart while they change. */
export type Family = { key: number; heads: string; related: string };

export function familiesOf(synonyms: Synonyms): Family[] {
  return synonyms.map(({ heads, related }, key) => ({ key, heads: heads.join(", "), related: related.join(", ") }));
}

/** Families as they are sent; rows in which nothing was typed are none. */
export function synonymsOf(families: readonly Family[]): Synonyms {
  return families
    .map(({ heads, related }) => ({ heads: wordsIn(heads), related: wordsIn(related) }))
    .filter(({ heads, related }) => heads.length + related.length > 0);
}

function wordsIn(text: string): string[] {
  return [...new Set(text.split(/[,;\n]/).map((word) => word.trim()))].filter((word) => word !== "");
}

const MOST = 64;

/** Why synonyms would be refused; null where they would not be. */
export function synonymsFault(synonyms: Synonyms): string | null {
  if (synonyms.length > MOST) return `At most ${MOST} families of synonyms.`;
  for (const [i, { heads, related }] of synonyms.entries()) {
    if (heads.length === 0 || related.length === 0) return `Family ${i + 1} of synonyms needs a skill and a related word.`;
    if (heads.length > MOST || related.length > MOST) return `Family ${i + 1} of synonyms has more than ${MOST} words on a side.`;
    const long = [...heads, ...related].find((word) => word.length > MOST);
    if (long !== undefined) return `A word has at most ${MOST} characters: “${long.slice(0, 20)}…” has ${long.length}.`;
  }
  return null;
}

const familyWords = ({ heads, related }: Synonyms[number]) => `${heads.join(", ")}: ${related.join(", ")}`;

/** Families that only one of two versions has, as lines of both. */
function synonymRows(before: Synonyms, after: Synonyms): DiffRow[] {
  const [was, is] = [before.map(familyWords), after.map(familyWords)];
  const gone = was.filter((words) => !is.includes(words));
  const come = is.filter((words) => !was.includes(words));
  return [
    ...gone.map((words) => ({ key: `gone ${words}`, name: "Synonyms", before: words, after: NO_VALUE, change: "removed" })),
    ...come.map((words) => ({ key: `come ${words}`, name: "Synonyms", before: NO_VALUE, after: words, change: "added" })),
  ];
}

/** Every value of two versions, with its difference; of synonyms those that differ. */
export function routingRows(before: Values, after: Values): DiffRow[] {
  const row = (key: string, name: string, from: number, to: number): DiffRow => ({
    key,
    name,
    before: percent(from, 1),
    after: percent(to, 1),
    change: from === to ? NO_VALUE : `${signedDecimal((to - from) * 100)} points`,
  });
  return [
    ...PARTS.map((part) => row(part, partName(part), before.weights[part], after.weights[part])),
    row("minimum", "Minimum capability", before.minimumCapability, after.minimumCapability),
    ...synonymRows(before.synonyms, after.synonyms),
  ];
}

/** What differs between two versions, in words: "Price 20 % → 30 %". */
export function routingChanges(before: Values, after: Values): string[] {
  const words = (share: number) => percent(share, Number.isInteger(Math.round(share * 1000) / 10) ? 0 : 1);
  const parts = PARTS.filter((part) => before.weights[part] !== after.weights[part]).map(
    (part) => `${partName(part)} ${words(before.weights[part])} → ${words(after.weights[part])}`,
  );
  const minimum =
    before.minimumCapability === after.minimumCapability
      ? []
      : [`Minimum capability ${words(before.minimumCapability)} → ${words(after.minimumCapability)}`];
  const rows = synonymRows(before.synonyms, after.synonyms);
  const synonyms = rows.map(({ before: was, after: is, change }) => `Synonyms ${change}: ${change === "added" ? is : was}`);
  return [...parts, ...minimum, ...synonyms];
}
