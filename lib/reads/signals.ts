import { type Actor, authorise } from "../access/action";
import { anyAgent } from "../commands/find-agent";
import type { FleetAgent } from "../engine/fleet";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { findSignals, type Heads } from "../store/signals";
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
  const { store, fleet } = runtime();
  const only = query.dimension === undefined ? null : dimensionIndex(query.dimension);
  const newest = DIMENSIONS.map((_, d) =>
    only === null || only === d ? fleet.windows.newestRow(agent.number, d as DimensionIndex) : null,
  );
  const { found, next } = await findSignals(store.raw, headsFrom(query.cursor) ?? newest, query);
  const effects = effectsByRow(agent);
  const items = found.map((row): StoredSignal => {
    const effect = effects.get(row.row);
    return {
      row: row.row,
      id: row.signalId,
      at: new Date(row.receivedAt).toISOString(),
      observedAt: row.observedAt === null ? null : new Date(row.observedAt).toISOString(),
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
  return { items, nextCursor: next?.map((row) => row ?? "").join(".") ?? null };
}

/** What each signal in the agent's windows earned and cost, by its row. */
function effectsByRow(agent: FleetAgent): Map<number, RowPoints> {
  const { fleet } = runtime();
  const effects = DIMENSIONS.flatMap((dimension, d) =>
    signalPoints(dimension, fleet.windows.entries(agent.number, d as DimensionIndex), fleet.weights.weights[dimension]),
  );
  return new Map(effects.map((effect) => [effect.row, effect]));
}

/** A cursor says where to go on in each dimension. */
function headsFrom(cursor: string | undefined): Heads | null {
  if (cursor === undefined) return null;
  if (!/^(\d{0,10}\.){4}\d{0,10}$/.test(cursor)) throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  return cursor.split(".").map((row) => (row === "" ? null : Number(row)));
}
