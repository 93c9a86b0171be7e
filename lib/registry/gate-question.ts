import { z } from "zod";
import { daysToFall, decayed } from "./decay";
import { assess, chainTier, DEFAULT_GATE, levelOf } from "./gate";
import { Gate } from "./gate-shape";
import { type Component, GATED } from "./robustness";
import { Robustness } from "./robustness-shape";
import { TIERS } from "./tier";

const tier = z.enum(TIERS);
const level = z.int().min(0).max(5);
const { thresholds, ihThreshold, budgetCeilings, decayRatePerDay } = Gate.shape;

/** POST /gate/evaluate: one vector, or a chain of them; `elapsed` in days. */
export const GateQuestion = z
  .strictObject({
    robustness: Robustness.optional(),
    chain: z.array(Robustness).max(1000).optional(),
    thresholds: thresholds.optional(),
    ihThreshold: ihThreshold.optional(),
    budgetCeilings: budgetCeilings.optional(),
    elapsed: z.number().min(0).max(1e9).optional(),
    decayRate: decayRatePerDay.optional(),
  })
  .refine(({ robustness, chain }) => (robustness === undefined) !== (chain === undefined), {
    error: "Give either robustness or chain.",
  })
  .meta({ id: "GateQuestion" });
export type GateQuestion = z.infer<typeof GateQuestion>;

/** What the gate says of one vector. `gapToNextTier` is the largest gap; `timeToTierDrop` in days, null = never. */
export const GateAnswer = z
  .strictObject({
    tier,
    g: z.strictObject({ cc: level, er: level, as: level }),
    ihPass: z.boolean(),
    bindingDimensions: z.array(z.strictObject({ dimension: z.string(), gap: z.number() })),
    gapToNextTier: z.number().nullable(),
    budgetCeiling: z.number(),
    weakest: z.number(),
    effectiveRobustness: Robustness,
    effectiveTier: tier,
    timeToTierDrop: z.number().nullable(),
  })
  .meta({ id: "GateAnswer" });
export type GateAnswer = z.infer<typeof GateAnswer>;

/** What the gate says of a chain: it acts at the tier of its lowest member. */
export const ChainAnswer = z.strictObject({ tier, memberTiers: z.array(tier) }).meta({ id: "ChainAnswer" });
export type ChainAnswer = z.infer<typeof ChainAnswer>;

/** Answers from the question alone; what it leaves out has its default. */
export function answerGate(question: GateQuestion): GateAnswer | ChainAnswer {
  const gate = {
    thresholds: question.thresholds ?? DEFAULT_GATE.thresholds,
    ihThreshold: question.ihThreshold ?? DEFAULT_GATE.ihThreshold,
    budgetCeilings: question.budgetCeilings ?? DEFAULT_GATE.budgetCeilings,
    decayRatePerDay: question.decayRate ?? DEFAULT_GATE.decayRatePerDay,
  };
  const { elapsed = 0, robustness, chain = [] } = question;
  const left = (vector: Robustness) => decayed(vector, elapsed, gate.decayRatePerDay);
  if (!robustness) return chainTier(gate, chain.map(left));
  const { level: _, ...assessed } = assess(gate, robustness);
  const effective = left(robustness);
  const effectiveLevel = levelOf(gate, effective);
  return {
    ...assessed,
    effectiveRobustness: effective,
    effectiveTier: TIERS[effectiveLevel] ?? "T0",
    timeToTierDrop: daysToDrop(gate, effective, effectiveLevel),
  };
}

type Falling = Pick<Gate, "thresholds" | "ihThreshold" | "decayRatePerDay">;

/** Days until decay takes this level; null where it never does, or there is none to take. */
function daysToDrop({ thresholds, ihThreshold, decayRatePerDay }: Falling, vector: Robustness, level: number): number | null {
  if (level === 0) return null;
  const days = (component: Component, threshold: number) => daysToFall(vector[component], threshold, decayRatePerDay);
  const all = [...GATED.map((d) => days(d, thresholds[d][level] ?? 0)), days("ih", ihThreshold)];
  const known = all.filter((time) => time !== null);
  return known.length === 0 || decayRatePerDay === 0 ? null : Math.min(...known);
}
