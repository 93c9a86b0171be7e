import type Database from "better-sqlite3";
import type { KeptRecord } from "../auditors/evidence";
import type { Audit as AuditRow, PrismaClient } from "../generated/prisma/client";
import type { AuditStatus } from "../registry/audit";
import { type AuditTrack, NO_TRACK } from "../registry/audit-due";
import { prepared } from "./prepared";

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

/** Audits that failed and after which their agent's next was not conclusive, since an instant (epoch ms), newest first. */
export function* newestFailures(raw: Database.Database, since: number): Generator<{ agentNumber: number; finishedAt: number }> {
  const rows = prepared<[], { number: number; agentNumber: number; finishedAt: number }>(
    raw,
    "SELECT number, agentNumber, finishedAt FROM Audit WHERE status = 'failed' ORDER BY number DESC",
  );
  const later = prepared<[number, number], { number: number }>(
    raw,
    "SELECT number FROM Audit WHERE agentNumber = ? AND number > ? AND status IN ('passed', 'failed') LIMIT 1",
  );
  const failed: { number: number; agentNumber: number; finishedAt: number }[] = [];
  // Numbers are given when audits are asked for: one that waited long may have ended after a later one.
  let early = 0;
  for (const row of rows.iterate()) {
    if (row.finishedAt >= since) failed.push(row);
    else if (++early > LOOK_BEYOND) break;
  }
  for (const row of failed) if (!later.get(row.agentNumber, row.number)) yield row;
}

/** Audits older than asked for, in order of their numbers, after which no younger one is expected. */
const LOOK_BEYOND = 100;

/** An agent's newest audit that ended so, in short. */
export function newestAudit(
  raw: Database.Database,
  agentNumber: number,
  status: AuditStatus,
): { id: string; outcome: string | null } | undefined {
  return prepared<[number, string], { id: string; outcome: string | null }>(
    raw,
    "SELECT id, outcome FROM Audit WHERE agentNumber = ? AND status = ? ORDER BY number DESC LIMIT 1",
  ).get(agentNumber, status);
}
