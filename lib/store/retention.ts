import type Database from "better-sqlite3";
import type { Prisma, PrismaClient } from "../generated/prisma/client";
import { prepared } from "./prepared";

/** A signal that may be old enough to be forgotten; `receivedAt` is epoch ms. */
export type OldSignal = {
  row: number;
  agentNumber: number;
  dimension: number;
  reporter: string;
  signalId: string | null;
};

/** Signals received before a time (epoch ms), oldest first, after a row. */
export function signalsBefore(raw: Database.Database, after: number, before: number, limit: number): OldSignal[] {
  return prepared<[number, number, number], OldSignal>(
    raw,
    `SELECT row, agentNumber, dimension, reporter, signalId FROM
       (SELECT row, agentNumber, dimension, reporter, signalId, receivedAt FROM Signal WHERE row > ? ORDER BY row LIMIT ?)
      WHERE receivedAt < ?`,
  ).all(after, limit, before);
}

/** Removes signals with the ids taken for them, and counts them as forgotten. */
export function forget(prisma: PrismaClient, signals: readonly OldSignal[]): Prisma.PrismaPromise<number>[] {
  const list = JSON.stringify(signals);
  return [
    prisma.$executeRaw`DELETE FROM SignalKey WHERE (reporter, signalId) IN
      (SELECT value->>'reporter', value->>'signalId' FROM json_each(${list}) WHERE value->>'signalId' IS NOT NULL)`,
    prisma.$executeRaw`DELETE FROM Signal WHERE row IN (SELECT value->>'row' FROM json_each(${list}))`,
    prisma.$executeRaw`INSERT INTO ForgottenSignals (agentNumber, dimension, count)
      SELECT value->>'agentNumber', value->>'dimension', count(*) FROM json_each(${list}) WHERE true GROUP BY 1, 2
      ON CONFLICT (agentNumber, dimension) DO UPDATE SET count = count + excluded.count`,
  ];
}

/** How many signals of each agent and dimension were forgotten. */
export function forgottenSignals(raw: Database.Database): { agentNumber: number; dimension: number; count: number }[] {
  return prepared<[], { agentNumber: number; dimension: number; count: number }>(
    raw,
    "SELECT agentNumber, dimension, count FROM ForgottenSignals",
  ).all();
}

/** Where one sample is to stand for all of its bucket: times are epoch ms, `to` exclusive. */
export type Thinning = { from: number; to: number; bucketMs: number };

/** Whether any of some agents has two samples in one bucket, both rated or both not. */
export function isCrowded(raw: Database.Database, agentNumbers: readonly number[], { from, to, bucketMs }: Thinning): boolean {
  const found = prepared<[string, number, number, number], number>(
    raw,
    `SELECT 1 FROM json_each(?) AS agent JOIN Sample ON agentNumber = agent.value AND at >= ? AND at < ?
      GROUP BY agentNumber, CAST(at / ? AS INTEGER), rated HAVING count(*) > 1 LIMIT 1`,
  );
  return found.get(JSON.stringify(agentNumbers), from, to, bucketMs) !== undefined;
}

/** Keeps the last rated and the last unrated sample of each bucket, with the extremes, sum and number of all of its kind. */
export function thin(
  prisma: PrismaClient,
  agentNumbers: readonly number[],
  { from, to, bucketMs }: Thinning,
): Prisma.PrismaPromise<number>[] {
  const agents = JSON.stringify(agentNumbers);
  return [
    prisma.$executeRaw`UPDATE Sample SET low = merged.low, high = merged.high, sum = merged.sum, samples = merged.samples FROM
      (SELECT agentNumber, max(at) AS at, min(low) AS low, max(high) AS high, sum(sum) AS sum, sum(samples) AS samples
         FROM json_each(${agents}) AS agent JOIN Sample ON agentNumber = agent.value AND at >= ${from} AND at < ${to}
        GROUP BY agentNumber, CAST(at / ${bucketMs} AS INTEGER), rated HAVING count(*) > 1) AS merged
      WHERE Sample.agentNumber = merged.agentNumber AND Sample.at = merged.at`,
    prisma.$executeRaw`DELETE FROM Sample WHERE (agentNumber, at) IN (SELECT agentNumber, at FROM
      (SELECT agentNumber, at, row_number() OVER (PARTITION BY agentNumber, CAST(at / ${bucketMs} AS INTEGER), rated ORDER BY at DESC) AS place
         FROM json_each(${agents}) AS agent JOIN Sample ON agentNumber = agent.value AND at >= ${from} AND at < ${to})
      WHERE place > 1)`,
  ];
}

/** A task that ended before a time (epoch ms), and whether a result of it is kept. */
type OldTask = { taskNumber: number; hasResult: 0 | 1 };

/** Tasks that finished before a time, oldest first, after a number. */
export function resultsBefore(raw: Database.Database, after: number, before: number, limit: number): OldTask[] {
  return prepared<[number, number, number], OldTask>(
    raw,
    `SELECT number AS taskNumber, EXISTS (SELECT 1 FROM Attempt WHERE taskNumber = number AND result IS NOT NULL) AS hasResult FROM
       (SELECT number, finishedAt FROM Task WHERE number > ? ORDER BY number LIMIT ?) WHERE finishedAt < ?`,
  ).all(after, limit, before);
}

/** Removes what agents delivered for tasks; how each attempt ended stays. */
export function forgetTexts(prisma: PrismaClient, taskNumbers: readonly number[]): Prisma.PrismaPromise<number> {
  return prisma.$executeRaw`UPDATE Attempt SET result = NULL
    WHERE taskNumber IN (SELECT value FROM json_each(${JSON.stringify(taskNumbers)})) AND result IS NOT NULL`;
}
