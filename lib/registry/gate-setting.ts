import { z } from "zod";
import { daysBetween, decayed, dropsOf, levelAt } from "./decay";
import { assess, Gate, levelOf } from "./gate";
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
    distribution,
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

/** An agent's level under another gate, at an instant (epoch ms). */
function levelUnder(gate: Gate, { robustness, issuedAt }: Pick<Certified, "robustness" | "issuedAt">, now: number): number {
  return levelAt(levelOf(gate, robustness), dropsOf(gate, robustness, issuedAt), now);
}

const MOST_NAMED = 500;

/** What another gate would do to these agents, whose `level` is that under the gate in force. */
export function effectOf(gate: Gate, agents: readonly Certified[], now: number): GateEffect {
  const judged = agents.map((agent) => ({ agent, level: levelUnder(gate, agent, now) }));
  const changed = judged.filter(({ agent, level }) => level !== agent.level);
  const fallen = changed.filter(({ agent, level }) => level < agent.level);
  changed.sort((a, b) => Math.abs(b.level - b.agent.level) - Math.abs(a.level - a.agent.level) || a.level - b.level);
  return {
    certified: agents.length,
    changed: changed.length,
    risen: changed.length - fallen.length,
    fallen: fallen.length,
    lost: fallen.filter(({ level }) => level === 0).length,
    distribution: byTier((t) => judged.filter(({ level }) => tierOf(level) === t).length),
    items: changed.slice(0, MOST_NAMED).map(({ agent, level }) => ({
      agentId: agent.agentId,
      name: agent.name,
      tier: tierOf(level),
      previousTier: tierOf(agent.level),
      bindingDimensions: assess(gate, decayed(agent.robustness, daysBetween(agent.issuedAt, now), gate.decayRatePerDay))
        .bindingDimensions,
    })),
  };
}
