import { describe, expect, it } from "vitest";
import { allPassed, judgeResult } from "../lib/routing/checks";
import { answer } from "./answer";
import { randomFrom } from "./random";
import { fieldsOf, keywordsOf, ROSTER } from "./roster";
import { everyErrand, FIELDS } from "./tasks";
import { TEMPERAMENTS, type TemperamentName } from "./temperaments";
import { biddersOf, rateIn, submission } from "./work";

/** Share of all kinds of work, six times each, that an agent of this temperament does so that the checks pass. */
function shareDone(temperament: TemperamentName): number {
  let done = 0;
  let asked = 0;
  for (let seed = 1; seed <= 6; seed++) {
    for (const [i, { description, checks }] of everyErrand(randomFrom(seed)).entries()) {
      const traits = TEMPERAMENTS[temperament](100 + 10 * seed + i);
      const reply = answer([{ role: "user", content: description }], { traits, random: randomFrom(1000 * seed + i) }) ?? "";
      asked += 1;
      if (allPassed(judgeResult(checks, reply))) done += 1;
    }
  }
  return done / asked;
}

describe("the work of the demo", () => {
  it("is done well by those who are steady, and badly by those who are not", () => {
    expect(shareDone("steady")).toBeGreaterThan(0.97);
    for (const temperament of ["sloppy", "weak", "degrading", "flapping", "dodging"] as const)
      expect(shareDone(temperament), temperament).toBeLessThan(0.85);
    expect(shareDone("dodging")).toBeLessThan(0.3);
    expect(shareDone("absent")).toBe(0);
  });

  it("can be told by its words: every task says more of its field than of any other", () => {
    for (const { field, description } of everyErrand(randomFrom(7))) {
      const text = description.toLowerCase();
      const said = (words: readonly string[]) => words.filter((word) => text.includes(word)).length;
      expect(said(FIELDS[field]), description).toBeGreaterThanOrEqual(2);
    }
  });

  it("has several agents for every field, and one at least that is steady or becomes so", () => {
    for (const field of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) {
      const able = ROSTER.filter((member) => fieldsOf(member).includes(field));
      expect(able.length, field).toBeGreaterThanOrEqual(3);
      expect(
        able.some(({ character }) => character === "steady"),
        field,
      ).toBe(true);
    }
  });

  it("lets one agent list every word there is", () => {
    const [gamer] = ROSTER.filter(({ character }) => character === "gaming");
    expect(gamer && keywordsOf(gamer)).toHaveLength(Object.values(FIELDS).flat().length);
  });
});

describe("a task that is posted", () => {
  const members = biddersOf(ROSTER, 1);
  const posted = (onlyBids: boolean) => {
    const random = randomFrom(3);
    return Array.from({ length: 300 }, () => submission(random, members, onlyBids, Date.UTC(2026, 10, 21)));
  };

  it("differs in what it offers and asks", () => {
    const tasks = posted(false);
    const kinds = (of: (task: (typeof tasks)[number]) => unknown) => new Set(tasks.map(of)).size;
    expect(kinds(({ bids }) => bids !== undefined)).toBe(2);
    expect(kinds(({ budgetSats }) => budgetSats)).toBeGreaterThan(3);
    expect(kinds(({ minTier }) => minTier)).toBe(3);
    expect(kinds(({ timeBudgetMs }) => timeBudgetMs)).toBe(3);
    expect(tasks.every(({ deadline }) => deadline === "2026-11-21T00:01:30.000Z")).toBe(true);
  });

  it("asks simulated agents only where there are others", () => {
    const ids = new Set(members.map(({ id }) => id));
    for (const { bids } of posted(true)) {
      expect(Object.keys(bids ?? {}).length).toBeGreaterThan(0);
      expect(Object.keys(bids ?? {}).every((id) => ids.has(id))).toBe(true);
    }
  });
});

describe("the rate of tasks", () => {
  it.each([
    [undefined, 40],
    ["", 40],
    ["0", 0],
    ["120", 120],
  ])("%s is %i a minute", (text, rate) => expect(rateIn(text)).toBe(rate));

  it.each(["-1", "many", "601"])("is not %s", (text) => expect(() => rateIn(text)).toThrow("MUSTER_DEMO_TASKS"));
});
