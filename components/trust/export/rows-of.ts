import { tierOf } from "@/lib/registry/tier";
import { BANDS } from "@/lib/trust/band";
import { FLAG } from "@/lib/trust/board";
import { DIMENSIONS } from "@/lib/trust/dimension";
import { NO_RANK } from "@/lib/trust/rank";
import { basisColumns } from "@/lib/trust/ranking-table";
import type { RankingBasis } from "@/lib/trust/setting";
import type { Column, Columns } from "../leaderboard/columns";
import { factsOf, type Lines, type RowFacts } from "../leaderboard/row-facts";
import type { Standings } from "../leaderboard/standings";

type Value = string | number | boolean | null;
export type ExportRow = Record<string, Value>;

/** What the rows rest on and how they were chosen: `view` is what the page's address said behind the `?`. */
type ExportHead = RankingBasis & { live: boolean; preview: boolean; view: string; agents: number };

export type Exported = { head: ExportHead; items: ExportRow[] };

/** Every row of the table as it stands there, filtered and sorted, the unrated under it last; numbers of the preview where one is on. */
export function rowsOf(standings: Standings, line: number, needed: Lines, now: number): ExportRow[] {
  const { list, dock, previewing } = standings;
  return [list, dock].flatMap(({ agents, length }) =>
    [...agents.subarray(0, length)].map((agent) =>
      rowOf(factsOf(standings, agent, line, needed, now), standings, agent, previewing),
    ),
  );
}

const time = (at: number | undefined) => (at === undefined || Number.isNaN(at) ? null : new Date(at).toISOString());
const ranked = (rank: number) => (rank === NO_RANK ? null : rank);
const mean = (value: number) => (Number.isNaN(value) ? null : value);

function rowOf(facts: RowFacts, { board }: Standings, agent: number, previewing: boolean): ExportRow {
  const { rated, score, scoreInForce } = facts;
  const means = [facts.p, facts.r, facts.o, facts.s, facts.c];
  return {
    rank: ranked(facts.rank),
    ...(previewing && { rankInForce: ranked(facts.rankInForce) }),
    agentId: facts.id,
    name: facts.name,
    model: facts.model,
    score: rated ? score : null,
    ...(previewing && { scoreInForce: rated ? scoreInForce : null, wouldRevoke: facts.wouldRevoke }),
    band: rated ? (BANDS[facts.level]?.band ?? null) : null,
    tier: facts.heldBy === null ? null : tierOf(facts.tier),
    heldBy: facts.heldBy,
    tierDropAt: time(board.tierDropAt[agent]),
    ...Object.fromEntries(DIMENSIONS.map((dimension, d) => [dimension, mean(means[d] ?? Number.NaN)])),
    delta24h: facts.delta24h,
    signals: facts.signals,
    coverage: facts.coverage,
    lastSignalAt: time(facts.lastSignalAt),
    rated,
    atRisk: ((board.flags[agent] ?? 0) & FLAG.atRisk) !== 0,
    held: facts.held,
    revoked: facts.revoked,
    status: facts.statusText,
  };
}

/** Who a row is about and where it stands: in every file. */
const ALWAYS = ["rank", "rankInForce", "agentId", "name", "model", "rated"];
/** What a file has for a column of the table, where that is more than the column's own name. */
const FIELDS: Partial<Record<Column, readonly string[]>> = {
  score: ["score", "scoreInForce", "wouldRevoke"],
  bar: DIMENSIONS,
  signals: ["signals", "coverage"],
  status: ["status", "atRisk", "held", "revoked"],
};

/** The row with the fields of some columns only, in their order. */
export function ofColumns(row: ExportRow, columns: Columns): ExportRow {
  const names = new Set([...ALWAYS, ...columns.flatMap((column) => FIELDS[column] ?? [column])]);
  return Object.fromEntries([...names].flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])));
}

/** The rows as a table, its header first. What they rest on stands in the last columns of every row: lines before a header would break spreadsheets. */
export function exportTable({ head, items }: Exported): Value[][] {
  const names = Object.keys(items[0] ?? {});
  const [basis, values] = basisColumns(head);
  const rows = items.map((item) => [...names.map((name) => item[name] ?? null), ...values, head.live, head.preview, head.view]);
  return [[...names, ...basis, "live", "preview", "view"], ...rows];
}
