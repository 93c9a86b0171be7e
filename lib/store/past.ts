import type Database from "better-sqlite3";
import type { HoldCause } from "../registry/agent";
import { STANDING_EVENTS, type StandingEvent } from "../registry/past";
import type { Robustness } from "../registry/robustness";
import { entryTime } from "./journal";
import { prepared } from "./prepared";
import type { Sample } from "./samples";

/** Sequence of the last entry made not after a time (epoch ms), 0 before the first. Times rise with sequences. */
export function seqAt(raw: Database.Database, head: number, at: number): number {
  let low = 0;
  let high = head;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((entryTime(raw, middle) ?? Number.POSITIVE_INFINITY) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** When the database was made, epoch ms: nothing is known of before. */
export function madeAt(raw: Database.Database): number {
  return prepared<[], { at: number }>(raw, "SELECT createdAt AS at FROM Instance WHERE id = 1").get()?.at ?? 0;
}

export type PastAgent = { number: number; id: string };

/** Up to `limit` agents that were registered at a time (epoch ms) and not yet deregistered, after a number, in order of registration. */
export function agentsAt(raw: Database.Database, at: number, after: number, limit: number): PastAgent[] {
  return prepared<[number, number, number, number], PastAgent>(
    raw,
    `SELECT number, id FROM Agent
      WHERE number > ? AND registeredAt <= ? AND (deregisteredAt IS NULL OR deregisteredAt > ?) ORDER BY number LIMIT ?`,
  ).all(after, at, at, limit);
}

/** What changed agents' revocations and holds after an entry, newest first, by the agent's id. */
export function standingEventsAfter(raw: Database.Database, seq: number): Map<string, (StandingEvent & { at: number })[]> {
  const events = prepared<[string, number], StandingEvent & { agentId: string; at: number }>(
    raw,
    `SELECT agentId, type, at, data ->> 'cause' AS cause FROM JournalEntry
      WHERE type IN (SELECT value FROM json_each(?)) AND seq > ? ORDER BY seq DESC`,
  );
  const found = new Map<string, (StandingEvent & { at: number })[]>();
  for (const { agentId, type, at, cause } of events.iterate(JSON.stringify(STANDING_EVENTS), seq)) {
    const list = found.get(agentId);
    const event = { type, at, cause: cause as HoldCause | null };
    if (list) list.push(event);
    else found.set(agentId, [event]);
  }
  return found;
}

export type PastName = { name: string; model: string };

/** Name and model before the changes after an entry, of the agents whose entry changed since; by id. */
export function namesAt(raw: Database.Database, seq: number): Map<string, PastName> {
  const rows = prepared<[number, number], PastName & { agentId: string }>(
    raw,
    `SELECT agentId, data ->> 'name' AS name, data ->> 'model' AS model, max(seq) FROM JournalEntry
      WHERE type IN ('agent.registered', 'agent.updated') AND seq <= ?
        AND agentId IN (SELECT agentId FROM JournalEntry WHERE type = 'agent.updated' AND seq > ?)
      GROUP BY agentId`,
  ).all(seq, seq);
  return new Map(rows.map(({ agentId, name, model }) => [agentId, { name, model }]));
}

/** Ids of the certificates that were void at an entry. */
export function voidedAt(raw: Database.Database, seq: number): Set<string> {
  const ids = prepared<[number], string | null>(
    raw,
    `SELECT data ->> 'voided' FROM JournalEntry
      WHERE type IN ('agent.architecture_accepted', 'certification.architecture_mismatch') AND seq <= ?`,
  )
    .pluck()
    .all(seq);
  return new Set(ids.filter((id) => id !== null));
}

export type PastCertificate = Robustness & { number: number; id: string; issuedAt: number };

/** The newest certificate that an agent had by a time (epoch ms), void or not. */
export function certificateAt(raw: Database.Database, agentNumber: number, at: number): PastCertificate | undefined {
  return prepared<[number, number], PastCertificate>(
    raw,
    `SELECT number, id, cc, er, "as", ih, issuedAt FROM Certificate
      WHERE agentNumber = ? AND recordedAt <= ? ORDER BY number DESC LIMIT 1`,
  ).get(agentNumber, at);
}

export type PastSample = Pick<
  Sample,
  "score" | "p" | "r" | "o" | "s" | "c" | "pCount" | "rCount" | "oCount" | "sCount" | "cCount" | "weightsVersion"
> & {
  /** Epoch ms of the newest signal it rests on; null where that signal is no longer kept, or there was none. */
  lastSignalAt: number | null;
};

/** An agent's last sample not after a time (epoch ms), with the time of its newest signal. */
export function pastSample(raw: Database.Database, agentNumber: number, at: number): PastSample | undefined {
  return prepared<[number, number], PastSample>(
    raw,
    `SELECT score, p, r, o, s, c, pCount, rCount, oCount, sCount, cCount, weightsVersion,
            (SELECT receivedAt FROM Signal WHERE row =
              max(coalesce(pRow, 0), coalesce(rRow, 0), coalesce(oRow, 0), coalesce(sRow, 0), coalesce(cRow, 0))) AS lastSignalAt
       FROM Sample WHERE agentNumber = ? AND at <= ? ORDER BY at DESC LIMIT 1`,
  ).get(agentNumber, at);
}

/** An agent's rated scores at each of some times (JSON list of epoch ms, ascending): that of its last sample then; null where unrated or unknown. */
export function ratedScoresAt(raw: Database.Database, agentNumber: number, times: string): (number | null)[] {
  return prepared<[number, string], number | null>(
    raw,
    `SELECT (SELECT CASE rated WHEN 1 THEN score END FROM Sample WHERE agentNumber = ? AND at <= moment.value ORDER BY at DESC LIMIT 1)
       FROM json_each(?) AS moment ORDER BY moment.key`,
  )
    .pluck()
    .all(agentNumber, times);
}

/** When an agent was registered and, if it was, deregistered: epoch ms. */
export type Lifetime = PastAgent & { name: string; registeredAt: number; deregisteredAt: number | null };

/** Up to `limit` agents that were registered for some of the time since `from` (epoch ms), after a number. */
export function lifetimesSince(raw: Database.Database, from: number, after: number, limit: number): Lifetime[] {
  return prepared<[number, number, number], Lifetime>(
    raw,
    `SELECT number, id, name, registeredAt, deregisteredAt FROM Agent
      WHERE number > ? AND (deregisteredAt IS NULL OR deregisteredAt > ?) ORDER BY number LIMIT ?`,
  ).all(after, from, limit);
}
