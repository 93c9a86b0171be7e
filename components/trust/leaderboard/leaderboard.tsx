"use client";

import { useQuery } from "@tanstack/react-query";
import { debounce, useQueryStates } from "nuqs";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useMemo, useState } from "react";
import { useBoard } from "@/components/live/live-provider";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Sheet } from "@/components/ui/sheet";
import { useKey } from "@/components/ui/use-key";
import { queries } from "@/lib/http/queries";
import type { Board } from "@/lib/live/board";
import { tenthsOf, WHOLE } from "@/lib/trust/rebalance";
import type { TrustPolicyVersion, WeightsVersion } from "@/lib/trust/setting";
import { parseShared } from "@/lib/trust/share";
import { weightList } from "@/lib/trust/weights";
import { ApplySheet, type WeightActions } from "./apply-sheet";
import { Footer } from "./footer";
import styles from "./leaderboard.module.css";
import { NoMatch } from "./no-match";
import { PreviewBanner } from "./preview-banner";
import { searchParams } from "./search-params";
import { LeaderboardSkeleton } from "./skeleton";
import { Table } from "./table";
import { Toolbar } from "./toolbar";
import { useCounts, useKeeper } from "./use-keeper";
import { useMixer } from "./use-mixer";
import { useMix, WeightsMixer } from "./weights-mixer";

type Props = WeightActions & {
  /** In the place of the table while no agent is registered. */
  firstVisit: ReactNode;
};

/** All agents by rank, live, under the weights in force or under weights that only this viewer tries out. */
export function Leaderboard({ firstVisit, ...actions }: Props) {
  const board = useBoard();
  const weights = useQuery(queries.weights());
  const policy = useQuery(queries.trustPolicy());
  const failed = [board, weights, policy].find((query) => query.isError && query.data === undefined);
  if (failed) {
    return (
      <div className="px-gutter py-6">
        <ErrorPanel {...failureOf(failed.error, "The agents could not be loaded")} onRetry={() => void failed.refetch()} />
      </div>
    );
  }
  if (!board.data || !weights.data || !policy.data) return <LeaderboardSkeleton />;
  if (board.data.ids.length === 0) return firstVisit;
  return (
    <NuqsAdapter>
      <Loaded board={board.data} weights={weights.data} policy={policy.data} {...actions} />
    </NuqsAdapter>
  );
}

type LoadedProps = WeightActions & { board: Board; weights: WeightsVersion; policy: TrustPolicyVersion };

function Loaded({ board, weights, policy, ...actions }: LoadedProps) {
  const [params, setParams] = useQueryStates(searchParams);
  const inForce = useMemo(() => tenthsOf(weights.weights), [weights]);
  const mixer = useMixer(inForce, params.w, (w) => void setParams({ w }));
  const mix = useMix(mixer);
  const line = policy.revocationThreshold;
  const question = { text: params.q, filter: params.filter, sort: params.sort, moversOnly: params.movers };
  const keeper = useKeeper(board, mixer, line, question);
  const counts = useCounts(keeper);
  const [sheet, setSheet] = useState<"apply" | "weights" | null>(null);
  const shared = params.w === null ? null : parseShared(params.w);
  const push = { history: "push" } as const;

  const reset = () => {
    mixer.reset();
    if (params.movers) void setParams({ movers: null });
  };
  useKey("Escape", "Reset the preview", reset, { group: "Leaderboard", off: !mix.previewing });

  return (
    <div className={styles.page}>
      <Toolbar
        text={params.q}
        onText={(q) => void setParams({ q }, { limitUrlUpdates: debounce(250) })}
        filter={params.filter}
        onFilter={(filter) => void setParams({ filter }, push)}
        counts={counts}
      >
        <Button onClick={() => setSheet("weights")}>Weights</Button>
      </Toolbar>
      <WeightsMixer mixer={mixer} className="flex-none grid-cols-5 border-y border-line px-gutter phone:hidden" />
      {shared && !shared.ok ? <BadLink because={shared.because} dismiss={() => void setParams({ w: null })} /> : null}
      <PreviewBanner
        keeper={keeper}
        version={weights.version}
        moversOnly={params.movers}
        onMoversOnly={(movers) => void setParams({ movers }, push)}
        onReset={reset}
        onApply={() => setSheet("apply")}
        onReview={() => setSheet("weights")}
      />
      <Table
        keeper={keeper}
        weights={mix.previewing ? mix.weights.map((tenths) => tenths / WHOLE) : weightList(weights.weights)}
        revocationLine={line}
        needed={{ signals: policy.minimumEvidence, coverage: policy.minimumCoverage }}
        sort={params.sort}
        onSort={(sort) => void setParams({ sort }, push)}
        nothing={<NoMatch question={question} keeper={keeper} change={(change) => void setParams(change, push)} />}
      />
      <Footer keeper={keeper} weightsVersion={weights.version} />
      <Sheet open={sheet === "weights"} onOpenChange={(open) => setSheet(open ? "weights" : null)} title="Weights" note="Together 100 %. Only you see what you try out here.">
        <WeightsMixer mixer={mixer} className="px-4" />
        <div className="flex justify-end gap-2 border-t border-line p-4">
          <Button disabled={!mix.previewing} onClick={reset}>
            Reset
          </Button>
          <Button variant="primary" disabled={!mix.previewing} onClick={() => setSheet("apply")}>
            Apply…
          </Button>
        </div>
      </Sheet>
      <ApplySheet
        {...actions}
        open={sheet === "apply"}
        close={() => setSheet(null)}
        mix={mix}
        inForce={weights}
        revocationLine={line}
        nameOf={(id) => board.names[board.index.get(id) ?? -1] ?? id}
        ownChanges={() => keeper.standings.changes()}
      />
    </div>
  );
}

/** A what-if in the address that cannot be used is left out, and that is said. */
function BadLink({ because, dismiss }: { because: string; dismiss: () => void }) {
  return (
    <div role="status" className="words flex min-h-9 items-center gap-3 border-b border-line bg-warn-bg px-gutter text-warn phone:py-2">
      <p>The weights in this link are ignored: {because}. Shown are the weights in force.</p>
      <Button variant="quiet" size="sm" onClick={dismiss} className="ml-auto">
        Dismiss
      </Button>
    </div>
  );
}
