import type { BadAnswer } from "../probe";
import { intBut, type Scene, WEEKDAYS } from "../scene";

/** A count that changes day by day, with one line that does not count. */
export type Ledger = {
  goods: string;
  start: number;
  /** In or out; out is negative. */
  entries: readonly { day: string; change: number }[];
  /** Empty carriers: a number nobody asked for. */
  idle: number;
  end: number;
};

export function ledgerOf(scene: Scene): Ledger {
  const start = scene.int(60, 130);
  const first = scene.int(0, 2);
  const sizes = scene.ints(4, 7, 29);
  const signs = scene.order([1, 1, -1, -1]);
  const entries = sizes.map((size, i) => ({ day: WEEKDAYS[first + i] as string, change: size * (signs[i] as number) }));
  return { goods: scene.pick(scene.pool.goods), start, entries, idle: scene.int(31, 49), end: endOf(start, entries) };
}

export function endOf(start: number, entries: readonly { change: number }[]): number {
  return entries.reduce((sum, { change }) => sum + change, start);
}

/** The ledger as lines or as sentences, and the question for the count at the end. */
export function ledgerText(scene: Scene, ledger: Ledger): string {
  const { goods, start, entries, idle } = ledger;
  const carrier = scene.pick(scene.pool.carriers);
  const idleLine = `${idle} empty ${carrier}s were moved aside; a ${carrier} is not counted.`;
  const told = scene.chance(0.5)
    ? entries.map(({ day, change }) => `${day}: ${Math.abs(change)} ${change > 0 ? "in" : "out"}.`)
    : entries.map(({ day, change }) => `On ${day} ${Math.abs(change)} ${goods} ${change > 0 ? "came in" : "went out"}.`);
  const at = scene.int(1, told.length);
  const lines = [`At the start there are ${start} ${goods}.`, ...told.slice(0, at), idleLine, ...told.slice(at)];
  return `${lines.join(scene.chance(0.5) ? "\n" : " ")}\n${question(scene, goods)}`;
}

function question(scene: Scene, goods: string): string {
  return scene.pick([
    `How many ${goods} are there at the end?`,
    `What is the number of ${goods} after the last entry?`,
    `Work out how many ${goods} are left in the end.`,
  ]);
}

/** A number near the right one that nothing in the ledger yields. */
export function wrongEnd(scene: Scene, ledger: Ledger): number {
  const numbers = [
    ledger.start,
    ledger.idle,
    ledger.end,
    ledger.end + ledger.idle,
    ...ledger.entries.map(({ change }) => Math.abs(change)),
  ];
  return intBut(scene, ledger.end - 15, ledger.end + 15, numbers);
}

/** What goes wrong with any asked number: another one, two, none, no line. `before` are the answers of earlier turns. */
export function badNumbers(
  label: string,
  gold: number | string,
  wrong: number | string,
  before: readonly string[] = [],
): BadAnswer[] {
  return [
    ["wrong_value", ...before, `${label}: ${wrong}`],
    ["several_values", ...before, `${label}: ${gold} or ${wrong}`],
    ["withheld", ...before, `${label}: not stated`],
    ["no_value", ...before, `${label}: as you wish`],
    ["no_answer_line", ...before, ESSAY],
  ];
}

/** Fluent, long, and without an answer. */
export const ESSAY = `${"That is a thoughtful question which deserves a careful look from several sides, since details matter a great deal here. ".repeat(3)}In the end it all depends on how one chooses to look at the matter, and on what one expects of it.`;
