import type { PrismaClient, Signal } from "../generated/prisma/client";

export type SignalQuery = { dimension?: number; source?: string; from?: number; to?: number; before?: number; limit: number };

/** An agent's signals, newest first. */
export function findSignals(prisma: PrismaClient, agentNumber: number, query: SignalQuery): Promise<Signal[]> {
  return prisma.signal.findMany({
    where: {
      agentNumber,
      dimension: query.dimension,
      source: query.source,
      receivedAt: {
        gte: query.from === undefined ? undefined : BigInt(query.from),
        lte: query.to === undefined ? undefined : BigInt(query.to),
      },
      row: { lt: query.before },
    },
    orderBy: { row: "desc" },
    take: query.limit,
  });
}

/** Signals by their rows; in no order. */
export function signalsByRow(prisma: PrismaClient, rows: readonly number[]): Promise<Signal[]> {
  return prisma.signal.findMany({ where: { row: { in: [...rows] } } });
}

/** An agent's window of one dimension as it was at a time (epoch ms), oldest first. */
export async function windowAt(
  prisma: PrismaClient,
  agentNumber: number,
  dimension: number,
  at: number,
  size: number,
): Promise<Signal[]> {
  const rows = await prisma.signal.findMany({
    where: { agentNumber, dimension, receivedAt: { lte: BigInt(at) } },
    orderBy: { row: "desc" },
    take: size,
  });
  return rows.reverse();
}
