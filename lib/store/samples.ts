import type Database from "better-sqlite3";
import type { Prisma, PrismaClient } from "../generated/prisma/client";
import { prepared } from "./prepared";

/** A score sample; `at` is epoch ms, means are 0–100 or null, `rated` 0 or 1 as SQLite keeps it. */
export type Sample = {
  agentNumber: number;
  at: number;
  score: number;
  /** Lowest, highest and sum of the scores of the samples it stands for, and how many they are. */
  low: number;
  high: number;
  sum: number;
  samples: number;
  rated: number;
  p: number | null;
  r: number | null;
  o: number | null;
  s: number | null;
  c: number | null;
  pCount: number;
  rCount: number;
  oCount: number;
  sCount: number;
  cCount: number;
  pRow: number | null;
  rRow: number | null;
  oRow: number | null;
  sRow: number | null;
  cRow: number | null;
  weightsVersion: number;
};

export function insertSamples(prisma: PrismaClient, samples: readonly Sample[]): Prisma.PrismaPromise<number> {
  return prisma.$executeRaw`
    INSERT OR REPLACE INTO Sample (agentNumber, at, score, low, high, sum, samples, rated, p, r, o, s, c, pCount, rCount, oCount, sCount, cCount, pRow, rRow, oRow, sRow, cRow, weightsVersion)
    SELECT value->>'agentNumber', value->>'at', value->>'score', value->>'low', value->>'high', value->>'sum', value->>'samples', value->>'rated', value->>'p', value->>'r', value->>'o', value->>'s', value->>'c',
           value->>'pCount', value->>'rCount', value->>'oCount', value->>'sCount', value->>'cCount',
           value->>'pRow', value->>'rRow', value->>'oRow', value->>'sRow', value->>'cRow', value->>'weightsVersion'
    FROM json_each(${JSON.stringify(samples)})`;
}

/** Score at a time: the last sample not after it. Null if there is none. */
export function scoreAt(raw: Database.Database, agentNumber: number, at: number): number | null {
  return (
    prepared<[number, number], number>(
      raw,
      "SELECT score FROM Sample WHERE agentNumber = ? AND at <= ? AND rated = 1 ORDER BY at DESC LIMIT 1",
    )
      .pluck()
      .get(agentNumber, at) ?? null
  );
}

/** The first rated score an agent ever had, null if never rated. */
export function firstRatedScore(raw: Database.Database, agentNumber: number): number | null {
  return (
    prepared<[number], number>(raw, "SELECT score FROM Sample WHERE agentNumber = ? AND rated = 1 ORDER BY at LIMIT 1")
      .pluck()
      .get(agentNumber) ?? null
  );
}

export type SamplePoint = Pick<Sample, "at" | "score" | "rated" | "p" | "r" | "o" | "s" | "c" | "weightsVersion"> & {
  min: number;
  max: number;
};

/** Samples of a span in order of time, one per bucket of `bucketMs` (the last of it, with the bucket's extremes), and the one before the span. */
export function samplesBetween(
  raw: Database.Database,
  agentNumber: number,
  from: number,
  to: number,
  bucketMs: number,
): SamplePoint[] {
  return prepared<[number, number, number, number, number, number, number], SamplePoint>(
    raw,
    `SELECT at, score, bucket.min, bucket.max, rated, p, r, o, s, c, weightsVersion FROM
       (SELECT max(at) AS last, min(low) AS min, max(high) AS max FROM Sample
         WHERE agentNumber = ? AND at BETWEEN coalesce((SELECT max(at) FROM Sample WHERE agentNumber = ? AND at <= ?), ?) AND ?
         GROUP BY CAST(at / ? AS INTEGER)) AS bucket
       JOIN Sample ON agentNumber = ? AND at = bucket.last ORDER BY at`,
  ).all(agentNumber, agentNumber, from, from, to, bucketMs, agentNumber);
}

export type SampleExtremes = { agentNumber: number; min: number; max: number; avg: number };

/** Lowest, highest and mean rated score of each of some agents since a time (epoch ms); agents without a rated sample are absent. */
export function extremesSince(raw: Database.Database, agentNumbers: readonly number[], since: number): SampleExtremes[] {
  return prepared<[string, number], SampleExtremes>(
    raw,
    `SELECT agentNumber, min(low) AS min, max(high) AS max, 1.0 * sum(sum) / sum(samples) AS avg FROM Sample
        WHERE agentNumber IN (SELECT value FROM json_each(?)) AND at >= ? AND rated = 1 GROUP BY agentNumber`,
  ).all(JSON.stringify(agentNumbers), since);
}

/** The last sample not after a time (epoch ms), null if there is none. */
export function sampleAt(raw: Database.Database, agentNumber: number, at: number): Sample | null {
  return (
    prepared<[number, number], Sample>(
      raw,
      "SELECT * FROM Sample WHERE agentNumber = ? AND at <= ? ORDER BY at DESC LIMIT 1",
    ).get(agentNumber, at) ?? null
  );
}

/** Newest signal of each dimension at the first sample not before a time (epoch ms); null if there is no such sample. */
export function headsAt(raw: Database.Database, agentNumber: number, at: number): (number | null)[] | null {
  return (
    prepared<[number, number], (number | null)[]>(
      raw,
      "SELECT pRow, rRow, oRow, sRow, cRow FROM Sample WHERE agentNumber = ? AND at >= ? ORDER BY at LIMIT 1",
    )
      .raw()
      .get(agentNumber, at) ?? null
  );
}
