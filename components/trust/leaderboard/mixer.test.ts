import { describe, expect, it } from "vitest";
import type { Tenths } from "@/lib/trust/rebalance";
import { Mixer } from "./mixer";

const IN_FORCE: Tenths = [250, 150, 200, 250, 150];

function mixer() {
  let frames: (() => void)[] = [];
  let told = 0;
  const mixing = new Mixer(IN_FORCE, (run) => frames.push(run));
  mixing.subscribe(() => told++);
  const frame = () => {
    const due = frames;
    frames = [];
    for (const run of due) run();
  };
  return { mixing, frame, told: () => told };
}

describe("the weights mixer", () => {
  it("gathers the inputs of a drag into one change per frame", () => {
    const { mixing, frame, told } = mixer();
    for (const tenths of [300, 350, 400]) mixing.move(3, tenths);
    expect(mixing.mix.weights).toEqual(IN_FORCE);
    frame();
    expect(mixing.mix.weights).toEqual([200, 120, 160, 400, 120]);
    expect([mixing.mix.previewing, told()]).toEqual([true, 1]);
  });

  it("ends where it began when a weight is dragged away and back", () => {
    const { mixing, frame } = mixer();
    for (const tenths of [500, 1000, 0, 250]) {
      mixing.move(3, tenths);
      frame();
    }
    expect(mixing.mix.weights).toEqual(IN_FORCE);
    expect(mixing.mix.previewing).toBe(false);
  });

  it("keeps what is locked", () => {
    const { mixing, frame } = mixer();
    mixing.toggleLock(0);
    mixing.move(3, 350);
    frame();
    expect(mixing.mix.weights).toEqual([250, 120, 160, 350, 120]);
    mixing.move(0, 900);
    frame();
    expect(mixing.mix.weights[0]).toBe(250);
  });

  it("goes back to the weights in force", () => {
    const { mixing, frame } = mixer();
    mixing.move(3, 400);
    frame();
    mixing.reset();
    expect([mixing.mix.weights, mixing.mix.previewing]).toEqual([IN_FORCE, false]);
  });

  it("keeps a preview when others put new weights in force, and follows them without one", () => {
    const others: Tenths = [200, 200, 200, 200, 200];
    const idle = mixer().mixing;
    idle.setInForce(others);
    expect([idle.mix.weights, idle.mix.previewing]).toEqual([others, false]);

    const { mixing, frame } = mixer();
    mixing.move(3, 400);
    frame();
    mixing.setInForce(others);
    expect([mixing.mix.weights, mixing.mix.previewing]).toEqual([[200, 120, 160, 400, 120], true]);
  });

  it("changes the scale of the tracks only when a gesture has ended", () => {
    const { mixing, frame } = mixer();
    mixing.move(3, 800);
    frame();
    expect(mixing.mix.scale).toBe(50);
    mixing.settle();
    expect(mixing.mix.scale).toBe(100);
  });

  it("draws what a gesture wanted last before it rests", () => {
    const { mixing, frame } = mixer();
    mixing.move(3, 800);
    mixing.settle();
    expect([mixing.atRest, mixing.mix.weights]).toEqual([false, IN_FORCE]);
    frame();
    expect([mixing.atRest, mixing.mix.weights[3], mixing.mix.scale]).toEqual([true, 800, 100]);
  });
});
