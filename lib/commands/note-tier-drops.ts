import type { FleetAgent } from "../engine/fleet";
import { followTier, type Loss, lossesOf } from "../engine/tier-drops";
import type { NewEntry } from "../journal/entry";
import { tierOf } from "../registry/tier";
import { runtime } from "../runtime";
import { runCommand } from "./run";

/**
 * Journals what these agents' certificates have lost, each loss once, with the instant it was due and the components that
 * caused it. The certificates stay as they are.
 */
export async function noteTierDrops(numbers: readonly number[]): Promise<void> {
  await runCommand(async (now) => {
    const { fleet, store } = runtime();
    const agents = numbers.flatMap((number) => fleet.at(number) ?? []);
    const lost = agents
      .map((agent) => ({ agent, losses: lossesOf(agent, fleet.gate, now) }))
      .filter(({ losses }) => losses.length > 0);
    const levelOf = ({ losses }: { losses: Loss[] }) => losses.at(-1)?.to ?? 0;
    const levels = [...new Set(lost.map(levelOf))];
    return {
      writes: levels.map((journaledLevel) => {
        const those = lost.filter((one) => levelOf(one) === journaledLevel);
        return store.prisma.agent.updateMany({
          where: { number: { in: those.map(({ agent }) => agent.number) } },
          data: { journaledLevel, version: { increment: 1 } },
        });
      }),
      entries: lost.flatMap(({ agent, losses }) => losses.map((loss) => entryOf(agent, loss))),
      apply: () => {
        for (const one of lost) one.agent.certification = { ...one.agent.certification, journaledLevel: levelOf(one) };
        for (const agent of agents) followTier(agent);
      },
      changed: lost.map(({ agent }) => agent),
      result: undefined,
    };
  });
}

function entryOf(agent: FleetAgent, { from, to, at, dimensions, by }: Loss): NewEntry {
  const { entryId, version } = runtime().fleet.gate;
  return {
    type: to === 0 ? "certification.expired" : "certification.tier_dropped",
    agentId: agent.id,
    actor: "system",
    ...(by === "gate" && entryId !== null ? { cause: entryId } : {}),
    data: {
      from: tierOf(from),
      to: tierOf(to),
      at: new Date(at).toISOString(),
      dimensions,
      by,
      gateVersion: version,
      certificateId: agent.certification.current?.id,
    },
  };
}
