import type { FleetAgent, Hold } from "../engine/fleet";
import type { NewEntry } from "../journal/entry";
import { runtime } from "../runtime";
import { BANDS } from "../trust/band";
import type { WindowEntry } from "../trust/slab";

/** An agent's standing before a commit; also what is restored if the commit fails. */
export type StandingBefore = {
  score: number;
  level: number | null;
  atRisk: boolean;
  revokedAt: number | null;
  revocationReason: string | null;
  revocationCause: string | null;
  holds: Hold[];
  journaled: FleetAgent["journaled"];
  account: FleetAgent["account"];
  work: FleetAgent["work"];
  lastSignalAt: number;
  /** Newest row and number of signals ever, per dimension. */
  heads: (number | null)[];
  totals: number[];
  /** Per dimension the window, oldest first, where a capped reporter is in it: rows alone do not tell what else is. */
  capped: (WindowEntry[] | null)[];
};

// A score trembling at a limit must not fill the journal.
const DEAD_BAND_POINTS = 10;
const ONCE_PER_MS = 60_000;

/**
 * The net change of a commit that is worth an entry: band changed, at risk, recovered. Beyond a limit by the dead band,
 * and at most one of a kind per agent and minute. Notes on the agent what was journaled.
 */
export function eventsOf(agent: FleetAgent, before: StandingBefore, cause: string, now: number): NewEntry[] {
  return [...bandChange(agent, before, cause, now), ...riskChange(agent, before, cause, now)];
}

function bandChange(agent: FleetAgent, before: StandingBefore, cause: string, now: number): NewEntry[] {
  const { fleet } = runtime();
  const level = fleet.level(agent);
  const { journaled } = agent;
  if (level === null || level === journaled.band || (journaled.bandAt > 0 && now - journaled.bandAt < ONCE_PER_MS)) return [];
  const score = fleet.score(agent);
  if (journaled.band !== null && !beyondLimit(score, level, level > journaled.band)) return [];
  const from = journaled.band === null ? null : (BANDS[journaled.band]?.band ?? null);
  agent.journaled = { ...journaled, band: level, bandAt: now };
  return [
    {
      type: "agent.band_changed",
      agentId: agent.id,
      actor: "system",
      cause,
      data: { from, to: BANDS[level]?.band, score, previousScore: before.score },
    },
  ];
}

function beyondLimit(score: number, level: number, rising: boolean): boolean {
  if (rising) return score >= (BANDS[level]?.from ?? 0) + DEAD_BAND_POINTS;
  return score <= (BANDS[level + 1]?.from ?? 1000) - DEAD_BAND_POINTS;
}

function riskChange(agent: FleetAgent, before: StandingBefore, cause: string, now: number): NewEntry[] {
  const { fleet } = runtime();
  const atRisk = fleet.atRisk(agent);
  const { journaled } = agent;
  if (
    atRisk === journaled.atRisk ||
    agent.revokedAt !== null ||
    (journaled.atRiskAt > 0 && now - journaled.atRiskAt < ONCE_PER_MS)
  )
    return [];
  const score = fleet.score(agent);
  const warning = fleet.policy.policy.warningThreshold;
  if (atRisk ? score > warning - DEAD_BAND_POINTS : score < warning + DEAD_BAND_POINTS) return [];
  agent.journaled = { ...journaled, atRisk, atRiskAt: now };
  return [
    {
      type: atRisk ? "agent.at_risk" : "agent.recovered",
      agentId: agent.id,
      actor: "system",
      cause,
      data: { score, previousScore: before.score, warningThreshold: warning },
    },
  ];
}
