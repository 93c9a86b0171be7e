import { type Actor, authorise } from "../access/action";
import { anyAgent } from "../commands/find-agent";
import type { FleetAgent } from "../engine/fleet";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { findSignals } from "../store/signals";
import { DIMENSIONS, type Dimension, type DimensionIndex, dimensionIndex } from "../trust/dimension";
import { type RowPoints, signalPoints } from "../trust/explain";
import type { StoredSignal } from "../trust/setting";

export type SignalsQuery = { dimension?: Dimension; source?: string; from?: number; to?: number; limit: number; cursor?: string };

/** An agent's signals, newest first, with what those in the windows earn and cost. Refuses 404 `registry/unknown-agent`. */
export async function readSignals(
  actor: Actor,
  id: string,
  query: SignalsQuery,
): Promise<{ items: StoredSignal[]; nextCursor: string | null }> {
  authorise(actor, "readFleet");
  const agent = anyAgent(id);
  const rows = await findSignals(runtime().store.prisma, agent.number, {
    dimension: query.dimension === undefined ? undefined : dimensionIndex(query.dimension),
    source: query.source,
    from: query.from,
    to: query.to,
    before: rowCursor(query.cursor),
    limit: query.limit + 1,
  });
  const effects = effectsByRow(agent);
  const items = rows.slice(0, query.limit).map((row): StoredSignal => {
    const effect = effects.get(row.row);
    return {
      row: row.row,
      id: row.signalId,
      at: new Date(Number(row.receivedAt)).toISOString(),
      observedAt: row.observedAt === null ? null : new Date(Number(row.observedAt)).toISOString(),
      dimension: DIMENSIONS[row.dimension] ?? "unknown",
      value: row.value,
      weight: row.weight,
      source: row.source,
      details: row.details,
      traceId: row.traceId,
      reporter: row.reporter,
      inWindow: effect !== undefined,
      earned: effect?.earned ?? null,
      lost: effect?.lost ?? null,
    };
  });
  return { items, nextCursor: rows.length > query.limit ? String(items.at(-1)?.row) : null };
}

/** What each signal in the agent's windows earned and cost, by its row. */
function effectsByRow(agent: FleetAgent): Map<number, RowPoints> {
  const { fleet } = runtime();
  const effects = DIMENSIONS.flatMap((dimension, d) =>
    signalPoints(dimension, fleet.windows.entries(agent.number, d as DimensionIndex), fleet.weights.weights[dimension]),
  );
  return new Map(effects.map((effect) => [effect.row, effect]));
}

function rowCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const row = Number(cursor);
  if (!Number.isInteger(row) || row < 0 || row > 2 ** 31 - 1)
    throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  return row;
}
