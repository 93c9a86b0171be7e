import type { IneligibleCode } from "../registry/agent";
import { phraseOf, termsOf } from "./words";

/** What an agent declares about itself. `rateSats` is what it asks for a task, null = nothing. */
export type Manifest = {
  capabilities: readonly string[];
  keywords: readonly string[];
  rateSats: number | null;
  /** Tasks it works on at once. */
  capacity: number;
};

/**
 * All that a decision knows of one agent. Sats are whole; `score` is the trust score 0–1000, `level` the effective tier
 * 0–5, `lastWonAt` epoch ms.
 */
export type Candidate = Manifest & {
  agentId: string;
  /** What bars it from every task: `mayNotBecause` of the registry. */
  barredBy: readonly IneligibleCode[];
  level: number;
  /** Σ(price + penalty) of its open tasks, and what its tier lets it owe at once. */
  exposureSats: number;
  ceilingSats: number;
  openTasks: number;
  /** Whether it has an endpoint that tasks can be put to. */
  reachable: boolean;
  score: number;
  rated: boolean;
  /** Of its last 100 tasks: those finished, and those finished well. */
  finished: number;
  succeeded: number;
  lastWonAt: number | null;
};

/** A manifest's words as they are compared: terms of capabilities and keywords, and each capability as one phrase. */
export type Skills = { terms: ReadonlySet<string>; capabilities: ReadonlySet<string> };

/** A candidate with its words. They depend on the manifest alone, so they are kept where it is kept. */
export type Contender = Candidate & { skills: Skills };

function skillsOf({ capabilities, keywords }: Pick<Manifest, "capabilities" | "keywords">): Skills {
  return {
    terms: new Set([...capabilities, ...keywords].flatMap(termsOf)),
    capabilities: new Set(capabilities.map(phraseOf).filter((phrase) => phrase !== "")),
  };
}

/** A candidate with its words; `skills` where its manifest's are known already. */
export function contenderOf(candidate: Candidate, skills = skillsOf(candidate)): Contender {
  // Written out member by member: spreading costs ten times as much, and a busy fleet changes at every decision.
  return {
    agentId: candidate.agentId,
    capabilities: candidate.capabilities,
    keywords: candidate.keywords,
    rateSats: candidate.rateSats,
    capacity: candidate.capacity,
    barredBy: candidate.barredBy,
    level: candidate.level,
    exposureSats: candidate.exposureSats,
    ceilingSats: candidate.ceilingSats,
    openTasks: candidate.openTasks,
    reachable: candidate.reachable,
    score: candidate.score,
    rated: candidate.rated,
    finished: candidate.finished,
    succeeded: candidate.succeeded,
    lastWonAt: candidate.lastWonAt,
    skills,
  };
}
