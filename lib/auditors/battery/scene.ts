import type { Pool } from "./pool";
import type { Arm, Facet, Message } from "./probe";
import { type Random, shuffled } from "./random";

/** The asked-for last line: `label: …`, and one of three ways to ask for it. */
export type Channel = { label: string; ask: string };

/** Where a template takes everything that varies from. Names and codes never repeat within a scene. */
export type Scene = {
  pool: Pool;
  facet: Facet;
  /** Which of the two scenes of a pair; null elsewhere. Both arms draw the same parameters. */
  arm: Arm | null;
  channel: Channel;
  /** Whole number from low to high, both included. */
  int(low: number, high: number): number;
  /** As many distinct whole numbers. */
  ints(count: number, low: number, high: number): number[];
  pick<T>(items: readonly T[]): T;
  some<T>(items: readonly T[], count: number): T[];
  order<T>(items: readonly T[]): T[];
  chance(probability: number): boolean;
  /** One invented word, capitalised. */
  name(): string;
  names(count: number): string[];
  /** First and last name. */
  person(): string;
  firm(): string;
  town(): string;
  /** Letter and digits, such as `B7`. */
  spot(): string;
  /** Eight letters and digits. */
  code(): string;
  /** Capital letters only. */
  tag(): string;
  /** Sentences about nothing that matters, no number in them. */
  fillers(count: number): string[];
};

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const LABELS = ["Result", "Answer", "Outcome", "Finding"] as const;
// Without those that look alike.
const LETTERS = [..."BCDFGHJKLMNPQRTVWXZ"];
const DIGITS = [..."23456789"];

export function makeScene(pool: Pool, random: Random, facet: Facet, arm: Arm | null): Scene {
  const taken = new Set<string>();
  const int = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const fresh = (make: () => string) => {
    for (;;) {
      const made = make();
      if (!taken.has(made)) {
        taken.add(made);
        return made;
      }
    }
  };
  const syllables = () => pick(pool.openings) + (random() < 0.4 ? pick(pool.middles) : "") + pick(pool.closings);
  const name = () => fresh(syllables);
  const letters = (count: number) => Array.from({ length: count }, () => pick(LETTERS)).join("");
  const fillersOf = (count: number) =>
    shuffled(pool.fillers, random)
      .slice(0, count)
      .map((text) => text.replace("{town}", () => name() + pick(pool.townEnds)).replace("{name}", name));
  const ints = (count: number, low: number, high: number) => {
    const drawn = new Set<number>();
    while (drawn.size < count) drawn.add(int(low, high));
    return [...drawn];
  };
  return {
    pool,
    facet,
    arm,
    channel: channelOf(pick, fresh),
    int,
    ints,
    pick,
    some: (items, count) => shuffled(items, random).slice(0, count),
    order: (items) => shuffled(items, random),
    chance: (probability) => random() < probability,
    name,
    names: (count) => Array.from({ length: count }, name),
    person: () => `${name()} ${name()}`,
    firm: () => `${name()} ${pick(pool.firmWords)}`,
    town: () => fresh(() => syllables() + pick(pool.townEnds)),
    spot: () => fresh(() => pick(LETTERS) + pick(DIGITS)),
    code: () => fresh(() => `${letters(3)}${pick(DIGITS)}${pick(DIGITS)}${letters(2)}${pick(DIGITS)}`),
    tag: () => fresh(() => letters(5)),
    fillers: fillersOf,
  };
}

function channelOf(pick: <T>(items: readonly T[]) => T, fresh: (make: () => string) => string): Channel {
  const label = fresh(() => pick(LABELS));
  const ask = pick([
    `End with a last line of the form "${label}: …".`,
    `Put your conclusion alone on the final line, starting with "${label}:".`,
    `Close with one line that reads "${label}:" followed by nothing but what was asked for.`,
  ]);
  return { label, ask };
}

export const user = (content: string): Message => ({ role: "user", content });
export const system = (content: string): Message => ({ role: "system", content });
export const assistant = (content: string): Message => ({ role: "assistant", content });

/** Any whole number of the range but these. */
export function intBut(scene: Scene, low: number, high: number, but: readonly number[]): number {
  for (;;) {
    const drawn = scene.int(low, high);
    if (!but.includes(drawn)) return drawn;
  }
}

/** Minutes since midnight as `07:40`. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
