import { BANDS, bandLevel } from "../trust/band";
import { DIMENSIONS } from "../trust/dimension";
import type { TrustPolicy } from "../trust/policy";
import type { Agent } from "./agent";
import { type Missing, missingEvidence } from "./attention";
import { cut } from "./cut";
import { HOLD_NAMES } from "./hold";

const LONGEST_REASON = 160;

/** An agent's standing in words: what it is, how much so or why, and what else to know. */
export type Standing = { lead: string; rest: string; notes: string[] };

/** Says in words where an agent stands. `day` writes a point in time (RFC 3339 in). */
export function standingOf(agent: Agent, policy: TrustPolicy, day: (at: string) => string): Standing {
  if (agent.status === "deregistered") {
    return { lead: "Deregistered", rest: ": it takes no signals, and its id cannot return", notes: [] };
  }
  if (agent.revoked) {
    const since = agent.revokedAt ? ` since ${day(agent.revokedAt)}` : "";
    const because = agent.revocationReason ? ` because ${lowerFirst(cut(agent.revocationReason, LONGEST_REASON))}` : "";
    const held = agent.holds.length > 0 ? [`Also on hold: ${holdNames(agent)}.`] : [];
    const notes = ["Its signals are still scored; only a person can reinstate it.", ...held];
    return { lead: "Revoked", rest: since + because, notes };
  }
  const merit = meritOf(agent, policy);
  if (agent.holds.length > 0) {
    const notes = [`Apart from that, ${merit.lead}${merit.rest}.`];
    return { lead: "On hold", rest: `: ${holdNames(agent)}`, notes };
  }
  return { ...merit, notes: [...merit.notes, "No holds."] };
}

/** Signals in the windows: the evidence a score rests on. */
function evidenceOf(agent: Agent): number {
  return DIMENSIONS.reduce((sum, d) => sum + agent.dimensions[d].windowCount, 0);
}

function meritOf(agent: Agent, policy: TrustPolicy): Standing {
  if (!agent.rated)
    return { lead: "Unrated", rest: `: ${neededWords(missingEvidence(policy, evidenceOf(agent), agent.coverage))}`, notes: [] };
  const level = bandLevel(agent.score);
  const band = BANDS[level];
  const next = BANDS.at(level + 1);
  const notes = level < 4 && next ? [`${points(next.from - agent.score)} to ${next.name}.`] : [];
  return {
    lead: band.name,
    rest: level === 0 ? "" : ` by ${points(agent.score - band.from)}`,
    notes: [...notes, ...riskNotes(agent, policy)],
  };
}

function riskNotes(agent: Agent, policy: TrustPolicy): string[] {
  if (!agent.atRisk) return [];
  const room = agent.score - policy.revocationThreshold;
  const left =
    room < 0
      ? `${points(-room)} under the revocation line of ${policy.revocationThreshold}`
      : `${points(room)} above the revocation line of ${policy.revocationThreshold}`;
  return [
    `At risk: ${points(policy.warningThreshold - agent.score)} under the warning line of ${policy.warningThreshold}, ${left}.`,
  ];
}

function holdNames(agent: Agent): string {
  return agent.holds.map(({ cause }) => HOLD_NAMES[cause]).join(", ");
}

/** `2 more signals and 1 more dimension needed`. */
export function neededWords(missing: Missing): string {
  const parts = [more(missing.signals, "signal"), more(missing.dimensions, "dimension")].filter((part) => part !== "");
  return parts.length === 0 ? "the next signal rates it" : `${parts.join(" and ")} needed`;
}

function more(count: number, noun: string): string {
  return count === 0 ? "" : `${count} more ${noun}${count === 1 ? "" : "s"}`;
}

function points(count: number): string {
  return `${count} point${count === 1 ? "" : "s"}`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text;
}
