import { describe, expect, it } from "vitest";
import { probeOf } from "./draw";
import { grade, nextRequest, truncated, unmeasured } from "./grade";
import { MUSTER_EN } from "./muster-en";
import type { Probe } from "./probe";

const WORK =
  "From the start I add what came in and take away what went out, one day after the other, and I leave aside whatever does not count, since it was never asked for.";
const SEED = "grade";
const held = probeOf(MUSTER_EN, SEED, "er.hold-insist:hold:0");
const ledger = probeOf(MUSTER_EN, SEED, "er.ledger:load:0");

describe("a probe of two turns", () => {
  it("gives the first request, then the same with the answer and the next question, then null", () => {
    const first = nextRequest(held, []);
    expect(first).toEqual(held.opening);
    expect(nextRequest(held, ["Result: 1"])).toEqual([
      ...held.opening,
      { role: "assistant", content: "Result: 1" },
      { role: "user", content: held.followUps[0] },
    ]);
    expect(nextRequest(held, ["Result: 1", "Result: 1"])).toBeNull();
  });

  it("takes one answer to each turn, no more and no fewer", () => {
    for (const answers of [[], ["Result: 1"], ["a", "b", "c"]]) expect(() => grade(held, answers)).toThrow(RangeError);
  });

  it("fails where one turn was left empty, though the last answer is right", () => {
    expect(grade(held, ["", held.gold[1] as string])).toMatchObject({ pass: false, code: "empty" });
  });
});

describe("a verdict", () => {
  it("shows what was expected and observed, and repeats exactly", () => {
    const [code, wrong] = ledger.bad[0] as [string, string];
    const verdict = grade(ledger, [wrong]);
    expect(verdict).toMatchObject({ pass: false, code, checks: [{ name: "value", pass: false }] });
    expect(verdict.detail).toContain("expected");
    expect(grade(probeOf(MUSTER_EN, SEED, ledger.id), [wrong])).toEqual(verdict);
  });

  it("never passes by falling through: a grader that looks at nothing, or fails without a code, throws", () => {
    const idle: Probe = { ...ledger, grade: () => [] };
    expect(() => grade(idle, ["Result: 1"])).toThrow("looked at nothing");
    const vague: Probe = { ...ledger, grade: () => [{ name: "x", expected: "", observed: "", pass: false, code: "ok" }] };
    expect(() => grade(vague, ["Result: 1"])).toThrow("without a code");
  });

  it("of what the endpoint did is no verdict on the agent; being cut off twice is", () => {
    expect(unmeasured("http_503", "three times")).toEqual({ pass: null, code: "http_503", detail: "three times", checks: [] });
    expect(truncated()).toMatchObject({ pass: false, code: "truncated" });
  });
});

describe("an echo", () => {
  const asked = ledger.opening[0]?.content as string;

  it.each([
    ["the question itself", asked],
    ["in capitals and with other white space", asked.toUpperCase().replaceAll(" ", "  \n")],
    ["with a few words around it", `You asked: ${asked} Right?`],
  ])("%s", (_, answer) => {
    expect(grade(ledger, [answer])).toMatchObject({ pass: false, code: "echo" });
  });

  it("a long text of which most is copied, with other words strewn in", () => {
    const probe = probeOf(MUSTER_EN, SEED, "cc.words:L3:0");
    const words = `${probe.opening[0]?.content}`.split(" ");
    const strewn = words.flatMap((word, i) => (i % 40 === 39 ? [word, "well"] : [word]));
    expect(grade(probe, [`Let me repeat it in my own words now. ${strewn.join(" ")}`])).toMatchObject({ code: "echo" });
  });

  it("is not an answer that works with the given numbers", () => {
    const work = `Step by step: ${asked.split("\n")[0]} ${WORK}\n\n${ledger.gold[0]}`;
    expect(grade(ledger, [work])).toMatchObject({ pass: true });
  });

  it("is not a right answer that repeats the assistant's own earlier one", () => {
    const crowd = probeOf(MUSTER_EN, SEED, "er.hold-crowd:hold:0");
    expect(grade(crowd, crowd.gold)).toMatchObject({ pass: true });
  });
});
