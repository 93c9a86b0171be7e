import type Database from "better-sqlite3";
import type { KeptRecord } from "../auditors/evidence";
import type { Audit as AuditRow, PrismaClient } from "../generated/prisma/client";
import type { AuditStatus } from "../registry/audit";
import { type AuditTrack, NO_TRACK } from "../registry/audit-due";

export type { AuditRow };

/** A number that no audit had: the writer's slot gives each once. */
export function nextAuditNumber(raw: Database.Database): number {
  const highest = raw.prepare<[], number | null>("SELECT max(number) FROM Audit").pluck().get() ?? 0;
  return highest + 1;
}

export function findAudit(prisma: PrismaClient, id: string): Promise<AuditRow | null> {
  return prisma.audit.findUnique({ where: { id } });
}

/** Newest first, those below a number if given. */
export function auditsWhere(
  prisma: PrismaClient,
  where: { status?: readonly AuditStatus[]; agentNumber?: number },
  page: { before?: number; limit: number },
): Promise<AuditRow[]> {
  return prisma.audit.findMany({
    where: {
      agentNumber: where.agentNumber,
      status: where.status && { in: [...where.status] },
      number: page.before === undefined ? undefined : { lt: page.before },
    },
    orderBy: { number: "desc" },
    take: page.limit,
  });
}

/** Audits that are not over, in the order they were asked for. */
export function openAudits(prisma: PrismaClient): Promise<AuditRow[]> {
  return prisma.audit.findMany({ where: { status: { in: ["queued", "running"] } }, orderBy: { number: "asc" } });
}

/** The newest audit of the agent before this one that certified something. */
export async function conclusiveBefore(prisma: PrismaClient, { agentNumber, number }: AuditRow): Promise<string | null> {
  const found = await prisma.audit.findFirst({
    where: { agentNumber, number: { lt: number }, status: { in: ["passed", "failed"] } },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  return found?.id ?? null;
}

/** An audit's evidence in order; of one probe only, if given. */
export function recordsOf(raw: Database.Database, auditNumber: number, probeId?: string): KeptRecord[] {
  const one = probeId === undefined ? "" : "AND probeId = ?";
  return raw
    .prepare<unknown[], KeptRecord>(
      `SELECT seq, probeId, turn, record, hash FROM AuditRecord WHERE auditNumber = ? ${one} ORDER BY seq`,
    )
    .all(...(probeId === undefined ? [auditNumber] : [auditNumber, probeId]));
}

/** How each agent's audits went since its newest certificate; agents without any are left out. */
export function auditTracks(raw: Database.Database): Map<number, AuditTrack> {
  const tracks = new Map<number, AuditTrack>();
  const rows = raw.prepare<[], { id: string; agentNumber: number; type: string; status: AuditStatus; at: number | null }>(
    `SELECT id, agentNumber, type, status, finishedAt AS at FROM Audit a
      WHERE status IN ('queued', 'running') OR (status IN ('inconclusive', 'cancelled')
        AND finishedAt > coalesce((SELECT max(recordedAt) FROM Certificate c WHERE c.agentNumber = a.agentNumber), 0))
      ORDER BY number`,
  );
  for (const { id, agentNumber, type, status, at } of rows.iterate()) {
    const track = tracks.get(agentNumber) ?? NO_TRACK;
    const spot = type === "spot";
    if (status === "inconclusive")
      tracks.set(agentNumber, { ...track, inconclusive: [...track.inconclusive, { spot, at: at ?? 0 }] });
    else if (status === "cancelled") tracks.set(agentNumber, spot ? { ...track, spotCancelledAt: at } : track);
    else tracks.set(agentNumber, { ...track, openId: id });
  }
  return tracks;
}
