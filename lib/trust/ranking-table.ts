import { DIMENSIONS } from "./dimension";
import type { RankingBasis, WhatIf } from "./setting";

/** A ranking as a table, its header first; what it rests on stands in the last columns of every row, so that rows stay whole when they are moved. */
export function rankingTable({ items, basis }: WhatIf): (string | number | boolean)[][] {
  const [names, values] = basisColumns(basis);
  const rows = items.map((item) => [
    item.rank,
    item.previousRank,
    item.agentId,
    item.score,
    item.previousScore,
    item.band,
    item.wouldRevoke,
    ...values,
  ]);
  return [["rank", "previousRank", "agentId", "score", "previousScore", "band", "wouldRevoke", ...names], ...rows];
}

/** What a ranking rests on as names and values of columns; weights in percent, in the order of the dimensions. */
export function basisColumns(basis: RankingBasis): [names: string[], values: (string | number)[]] {
  const columns: [string, string | number][] = [
    ["asOf", basis.asOf],
    ["weightsVersion", basis.weightsVersion],
    ["weightsPercent", DIMENSIONS.map((d) => Math.round(basis.weights[d] * 1000) / 10).join(" ")],
    ["trustPolicyVersion", basis.trustPolicyVersion],
    ["gateVersion", basis.gateVersion],
    ["scoreMethod", basis.scoreMethod],
  ];
  return [columns.map(([name]) => name), columns.map(([, value]) => value)];
}

/** One JSON text a line: first what the ranking rests on and what it would do, then the agents by rank. */
export function rankingLines({ items, ...head }: WhatIf): string {
  return [head, ...items].map((line) => `${JSON.stringify(line)}\n`).join("");
}
