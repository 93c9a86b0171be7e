"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { debounce, useQueryStates } from "nuqs";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { orNothing } from "@/components/ui/on-demand";
import { useKey } from "@/components/ui/use-key";
import { queries } from "@/lib/http/queries";
import type { Board } from "@/lib/live/board";
import { tenthsOf } from "@/lib/trust/rebalance";
import type { TrustPolicyVersion, WeightsVersion } from "@/lib/trust/setting";
import { parseShared } from "@/lib/trust/share";
import { weightList } from "@/lib/trust/weights";
import { PastOnly } from "../moment/acts-off";
import { useShown } from "../moment/use-shown";
import { Slope } from "../slope/slope";
import type { WeightActions } from "./apply-sheet";
import type { AuditActions } from "./audits";
import { ColumnsButton } from "./columns-button";
import { Footer } from "./footer";
import styles from "./leaderboard.module.css";
import { isNarrowed, NOT_NARROWED } from "./narrowing";
import { ReauditListed } from "./reaudit-listed";
import { searchParams } from "./search-params";
import { LeaderboardSkeleton } from "./skeleton";
import { Table } from "./table";
import { Toolbar } from "./toolbar";
import { useKeeper, useKept } from "./use-keeper";
import { useMixer } from "./use-mixer";
import type { ViewActs } from "./views/acts";
import { useMixed, WeightsMixer } from "./weights-mixer";

const LensButtons = dynamic(() => import("../export/lens-buttons").then((it) => it.LensButtons, orNothing), {
  ssr: false,
  // As wide as its buttons, so that nothing shifts when they come.
  loading: () => <span aria-hidden className="w-[137px] max-wide:w-21 phone:w-9" />,
});
// Never a board of the past that does not say so.
const NotLive = () => <p className="min-h-10 border-line border-b bg-warn-bg px-gutter py-2.5 font-semibold">Not live.</p>;
const MomentBar = dynamic(
  () =>
    import("../moment/moment-bar").then(
      (it) => it.MomentBar,
      () => NotLive,
    ),
  { ssr: false, loading: NotLive },
);
// The page is there before what only a press of a button needs.
const ViewsMenu = dynamic(() => import("./views/views-menu").then((it) => it.ViewsMenu, orNothing), {
  ssr: false,
  loading: () => <Button disabled>Everything</Button>,
});
const ViewNotice = dynamic(() => import("./views/view-notice").then((it) => it.ViewNotice, orNothing), { ssr: false });
const FilterChips = dynamic(() => import("./filter-chips").then((it) => it.FilterChips, orNothing), { ssr: false });
const NoMatch = dynamic(() => import("./no-match").then((it) => it.NoMatch, orNothing), { ssr: false });
const PreviewBanner = dynamic(() => import("./preview-banner").then((it) => it.PreviewBanner, orNothing), { ssr: false });
const ApplySheet = dynamic(() => import("./apply-sheet").then((it) => it.ApplySheet), { ssr: false });
const WeightsSheet = dynamic(() => import("./weights-sheet").then((it) => it.WeightsSheet), { ssr: false });

type Props = WeightActions & {
  /** In the place of the table while no agent is registered. */
  firstVisit: ReactNode;
  /** The button that registers agents. */
  addAgent: ReactNode;
  audits: AuditActions;
  views: ViewActs;
  /** What can be done to an agent that is looked at beside the list. */
  peekActions: (agentId: string) => ReactNode;
};

/** All agents by rank, live, under the weights in force or under weights that only this viewer tries out. */
export function Leaderboard({ firstVisit, addAgent, audits, ...actions }: Props) {
  const { at, board, weights, policy } = useShown();
  const failed = [board, weights, policy].find((query) => query.isError && query.data === undefined);
  if (failed) {
    return at === null ? (
      <Failed query={failed} />
    ) : (
      <>
        <MomentBar board={undefined} at={at} />
        <Failed query={failed} />
      </>
    );
  }
  if (!board.data || !weights.data || !policy.data) return <LeaderboardSkeleton />;
  const past = board.data.moment !== null;
  if (board.data.ids.length === 0 && !past) return firstVisit;
  return (
    <PastOnly past={past} audits={audits}>
      <Loaded
        key={past ? board.data.at : "now"}
        at={at}
        board={board.data}
        weights={weights.data}
        policy={policy.data}
        addAgent={addAgent}
        {...actions}
      />
    </PastOnly>
  );
}

/** As much decay as a warning is given for, and the longest time ahead, ms. */
const WARNED_DECAY = 0.02;
const LONGEST_WARNING_MS = 2 * 86_400_000;

/** A tier drop this near is a warning: two days where decay is slow. Where it takes minutes, days ahead would warn of all. */
function soonMs(decayRatePerDay = 0): number {
  return Math.min(LONGEST_WARNING_MS, (WARNED_DECAY / decayRatePerDay) * 86_400_000);
}

function Failed({ query }: { query: { error: unknown; refetch: () => Promise<unknown> } }) {
  return (
    <div className="px-gutter py-6">
      <ErrorPanel {...failureOf(query.error, "The agents could not be loaded")} onRetry={() => void query.refetch()} />
    </div>
  );
}

/** A filter, a sort: something to come back from. */
const PUSH = { history: "push" } as const;

type LoadedProps = WeightActions &
  Pick<Props, "addAgent" | "views" | "peekActions"> & {
    at: number | null;
    board: Board;
    weights: WeightsVersion;
    policy: TrustPolicyVersion;
  };

function Loaded({ at, board, weights, policy, addAgent, views, peekActions, ...actions }: LoadedProps) {
  const [params, setParams] = useQueryStates(searchParams);
  const shares = useMemo(() => weightList(weights.weights), [weights]);
  const inForce = useMemo(() => tenthsOf(weights.weights), [weights]);
  // Not waited for: until it is here, a drop is as near as under the gate that Muster comes with.
  const decay = useQuery(queries.tiers()).data?.decayRatePerDay;
  const needed = useMemo(
    () => ({ signals: policy.minimumEvidence, coverage: policy.minimumCoverage, soonMs: soonMs(decay) }),
    [policy, decay],
  );
  const mixer = useMixer(inForce, params.w, (w) => void setParams({ w }));
  const previewing = useMixed(mixer, (mix) => mix.previewing);
  const line = policy.revocationThreshold;
  const { q: text, filter, tier, band, held, status, model, sort, movers: moversOnly, peek, view } = params;
  const question = { text, filter, tier, band, held, status, model, sort, moversOnly };
  // What was pressed shows first, and what it lists in the next picture.
  const keeper = useKeeper(board, mixer, line, useDeferredValue(question));
  const counts = useKept(keeper, (k) => k.standings.counts);
  const [sheet, setSheet] = useState<"apply" | "weights" | null>(null);
  const shared = params.w === null ? null : parseShared(params.w);

  const reset = () => {
    mixer.reset();
    if (params.movers) void setParams({ movers: null });
  };
  useKey("Escape", "Reset the preview", reset, { group: "Leaderboard", off: !previewing || (peek !== null && at === null) });

  return (
    <div className={styles.page}>
      <Toolbar
        text={params.q}
        onText={(q) => void setParams({ q }, { limitUrlUpdates: debounce(250) })}
        filter={params.filter}
        onFilter={(filter) => void setParams({ filter }, PUSH)}
        tier={params.tier}
        onTier={(tier) => void setParams({ tier }, PUSH)}
        counts={counts}
        lenses={<LensButtons keeper={keeper} weights={weights} policy={policy} columns={params.cols} />}
        acts={<ReauditListed keeper={keeper} />}
        addAgent={addAgent}
        views={<ViewsMenu params={params} change={(change, history) => void setParams(change, { history })} acts={views} />}
        columns={<ColumnsButton chosen={params.cols} onChoose={(cols) => void setParams({ cols })} />}
      >
        <Button onClick={() => setSheet("weights")}>Weights</Button>
      </Toolbar>
      {at === null ? null : <MomentBar board={board} at={at} />}
      <WeightsMixer mixer={mixer} keeper={keeper} className="flex-none grid-cols-5 border-line border-y px-gutter phone:hidden" />
      {shared && !shared.ok ? <BadLink because={shared.because} dismiss={() => void setParams({ w: null })} /> : null}
      {view === null ? null : <ViewNotice viewId={view} />}
      {isNarrowed(question) || sort.length > 1 ? (
        <FilterChips
          question={question}
          onRemove={(by) => void setParams({ [by]: null }, PUSH)}
          onSort={(order) => void setParams({ sort: order }, PUSH)}
          onClear={() => void setParams({ q: null, filter: null, ...NOT_NARROWED }, PUSH)}
        />
      ) : null}
      {previewing ? (
        <PreviewBanner
          keeper={keeper}
          version={weights.version}
          moversOnly={params.movers}
          onMoversOnly={(movers) => void setParams({ movers }, PUSH)}
          onReset={reset}
          onApply={() => setSheet("apply")}
          onReview={() => setSheet("weights")}
        />
      ) : null}
      <Slope keeper={keeper} />
      <Table
        keeper={keeper}
        inForce={shares}
        revocationLine={line}
        needed={needed}
        chosen={params.cols}
        sort={sort}
        onSort={(order) => void setParams({ sort: order }, PUSH)}
        onNarrow={(by, value) => void setParams({ [by]: value }, PUSH)}
        peek={peek}
        peekable={at === null}
        onPeek={(id, moved) => void setParams({ peek: id }, { history: moved || id === null ? "replace" : "push" })}
        peekActions={peekActions}
        nothing={<NoMatch question={question} keeper={keeper} change={(change) => void setParams(change, PUSH)} />}
      />
      <Footer keeper={keeper} weightsVersion={weights.version} />
      {sheet === "weights" ? (
        <WeightsSheet
          mixer={mixer}
          keeper={keeper}
          onReset={reset}
          onApply={() => setSheet("apply")}
          close={() => setSheet(null)}
        />
      ) : null}
      {sheet === "apply" ? (
        <ApplySheet
          {...actions}
          mixer={mixer}
          keeper={keeper}
          inForce={weights}
          revocationLine={line}
          close={() => setSheet(null)}
        />
      ) : null}
    </div>
  );
}

/** A what-if in the address that cannot be used is left out, and that is said. */
function BadLink({ because, dismiss }: { because: string; dismiss: () => void }) {
  return (
    <div
      role="status"
      className="words flex min-h-9 items-center gap-3 border-b border-line bg-warn-bg px-gutter text-warn phone:py-2"
    >
      <p>The weights in this link are ignored: {because}. Shown are the weights in force.</p>
      <Button variant="quiet" size="sm" onClick={dismiss} className="ml-auto">
        Dismiss
      </Button>
    </div>
  );
}
