import { type Actor, authorise } from "../access/action";
import { runtime } from "../runtime";
import { bandOf } from "../trust/band";
import { FLAG } from "../trust/board";
import { placesOf } from "../trust/rank";
import { NEUTRAL, SCORE_METHOD, totalOf } from "../trust/score";
import type { WhatIf } from "../trust/setting";
import { weightList, weightsFrom } from "../trust/weights";
import { turns } from "../turns";
import { NO_MEAN } from "./board-text";
import { assertKept, columnsAt } from "./moment";

type Row = { agentId: string; score: number; rank: number; previousScore: number; previousRank: number };
type Question = { weights?: readonly number[] | undefined; limit: number };

/**
 * The ranking under other weights (in dimension order; none = those in force) and what applying them would do. Nothing is
 * stored. With `at` (epoch ms) as of a moment of the past, see `readBoardAt`.
 */
export async function readWhatIf(actor: Actor, { at, ...question }: Question & { at?: number | undefined }): Promise<WhatIf> {
  authorise(actor, "readFleet");
  return at === undefined ? rankingNow(question) : rankingAt(question, at);
}

function rankingNow({ weights, limit }: Question): WhatIf {
  const { fleet, now } = runtime();
  const shares = weights ?? weightList(fleet.weights.weights);
  const ranked = [...fleet.active].filter((agent) => fleet.rated(agent) && agent.revokedAt === null);
  const rows: Row[] = ranked.map((agent) => ({
    agentId: agent.id,
    score: fleet.windows.score(agent.number, shares),
    previousScore: fleet.score(agent),
    rank: 0,
    previousRank: 0,
  }));
  return {
    ...ranking(rows, fleet.policy.policy.revocationThreshold, limit),
    basis: {
      asOf: new Date(now()).toISOString(),
      weights: weightsFrom(shares),
      weightsVersion: fleet.weights.version,
      trustPolicyVersion: fleet.policy.version,
      gateVersion: fleet.gate.version,
      scoreMethod: SCORE_METHOD,
    },
  };
}

async function rankingAt({ weights, limit }: Question, at: number): Promise<WhatIf> {
  const rt = runtime();
  assertKept(rt, at);
  const { moment, ...board } = await columnsAt(rt, at, turns());
  if (!moment) throw new Error("A board of the past has its moment.");
  const shares = weights ?? weightList(moment.weights.weights);
  const rows = board.ids.flatMap((agentId, row): Row[] => {
    if (((board.flags[row] ?? 0) & (FLAG.rated | FLAG.revoked)) !== FLAG.rated) return [];
    const means = board.means.map((column) => (column[row] === NO_MEAN ? NEUTRAL : (column[row] ?? 0) / 1000));
    const previousScore = board.scores[row] ?? 0;
    return [{ agentId, score: weights ? totalOf(means, shares) : previousScore, previousScore, rank: 0, previousRank: 0 }];
  });
  return {
    ...ranking(rows, moment.trustPolicy.revocationThreshold, limit),
    basis: {
      asOf: board.at,
      weights: weightsFrom(shares),
      weightsVersion: board.weightsVersion,
      trustPolicyVersion: moment.trustPolicy.version,
      gateVersion: moment.gateVersion,
      scoreMethod: SCORE_METHOD,
      exactToSeconds: moment.exactToSeconds,
    },
  };
}

/** Ranks rows given in order of registration. */
function ranking(rows: Row[], line: number, limit: number): Omit<WhatIf, "basis"> {
  const places = placesOf(rows.map(({ score }) => score));
  const previousPlaces = placesOf(rows.map(({ previousScore }) => previousScore));
  for (const row of rows) {
    row.rank = places(row.score);
    row.previousRank = previousPlaces(row.previousScore);
  }
  rows.sort((a, b) => a.rank - b.rank);
  return {
    items: rows.slice(0, limit).map((row) => ({ ...row, band: bandOf(row.score), wouldRevoke: row.score < line })),
    summary: {
      moved: rows.filter((row) => row.rank !== row.previousRank).length,
      crossedBand: rows.filter((row) => bandOf(row.score) !== bandOf(row.previousScore)).length,
      wouldRevoke: rows.filter((row) => row.score < line).length,
    },
  };
}
