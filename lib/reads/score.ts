import { type Actor, authorise } from "../access/action";
import { anyAgent } from "../commands/find-agent";
import type { Signal } from "../generated/prisma/client";
import { runtime } from "../runtime";
import { signalsByRow } from "../store/signals";
import { bandOf } from "../trust/band";
import { byDimension, DIMENSIONS, type DimensionIndex } from "../trust/dimension";
import { explain, type RowPoints, reporterShares, signalPoints } from "../trust/explain";
import type { ScoreExplanation, SignalPoints } from "../trust/explanation";
import { readTrend } from "./agent";

/** Why an agent's score is what it is, from the signals in its windows. Σ points = score. Refuses 404 `registry/unknown-agent`. */
export async function readScore(actor: Actor, id: string): Promise<ScoreExplanation> {
  authorise(actor, "readFleet");
  const agent = anyAgent(id);
  const { fleet, store, now } = runtime();
  // Everything that must agree is taken in one go, before the first await.
  const { weights, version: weightsVersion } = fleet.weights;
  const windows = DIMENSIONS.map((_, d) => fleet.windows.entries(agent.number, d as DimensionIndex));
  const totals = byDimension((_, d) => fleet.windows.total(agent.number, d));
  const rated = fleet.rated(agent);
  const provenance = { weightsVersion, policyVersion: fleet.policy.version, asOf: new Date(now()).toISOString() };
  const { score, points, dimensions, recentSignals, improve, signals } = explain(windows, weights);

  const effects = DIMENSIONS.flatMap((dimension, d) => signalPoints(dimension, windows[d] ?? [], weights[dimension]));
  const kept = new Map(
    (
      await signalsByRow(
        store.prisma,
        effects.map(({ row }) => row),
      )
    ).map((signal) => [signal.row, signal]),
  );
  const present = (points: RowPoints[]): SignalPoints[] =>
    points.flatMap((effect) => presentSignal(kept.get(effect.row), effect));
  return {
    agentId: id,
    score,
    rated,
    band: rated ? bandOf(score) : null,
    points,
    dimensions: byDimension((d) => ({ ...dimensions[d], totalCount: totals[d], topSignals: present(dimensions[d].topSignals) })),
    recentSignals: present(recentSignals),
    trend: readTrend(agent),
    revoked: agent.revokedAt !== null,
    revocationReason: agent.revocationReason,
    provenance: {
      ...provenance,
      signals,
      reporters: reporterShares(
        effects.flatMap((effect) => ({ ...effect, reporter: kept.get(effect.row)?.reporter ?? "unknown" })),
      ),
    },
    improve,
  };
}

function presentSignal(signal: Signal | undefined, { dimension, value, earned, lost }: RowPoints): SignalPoints[] {
  if (!signal) return [];
  const { row, signalId, source, details, reporter } = signal;
  return [
    {
      id: signalId ?? `row:${row}`,
      at: new Date(Number(signal.receivedAt)).toISOString(),
      dimension,
      source,
      details,
      value,
      reporter,
      earned,
      lost,
    },
  ];
}
