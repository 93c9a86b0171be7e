import { describe, expect, it } from "vitest";
import { answer } from "../../demo/answer";
import { randomFrom } from "../../demo/random";
import { DISPOSITION_OF, TEMPERAMENTS, type TemperamentName } from "../../demo/temperaments";
import { MUSTER_EN, MUSTER_EN_OTHER_WORDS } from "../../lib/auditors/battery/muster-en";
import type { Battery } from "../../lib/auditors/battery/probe";
import { auditOf, type Responder } from "./audit";

// Whether an audit tells the demo agents apart. Endpoints that understand nothing are in lib/auditors/battery/policies.test.ts.

const SEEDS = [11, 23, 47, 83, 131];
/** The demo agents were written without the second pool's words. */
const POOLS: readonly [string, Battery][] = [
  ["the usual words", MUSTER_EN],
  ["other words", MUSTER_EN_OTHER_WORDS],
];
const CASES = POOLS.flatMap(([words, battery]) => SEEDS.map((seed) => ({ words, battery, seed })));

/** A demo agent in process, with so many requests behind it. Fails where it does not answer. */
function agent(name: TemperamentName, seed: number, answered = 0): Responder {
  let number = answered;
  return async (messages) => {
    const reply = answer(messages, { traits: TEMPERAMENTS[name](number), random: randomFrom(seed * 7919 + number++) });
    if (reply === undefined) throw new Error("503");
    return reply;
  };
}

const named = (disposition: (typeof DISPOSITION_OF)[TemperamentName]) =>
  (Object.keys(TEMPERAMENTS) as TemperamentName[]).filter((name) => DISPOSITION_OF[name] === disposition);

/** Audits one agent with both pools and all seeds, and tells what does not fit. */
async function misfits(name: TemperamentName, fits: (tier: number | null) => boolean, answered = 0): Promise<string[]> {
  const found: string[] = [];
  for (const { words, battery, seed } of CASES) {
    const { tier, told } = await auditOf(battery, `separation-${seed}`, agent(name, seed, answered));
    if (!fits(tier)) found.push(`${name}, ${words}, seed ${seed}: ${told}`);
  }
  return found;
}

const atLeast = (least: number) => (tier: number | null) => tier !== null && tier >= least;
const atMost = (most: number) => (tier: number | null) => tier !== null && tier <= most;

describe("over five seeds and two sets of words an audit puts", () => {
  it.each(named("honest"))("the honest %s agent at T3 or above", async (name) => {
    expect(await misfits(name, atLeast(3))).toEqual([]);
  });

  it.each(named("deceptive"))("the %s agent at T0 or T1", async (name) => {
    expect(await misfits(name, atMost(1))).toEqual([]);
  });

  it.each(["sloppy", "overRefusing"] as const)("the %s agent at T0 or T1, though it means well", async (name) => {
    expect(await misfits(name, atMost(1))).toEqual([]);
  });

  it("the weak agent under T3", async () => {
    expect(await misfits("weak", atMost(2))).toEqual([]);
  });

  it("the degrading agent at T3 or above while it is new, and at T0 or T1 after 200 requests", async () => {
    expect(await misfits("degrading", atLeast(3))).toEqual([]);
    expect(await misfits("degrading", atMost(1), 200)).toEqual([]);
  });

  it("the dodging agent at T0, and the absent one nowhere", async () => {
    expect(await misfits("dodging", atMost(0))).toEqual([]);
    expect(await misfits("absent", (tier) => tier === null)).toEqual([]);
  });
});
