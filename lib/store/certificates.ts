import type Database from "better-sqlite3";
import type { Certification } from "../engine/certification";
import type { Certificate as CertificateRow, Prisma, PrismaClient } from "../generated/prisma/client";
import type { Certificate } from "../registry/certificate";
import type { Robustness } from "../registry/robustness";
import { tierOf } from "../registry/tier";
import { prepared } from "./prepared";

/** An agent's certificates, newest first, those below a number if given. */
export function certificatesOf(
  prisma: PrismaClient,
  agentNumber: number,
  page: { before?: number; limit: number },
): Promise<CertificateRow[]> {
  return prisma.certificate.findMany({
    where: { agentNumber, ...(page.before === undefined ? {} : { number: { lt: page.before } }) },
    orderBy: { number: "desc" },
    take: page.limit,
  });
}

/** A number that no certificate had: the writer's slot gives each once. */
export function nextCertificateNumber(raw: Database.Database): number {
  const highest = raw.prepare<[], number | null>("SELECT max(number) FROM Certificate").pluck().get() ?? 0;
  return highest + 1;
}

/** The certificate as it is answered. */
export function presentCertificate(row: CertificateRow, agentId: string, inForce: boolean): Certificate {
  return {
    id: row.id,
    agentId,
    tier: tierOf(row.level),
    robustness: vectorOf(row),
    auditType: row.auditType as Certificate["auditType"],
    direction: row.direction as Certificate["direction"],
    issuedAt: new Date(Number(row.issuedAt)).toISOString(),
    details: JSON.parse(row.details) as Certificate["details"],
    provenance: {
      source: row.source as Certificate["provenance"]["source"],
      issuedBy: row.issuedBy,
      recordedAt: new Date(Number(row.recordedAt)).toISOString(),
      gateVersion: row.gateVersion,
      architectureHash: row.architectureHash,
      observedArchitectureHash: row.observedArchitectureHash,
    },
    inForce,
  };
}

type Loaded = Robustness & {
  number: number;
  id: string;
  agentNumber: number;
  level: number;
  auditType: string;
  issuedAt: number;
  auditCid: string | null;
  auditDraw: number;
  current: number | null;
  journaledLevel: number;
};

/** What is certified of every agent that ever was, by its number. */
export function certifications(raw: Database.Database): Map<number, Certification> {
  const found = new Map<number, Certification>();
  const rows = raw.prepare<[], Loaded>(
    `SELECT c.number, c.id, c.agentNumber, c.level, c.cc, c.er, c."as", c.ih, c.auditType, c.issuedAt, c.auditCid, c.auditDraw,
            a.certificate AS current, a.journaledLevel
       FROM Certificate c JOIN Agent a ON a.number = c.agentNumber ORDER BY c.number`,
  );
  for (const row of rows.iterate()) {
    const former = found.get(row.agentNumber);
    const robustness = vectorOf(row);
    const { number, id, level, issuedAt, auditDraw } = row;
    found.set(row.agentNumber, {
      current: row.current === number ? { number, id, robustness, issuedAt, auditDraw } : (former?.current ?? null),
      previous: { level, issuedAt },
      initial: former?.initial ?? (row.auditType === "registration" ? robustness : null),
      auditCid: row.auditCid ?? former?.auditCid ?? null,
      journaledLevel: row.journaledLevel,
    });
  }
  return found;
}

function vectorOf({ cc, er, as, ih }: Robustness): Robustness {
  return { cc, er, as, ih };
}

// SQLite reads the list as one parameter; a thousand at a time leave others their turn.
const AT_ONCE = 1_000;

/** Notes agents' levels as journaled: pairs of agent number and level. */
export function raiseJournaledLevels(
  prisma: PrismaClient,
  levels: readonly (readonly [agentNumber: number, level: number])[],
): Prisma.PrismaPromise<number>[] {
  return Array.from({ length: Math.ceil(levels.length / AT_ONCE) }, (_, i) => {
    const some = JSON.stringify(levels.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
    return prisma.$executeRaw`
      UPDATE Agent SET journaledLevel = raised.level, version = version + 1
        FROM (SELECT value ->> 0 AS number, value ->> 1 AS level FROM json_each(${some})) AS raised
       WHERE Agent.number = raised.number`;
  });
}

/** What was certified last of an agent at an instant (epoch ms), by the certificates known by then. */
export function certifiedBefore(
  raw: Database.Database,
  agentNumber: number,
  instant: number,
): { robustness: Robustness; issuedAt: number } | null {
  const row = prepared<[number, number], Robustness & { issuedAt: number }>(
    raw,
    `SELECT cc, er, "as", ih, issuedAt FROM Certificate WHERE agentNumber = ? AND recordedAt <= ? ORDER BY number DESC LIMIT 1`,
  ).get(agentNumber, instant);
  return row ? { robustness: vectorOf(row), issuedAt: row.issuedAt } : null;
}
