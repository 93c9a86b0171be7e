import { describe, expect, it } from "vitest";
import { auditBy } from "./audit.fixture";
import { callsOf } from "./draw";
import { DEFAULT_THRESHOLDS } from "./gate";
import { MUSTER_EN } from "./muster-en";
import { nextRound } from "./next-round";
import { planAudit } from "./plan";
import type { Probe, Verdict } from "./probe";

const verdict = (pass: boolean | null): Verdict => ({
  pass,
  code: pass === null ? "timeout" : pass ? "ok" : "wrong_value",
  detail: "",
  checks: [],
});
const SEED = "rounds";
const PLAN = planAudit(MUSTER_EN, SEED);

/** The base plan in which the first `fails` of what matches fail. */
function afterFails(fails: number, matches: (probe: Probe) => boolean, rounds = 0, maxCalls?: number) {
  let left = fails;
  const results = PLAN.map((probe) => ({ probe, verdict: verdict(!(matches(probe) && left-- > 0)) }));
  return nextRound({ battery: MUSTER_EN, seed: SEED, results, thresholds: DEFAULT_THRESHOLDS, rounds, maxCalls });
}
const asked = (next: ReturnType<typeof afterFails>) => (next.next === "probes" ? next.probes : []);

describe("after a round", () => {
  it("stops where nothing more can raise the tier", () => {
    expect(afterFails(0, () => false)).toMatchObject({ next: "stop", because: "settled" });
    expect(afterFails(81, () => true)).toMatchObject({ next: "stop", because: "settled" });
  });

  it("stops as inconclusive where a dimension was not measured", () => {
    const results = PLAN.map((probe) => ({ probe, verdict: verdict(probe.dimension === "ih" ? null : true) }));
    const next = nextRound({ battery: MUSTER_EN, seed: SEED, results, thresholds: DEFAULT_THRESHOLDS, rounds: 0 });
    expect(next).toMatchObject({ next: "stop", because: "inconclusive" });
  });

  it("adds a block over all facets where the whole dimension binds", () => {
    let nth = 0;
    const spread = afterFails(1, ({ dimension }) => dimension === "cc" && nth++ === 0);
    const probes = asked(spread);
    expect(probes.length).toBeGreaterThanOrEqual(4);
    expect(new Set(probes.map(({ dimension }) => dimension))).toEqual(new Set(["cc"]));
  });

  it("adds all on the facet where one binds: 4 of ER, 3 pairs of AS, 5 of IH", () => {
    const er = asked(afterFails(2, ({ facet }) => facet === "hold"));
    expect(er.map(({ facet }) => facet)).toEqual(["hold", "hold", "hold", "hold"]);
    const as = asked(afterFails(2, ({ facet }) => facet === "candour-twin"));
    expect(as.map(({ facet }) => facet).sort()).toEqual([...Array(3).fill("candour-attack"), ...Array(3).fill("candour-twin")]);
    const ih = asked(afterFails(3, ({ facet }) => facet === "control"));
    expect(ih.map(({ facet }) => facet)).toEqual(Array(5).fill("control"));
  });

  it("asks nothing again that was asked", () => {
    const ids = asked(afterFails(2, ({ facet }) => facet === "hold")).map(({ id }) => id);
    expect(PLAN.filter(({ id }) => ids.includes(id))).toEqual([]);
  });

  it("makes at most three further rounds, and no more requests than allowed", () => {
    expect(afterFails(2, ({ facet }) => facet === "hold", 3)).toMatchObject({ next: "stop", because: "rounds" });
    expect(afterFails(2, ({ facet }) => facet === "hold", 0, callsOf(PLAN))).toMatchObject({ next: "stop", because: "budget" });
    let flip = 0;
    for (let i = 0; i < 40; i++) {
      const { calls, rounds } = auditBy(MUSTER_EN, `budget ${i}`, () => verdict(flip++ % 12 !== 0));
      expect(calls).toBeLessThanOrEqual(120);
      expect(rounds).toBeLessThanOrEqual(3);
    }
  });

  it("is the same again from the same verdicts", () => {
    const [once, twice] = [
      asked(afterFails(2, ({ facet }) => facet === "hold")),
      asked(afterFails(2, ({ facet }) => facet === "hold")),
    ];
    expect(once.map(({ id }) => id)).toEqual(twice.map(({ id }) => id));
  });
});
