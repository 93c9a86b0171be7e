import type { StatusKind } from "@/components/chips/status";
import { age, duration } from "@/components/ui/format";
import { type Board, NO_DELTA, NOT_CERTIFIED } from "@/lib/live/board";
import { SILENT_AFTER_MS } from "@/lib/registry/attention";
import { heldByNames } from "@/lib/registry/held-by";
import { bandLevel } from "@/lib/trust/band";
import { FLAG } from "@/lib/trust/board";
import { DIMENSION_NAMES, DIMENSIONS, type Dimension } from "@/lib/trust/dimension";
import { NO_RANK } from "@/lib/trust/rank";
import { wouldBeRevoked } from "@/lib/trust/what-if";
import { statusAt } from "./narrowing";
import type { Standings } from "./standings";

/** Everything a row shows, as plain values: a row whose values are the same need not be drawn again. */
export type RowFacts = {
  id: string;
  name: string;
  model: string;
  rated: boolean;
  revoked: boolean;
  held: boolean;
  rank: number;
  rankInForce: number;
  score: number;
  scoreInForce: number;
  /** Band level 0–4. */
  level: number;
  levelInForce: number;
  wouldRevoke: boolean;
  /** Means 0–100 in dimension order, NaN = no signal. */
  p: number;
  r: number;
  o: number;
  s: number;
  c: number;
  delta24h: number | null;
  signals: number;
  coverage: number;
  lastSignalAt: number;
  lastAge: string;
  silent: boolean;
  /** Level 0–5. */
  tier: number;
  /** `CC, ER`, empty where nothing holds it; null without a certificate. */
  heldBy: string | null;
  /** Time to the next drop; empty where none comes. */
  dropsIn: string;
  dropsSoon: boolean;
  status: StatusKind;
  statusText: string;
};

/** What an agent must have to be rated, and how near a tier drop must be to be a warning, ms. */
export type Lines = { signals: number; coverage: number; soonMs: number };

/** The facts about one agent (a row of the board); `now` on the server's clock, epoch ms. */
export function factsOf(standings: Standings, agent: number, revocationLine: number, needed: Lines, now: number): RowFacts {
  const { board } = standings;
  const flags = board.flags[agent] ?? 0;
  const rank = standings.ranks[agent] ?? NO_RANK;
  const score = standings.totals[agent] ?? 0;
  const scoreInForce = board.scores[agent] ?? 0;
  const delta = board.delta24h[agent] ?? NO_DELTA;
  const lastSignalAt = board.lastSignalAt[agent] ?? Number.NaN;
  const means = board.dims.map((column) => column[agent] ?? Number.NaN);
  const [p = Number.NaN, r = Number.NaN, o = Number.NaN, s = Number.NaN, c = Number.NaN] = means;
  const missing = DIMENSIONS.filter((_, d) => Number.isNaN(means[d]));
  const facts = {
    rated: (flags & FLAG.rated) !== 0,
    revoked: (flags & FLAG.revoked) !== 0,
    held: (flags & FLAG.held) !== 0,
    delta24h: delta === NO_DELTA ? null : delta,
  };
  const seen = Number.isNaN(lastSignalAt) ? null : lastSignalAt;
  const tier = tierFacts(board, agent, needed.soonMs, now);
  const status = statusAt(board, agent, now);
  const signals = board.signals[agent] ?? 0;
  return {
    ...facts,
    id: board.ids[agent] ?? "",
    name: board.names[agent] ?? "",
    model: board.models[agent] ?? "",
    rank,
    rankInForce: standings.ranksInForce[agent] ?? NO_RANK,
    score,
    scoreInForce,
    level: bandLevel(score),
    levelInForce: bandLevel(scoreInForce),
    wouldRevoke: standings.previewing && wouldBeRevoked(score, flags, revocationLine),
    p,
    r,
    o,
    s,
    c,
    signals,
    coverage: DIMENSIONS.length - missing.length,
    lastSignalAt,
    lastAge: age(seen === null ? null : now - seen),
    silent: seen !== null && now - seen > SILENT_AFTER_MS,
    ...tier,
    status: status.kind,
    statusText: TEXTS[status.kind]?.({ signals, missing, needed }) ?? status.text,
  };
}

function tierFacts(
  board: Board,
  agent: number,
  soonMs: number,
  now: number,
): Pick<RowFacts, "tier" | "heldBy" | "dropsIn" | "dropsSoon"> {
  const bits = board.heldBy[agent] ?? NOT_CERTIFIED;
  const left = (board.tierDropAt[agent] ?? Number.NaN) - now;
  const drops = !Number.isNaN(left);
  return {
    tier: board.tiers[agent] ?? 0,
    heldBy: bits === NOT_CERTIFIED ? null : heldByNames(bits),
    dropsIn: drops ? duration(Math.max(0, left)) : "",
    dropsSoon: drops && left < soonMs,
  };
}

type Measured = { signals: number; missing: readonly Dimension[]; needed: Lines };

/** In the table the room allows to say more than the status alone. */
const TEXTS: Partial<Record<StatusKind, (measured: Measured) => string>> = {
  unrated: missingEvidence,
  active: missingDimensions,
};

/** What an unrated agent lacks: "2 of 5 signals missing". */
function missingEvidence({ signals, missing, needed }: Measured): string {
  if (signals < needed.signals) return `${needed.signals - signals} of ${needed.signals} signals missing`;
  return `${needed.coverage - (DIMENSIONS.length - missing.length)} of ${needed.coverage} dimensions missing`;
}

/** Nothing is wrong, but what is not measured is said. */
function missingDimensions({ missing }: Measured): string {
  const [first, ...others] = missing;
  if (!first) return "Active";
  if (others.length > 0) return `No signals in ${missing.length} dimensions`;
  return `No ${DIMENSION_NAMES[first].toLowerCase().split(" ")[0]} signals`;
}
