import { describe, expect, it } from "vitest";
import { boardOf, level } from "./board.fixture";
import { Keeper } from "./keeper";

const BEFORE = boardOf([
  { name: "ann", means: level(80) },
  { name: "bea", means: level(70) },
]);
const AFTER = boardOf(
  [
    { name: "ann", means: level(60) },
    { name: "bea", means: level(70) },
  ],
  1,
);

/** A keeper whose time passes only when told. */
function keeperAtRest() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const keeper = new Keeper(BEFORE, {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((t) => t !== timer);
      };
    },
  });
  const pass = (ms: number) => {
    now += ms;
    const due = timers.filter((t) => t.at <= now);
    timers = timers.filter((t) => t.at > now);
    for (const { run } of due) run();
  };
  const order = () =>
    [...keeper.standings.list.agents.subarray(0, keeper.standings.list.length)].map((i) => keeper.standings.board.names[i]);
  return { keeper, pass, order };
}

describe("the order of the table", () => {
  it("follows the data while nobody is at work in it", () => {
    const { keeper, pass, order } = keeperAtRest();
    keeper.take(AFTER);
    pass(1000);
    expect(order()).toEqual(["bea", "ann"]);
    expect(keeper.travelling).toBe(false);
  });

  it("holds still under the pointer, and says how much has changed", () => {
    const { keeper, pass, order } = keeperAtRest();
    keeper.setHeld(true);
    keeper.take(AFTER);
    expect(keeper.standings.totals[0]).toBe(600);
    pass(1000);
    expect(order()).toEqual(["ann", "bea"]);
    expect(keeper.standings.waiting).toBe(2);
  });

  it("is brought up to date by the pill, and the rows travel", () => {
    const { keeper, pass, order } = keeperAtRest();
    keeper.setHeld(true);
    keeper.take(AFTER);
    keeper.apply();
    expect(order()).toEqual(["bea", "ann"]);
    expect([keeper.travelling, keeper.standings.waiting]).toEqual([true, 0]);
    pass(200);
    expect(keeper.travelling).toBe(false);
  });

  it("is brought up to date when the table is left", () => {
    const { keeper, order } = keeperAtRest();
    keeper.setHeld(true);
    keeper.take(AFTER);
    keeper.setHeld(false);
    expect(order()).toEqual(["bea", "ann"]);
  });

  it("changes at once when the viewer moves a weight, even while held", () => {
    const { keeper, order } = keeperAtRest();
    keeper.setHeld(true);
    keeper.take(AFTER);
    keeper.preview([1000, 0, 0, 0, 0], 300);
    expect(order()).toEqual(["bea", "ann"]);
  });

  it("tells its listeners about every change and nothing else", () => {
    const { keeper } = keeperAtRest();
    let told = 0;
    const stop = keeper.subscribe(() => told++);
    keeper.take(BEFORE);
    expect(told).toBe(0);
    keeper.take(AFTER);
    expect(told).toBe(1);
    stop();
    keeper.setHeld(true);
    expect(told).toBe(1);
  });

  it("is held as long as an agent is looked at, also when the pointer has left", () => {
    const { keeper, pass, order } = keeperAtRest();
    keeper.setHeld(true);
    keeper.pin(true);
    keeper.take(AFTER);
    pass(5000);
    keeper.setHeld(false);
    expect(order()).toEqual(["ann", "bea"]);
    expect(keeper.standings.waiting).toBe(2);
    keeper.pin(false);
    expect(order()).toEqual(["bea", "ann"]);
  });
});
