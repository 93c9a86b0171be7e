import { z } from "zod";
import { daysBetween, decayed } from "./decay";
import { assess, levelOf } from "./gate";
import { Gate } from "./gate-shape";
import type { Robustness } from "./robustness";
import { TIERS, type Tier, tierOf } from "./tier";

const tier = z.enum(TIERS);
const distribution = z.strictObject(byTier(() => z.int()));

const version = {
  version: z.int(),
  reason: z.string(),
  actor: z.string(),
  since: z.string(),
  /** Version that this one undid, if it is an undo. */
  undoes: z.int().nullable(),
};

/** A gate in force or once in force, with who set it, when and why. */
export const GateVersion = z.strictObject({ ...version, ...Gate.shape }).meta({ id: "GateVersion" });
export type GateVersion = z.infer<typeof GateVersion>;

/** The gate in force; `distribution` counts active agents by their effective tier. */
export const TiersInForce = GateVersion.extend({ distribution }).meta({ id: "TiersInForce" });
export type TiersInForce = z.infer<typeof TiersInForce>;

/** Whose tier another gate would change, largest changes first; at most 500 are named. */
export const GateEffect = z
  .strictObject({
    certified: z.int(),
    changed: z.int(),
    risen: z.int(),
    fallen: z.int(),
    /** Of those fallen, down to T0. */
    lost: z.int(),
    /** Certified agents by tier, under this gate and under the one in force. */
    distribution,
    previousDistribution: distribution,
    items: z.array(
      z.strictObject({
        agentId: z.string(),
        name: z.string(),
        tier,
        previousTier: tier,
        bindingDimensions: z.array(z.strictObject({ dimension: z.string(), gap: z.number() })),
      }),
    ),
  })
  .meta({ id: "GateEffect" });
export type GateEffect = z.infer<typeof GateEffect>;

/** One value for each tier. */
export function byTier<T>(of: (tier: Tier) => T): Record<Tier, T> {
  return Object.fromEntries(TIERS.map((t) => [t, of(t)])) as Record<Tier, T>;
}

/** A certificate in force, as far as a gate decides it. */
export type Certified = { agentId: string; name: string; level: number; robustness: Robustness; issuedAt: number };

/** One agent with its level under the gate in force and under another. */
export type Judged = { agent: Certified; level: number };

/** An agent under another gate, at an instant (epoch ms). */
export function judge(gate: Gate, agent: Certified, now: number): Judged {
  return { agent, level: levelOf(gate, leftOf(gate, agent, now)) };
}

const MOST_NAMED = 500;

/** What another gate would do to these agents. */
export function effectOf(gate: Gate, judged: readonly Judged[], now: number): GateEffect {
  const counts = byTier(() => 0);
  const previous = byTier(() => 0);
  // Sorting a large fleet would take long, and no change is larger than five levels.
  const bySize: Judged[][] = TIERS.map(() => []);
  let [risen, fallen, lost] = [0, 0, 0];
  for (const one of judged) {
    const change = one.level - one.agent.level;
    counts[tierOf(one.level)] += 1;
    previous[tierOf(one.agent.level)] += 1;
    if (change !== 0) bySize[Math.abs(change)]?.push(one);
    if (change > 0) risen += 1;
    if (change < 0) fallen += 1;
    if (change < 0 && one.level === 0) lost += 1;
  }
  return {
    certified: judged.length,
    changed: risen + fallen,
    risen,
    fallen,
    lost,
    distribution: counts,
    previousDistribution: previous,
    items: bySize
      .toReversed()
      .flat()
      .slice(0, MOST_NAMED)
      .map(({ agent, level }) => ({
        agentId: agent.agentId,
        name: agent.name,
        tier: tierOf(level),
        previousTier: tierOf(agent.level),
        bindingDimensions: assess(gate, leftOf(gate, agent, now)).bindingDimensions,
      })),
  };
}

function leftOf(gate: Gate, { robustness, issuedAt }: Certified, now: number): Robustness {
  return decayed(robustness, daysBetween(issuedAt, now), gate.decayRatePerDay);
}
