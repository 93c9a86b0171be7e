import type { QueryClient } from "@tanstack/react-query";
import { serverNow } from "@/components/ui/now";
import { csv } from "@/lib/http/csv";
import { queries } from "@/lib/http/queries";
import { SCORE_METHOD } from "@/lib/trust/score";
import type { TrustPolicyVersion, WeightsVersion } from "@/lib/trust/setting";
import { weightsFrom } from "@/lib/trust/weights";
import type { Columns } from "../leaderboard/columns";
import type { Keeper } from "../leaderboard/keeper";
import { type Exported, exportTable, ofColumns, rowsOf } from "./rows-of";

const FORMATS = {
  csv: { type: "text/csv", write: (of: Exported) => csv(exportTable(of)) },
  json: { type: "application/json", write: ({ head, items }: Exported) => `${JSON.stringify({ ...head, items }, null, 2)}\n` },
  jsonl: {
    type: "application/x-ndjson",
    write: ({ head, items }: Exported) => [head, ...items].map((line) => `${JSON.stringify(line)}\n`).join(""),
  },
} as const;
export type Format = keyof typeof FORMATS;

export type Shown = {
  keeper: Keeper;
  weights: WeightsVersion;
  policy: TrustPolicyVersion;
  /** Columns the viewer chose; null = those a table of this width has: then a file has them all. */
  columns: Columns | null;
};

/** Saves the table as it is shown: its rows in its order, of its moment, under its weights, with all that they rest on. */
export async function downloadBoard(
  client: QueryClient,
  { keeper, weights, policy, columns }: Shown,
  format: Format,
): Promise<void> {
  const { standings } = keeper;
  const { board } = standings;
  const { moment } = board;
  const gateVersion = moment?.gateVersion ?? (await client.ensureQueryData(queries.tiers())).version;
  const asOf = moment ? board.at : new Date(Math.max(serverNow(), Date.parse(board.at))).toISOString();
  const needed = { signals: policy.minimumEvidence, coverage: policy.minimumCoverage, soonMs: 0 };
  const all = rowsOf(standings, policy.revocationThreshold, needed, Date.parse(asOf));
  const items = columns === null ? all : all.map((row) => ofColumns(row, columns));
  const head = {
    asOf,
    live: moment === null,
    preview: standings.previewing,
    weights: standings.weights ? weightsFrom(standings.weights) : weights.weights,
    weightsVersion: weights.version,
    trustPolicyVersion: policy.version,
    gateVersion,
    scoreMethod: SCORE_METHOD,
    ...(moment && { exactToSeconds: moment.exactToSeconds }),
    view: window.location.search.slice(1),
    agents: items.length,
  };
  const { type, write } = FORMATS[format];
  save(new Blob([write({ head, items })], { type }), `muster-agents-${asOf.slice(0, 19).replaceAll(":", "-")}Z.${format}`);
}

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
