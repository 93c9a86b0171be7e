import { describe, expect, it } from "vitest";
import { scriptPerInput } from "./trace";

const event = (name: string, ts: number, dur: number, type?: string, tid = 1) => ({
  name,
  ph: "X",
  ts,
  dur,
  pid: 9,
  tid,
  args: { data: { type } },
});
const traceOf = (...traceEvents: object[]) => Buffer.from(JSON.stringify({ traceEvents }));

describe("script per input", () => {
  it("counts handlers, deferred work and frames up to the next input, nested events once", () => {
    const trace = traceOf(
      event("EventDispatch", 0, 1000, "pointermove"),
      event("FunctionCall", 100, 800),
      event("RunMicrotasks", 2000, 500),
      event("FireAnimationFrame", 4000, 300),
      event("Paint", 5000, 9000),
      event("EventDispatch", 16_000, 2000, "pointermove"),
      event("EventDispatch", 32_000, 1, "pointermove"),
    );
    expect(scriptPerInput(trace, "pointermove", "wall")).toEqual([1.8, 2]);
  });

  it("leaves out other threads and other events", () => {
    const trace = traceOf(
      event("EventDispatch", 0, 1000, "input"),
      event("FunctionCall", 2000, 5000, undefined, 2),
      event("EventDispatch", 16_000, 1000, "input"),
    );
    expect(scriptPerInput(trace, "input", "wall")).toEqual([1]);
    expect(scriptPerInput(trace, "pointermove", "wall")).toEqual([]);
  });

  it("by the thread's clock does not count time in which the thread did not run", () => {
    const halted = { ...event("EventDispatch", 0, 9000, "input"), tts: 100, tdur: 700 };
    const next = { ...event("EventDispatch", 16_000, 10, "input"), tts: 1000, tdur: 10 };
    expect(scriptPerInput(traceOf(halted, next), "input", "thread")).toEqual([0.7]);
    expect(scriptPerInput(traceOf(halted, next), "input", "wall")).toEqual([9]);
  });
});
