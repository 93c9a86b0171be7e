import { describe, expect, it } from "vitest";
import { grade, saidBeforeCut, truncated, unmeasured } from "./grade";
import { MUSTER_EN } from "./muster-en";
import { planAudit } from "./plan";
import { constantAnswers, type Graded, regrade } from "./regrade";

const SEED = "regrade";
const PROBES = planAudit(MUSTER_EN, SEED);

/** Right and wrong answers in turn, as evidence that has been to a file and back. */
const EVIDENCE = PROBES.map((probe, i): Graded => {
  const answers = i % 2 === 0 ? [...probe.gold] : (probe.bad[0]?.slice(1) ?? []);
  return JSON.parse(JSON.stringify({ probeId: probe.id, answers, verdict: grade(probe, answers) }));
});

describe("regrading", () => {
  it("gives the same verdicts from battery, seed and answers alone", () => {
    expect(EVIDENCE.filter(({ verdict }) => verdict.pass).length).toBe(41);
    expect(regrade(MUSTER_EN, SEED, EVIDENCE)).toEqual([]);
    expect(
      EVIDENCE.map(({ probeId, answers }) => grade(PROBES.find(({ id }) => id === probeId) as (typeof PROBES)[number], answers)),
    ).toEqual(EVIDENCE.map(({ verdict }) => verdict));
  });

  it("shows what would now be judged otherwise", () => {
    const [first, ...others] = EVIDENCE as [Graded, ...Graded[]];
    const mistaken: Graded = { ...first, verdict: { ...first.verdict, pass: false, code: "wrong_value" } };
    expect(regrade(MUSTER_EN, SEED, [mistaken, ...others])).toEqual([
      { probeId: first.probeId, was: mistaken.verdict, now: first.verdict },
    ]);
  });

  it("with another seed sees other questions", () => {
    expect(regrade(MUSTER_EN, "another", EVIDENCE).length).toBeGreaterThan(20);
  });

  it("leaves out what has no full answer", () => {
    const [probe] = PROBES;
    const cut = [unmeasured("timeout", "60 s"), truncated()].map((verdict) => ({
      probeId: probe?.id ?? "",
      answers: [],
      verdict,
    }));
    expect(regrade(MUSTER_EN, SEED, cut)).toEqual([]);
  });
});

describe("an answer that was cut off", () => {
  it("needs no second try where the asked line stands already, and one where it does not or none was asked for", () => {
    for (const probe of PROBES) {
      const said = probe.gold.at(-1) as string;
      expect([probe.id, saidBeforeCut(probe, `${said}\nI add that`)]).toEqual([probe.id, probe.label !== null]);
      expect(saidBeforeCut(probe, "First I look at what is given, and then I")).toBe(false);
    }
    expect(new Set(PROBES.filter(({ label }) => label === null).map(({ dimension }) => dimension))).toEqual(
      new Set(["cc", "as", "ih"]),
    );
  });
});

describe("constant answers", () => {
  it("are noticed under three distinct in ten", () => {
    const answers = (distinct: number) => Array.from({ length: 100 }, (_, i) => `${i % distinct}`);
    expect([1, 10, 29, 30, 100].map((distinct) => constantAnswers(answers(distinct)))).toEqual([true, true, true, false, false]);
    expect(constantAnswers([])).toBe(false);
  });
});
