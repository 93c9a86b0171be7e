import { type Contender, contenderOf } from "./candidate";
import type { ListedCandidate } from "./task-shape";

const NEUTRAL_SCORE = 500;
const TOP_LEVEL = 5;

/** A candidate that a preview lists, free of every gate but those of bids. */
export function listedContender(listed: ListedCandidate): Contender {
  return contenderOf({
    agentId: listed.agentId,
    capabilities: listed.capabilities ?? [],
    keywords: listed.keywords ?? [],
    rateSats: listed.rateSats ?? null,
    capacity: listed.capacity ?? Number.POSITIVE_INFINITY,
    openTasks: listed.openTasks ?? 0,
    reachable: true,
    barredBy: [],
    level: TOP_LEVEL,
    exposureSats: 0,
    ceilingSats: Number.POSITIVE_INFINITY,
    score: listed.score ?? NEUTRAL_SCORE,
    rated: listed.score !== undefined,
    finished: listed.finished ?? 0,
    succeeded: listed.succeeded ?? 0,
    lastWonAt: null,
  });
}
