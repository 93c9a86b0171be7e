import dynamic from "next/dynamic";
import Link from "next/link";
import { memo, useState } from "react";
import { AgentName } from "@/components/chips/agent-name";
import { BandChip } from "@/components/chips/band-chip";
import { StatusChip } from "@/components/chips/status-chip";
import { TierChip } from "@/components/chips/tier-chip";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { integer, NO_VALUE, signed } from "@/components/ui/format";
import { BANDS } from "@/lib/trust/band";
import { DIMENSIONS } from "@/lib/trust/dimension";
import { NO_RANK } from "@/lib/trust/rank";
import { ContributionBar, NoBar } from "./contribution-bar";
import styles from "./leaderboard.module.css";
import type { RowFacts } from "./row-facts";

// The table is there before what only somebody at a row needs.
const RowMenu = dynamic(() => import("./row-menu").then((it) => it.RowMenu), { ssr: false });

export type RowProps = RowFacts & {
  /** Distance from the first row, px, and line of the table (1 = its head). */
  top: number;
  line: number;
  /** A preview is on: ranks are compared with those in force. */
  previewing: boolean;
  /** The one row that Tab stops at. */
  tabStop: boolean;
  phone: boolean;
  selected: boolean;
  onSelect: (id: string) => void;
};

/** One agent: a line of numbers, on a phone a card of three lines. Drawn again only when something it shows has changed. */
export const Row = memo(function Row(props: RowProps) {
  const { top, line, previewing, rank, rankInForce, rated, revoked, held, phone } = props;
  const moved = previewing && rank !== rankInForce;
  const off = revoked || held;
  const [reached, setReached] = useState(false);
  return (
    <div
      role="row"
      aria-rowindex={line}
      data-selected={props.selected || undefined}
      data-agent={props.id}
      className={cn(styles.row, moved && styles.mover)}
      style={{ transform: `translateY(${top}px)` }}
      onPointerEnter={() => setReached(true)}
      onFocus={() => setReached(true)}
    >
      <RankCell rank={rank} rankInForce={rankInForce} previewing={previewing} />
      <NameCell {...props} off={off} />
      <ScoreCell
        score={props.score}
        rated={rated}
        changed={previewing && rated && props.score !== props.scoreInForce}
        off={off}
      />
      {rated ? (
        <ContributionBar
          p={props.p}
          r={props.r}
          o={props.o}
          s={props.s}
          c={props.c}
          was={previewing && props.score !== props.scoreInForce ? props.scoreInForce : null}
          muted={off}
        />
      ) : (
        <NoBar />
      )}
      {phone ? <CardLine {...props} /> : <Cells {...props} menu={reached} />}
    </div>
  );
});

type RankProps = { rank: number; rankInForce: number; previewing: boolean };

function RankCell({ rank, rankInForce, previewing }: RankProps) {
  const by = rankInForce - rank;
  return (
    <span role="cell" className={styles.rank}>
      <span className={cn(styles.place, rank === NO_RANK && "text-ink-3")}>{rank === NO_RANK ? NO_VALUE : integer(rank)}</span>
      {!previewing || rank === NO_RANK ? null : by === 0 ? (
        <span aria-hidden className="text-12 text-ink-3">
          {NO_VALUE}
        </span>
      ) : (
        <span className="flex items-center gap-1.5 text-12">
          <span aria-hidden className="font-medium text-preview">
            {by > 0 ? `↑${by}` : `↓${-by}`}
          </span>
          <s className="text-ink-3">
            <span className="sr-only">was </span>
            {integer(rankInForce)}
          </s>
        </span>
      )}
    </span>
  );
}

type NameProps = Pick<RowProps, "id" | "name" | "model" | "tabStop" | "phone" | "selected"> & { off: boolean };

function NameCell({ id, name, model, off, tabStop, phone, selected }: NameProps) {
  return (
    <span role="cell" className="min-w-0">
      <Link
        href={`/agents/${encodeURIComponent(id)}`}
        prefetch={false}
        tabIndex={tabStop ? 0 : -1}
        className="block min-w-0 hover:underline hover:decoration-line-strong hover:underline-offset-3"
      >
        <AgentName name={name} model={model} muted={off} className={cn(phone && "flex-row items-baseline gap-1.5 text-14")} />
        {selected ? <span className="sr-only">, selected</span> : null}
      </Link>
    </span>
  );
}

type ScoreProps = { score: number; rated: boolean; changed: boolean; off: boolean };

function ScoreCell({ score, rated, changed, off }: ScoreProps) {
  return (
    <span
      role="cell"
      className={cn(
        "text-right text-14 font-semibold phone:text-16",
        (off || !rated) && "text-ink-3",
        changed && "underline decoration-preview decoration-dashed decoration-1 underline-offset-3",
      )}
    >
      {rated ? integer(score) : NO_VALUE}
    </span>
  );
}

function Band({ rated, level, levelInForce, previewing }: Pick<RowProps, "rated" | "level" | "levelInForce" | "previewing">) {
  return (
    <BandChip
      band={rated ? (BANDS[level]?.band ?? null) : null}
      preview={previewing && rated && level !== levelInForce}
      className="text-12"
    />
  );
}

function Standing({ status, statusText, wouldRevoke, rated }: Pick<RowProps, "status" | "statusText" | "wouldRevoke" | "rated">) {
  if (wouldRevoke) {
    return (
      <Chip tone="bad" className="border-dashed border-bad bg-transparent">
        Would be revoked
      </Chip>
    );
  }
  // What an unrated agent lacks is said in words; its chip stands in the place of the band.
  if (!rated && status === "unrated") return <span className="words truncate text-12 text-ink-3">{statusText}</span>;
  return <StatusChip status={{ kind: status, text: statusText }} />;
}

/** The columns of a desk, right of the bar. The menu is made when it can be reached: thousands of rows pass by. */
function Cells({ menu, ...props }: RowProps & { menu: boolean }) {
  return (
    <>
      <span role="cell" className={cn(styles.delta, "text-right text-12 text-ink-2")}>
        {props.rated ? signed(props.delta24h) : ""}
      </span>
      <span role="cell">
        <Band {...props} />
      </span>
      <span role="cell">
        <TierChip level={props.tier} className="text-12" />
      </span>
      <span role="cell" className={cn(styles.heldBy, "text-12 whitespace-nowrap text-ink-3")}>
        {props.heldBy ?? "not certified"}
      </span>
      <span
        role="cell"
        className={cn(styles.drops, "text-right text-12", props.dropsSoon ? "font-medium text-warn" : "text-ink-2")}
      >
        {props.dropsIn}
      </span>
      <span role="cell" className={cn(styles.evidence, "grid grid-cols-[1fr_24px] gap-2 text-right text-12")}>
        <span>{integer(props.signals)}</span>
        <span className={props.coverage === DIMENSIONS.length ? "text-ink-3" : "font-medium"}>
          {props.coverage}/{DIMENSIONS.length}
        </span>
      </span>
      <span
        role="cell"
        className={cn(styles.last, "text-right text-12", props.silent ? "text-warn" : "text-ink-2 stale:text-warn")}
      >
        {props.lastAge}
      </span>
      <span role="cell" className="flex min-w-0 items-center">
        <Standing {...props} />
        {menu ? (
          <RowMenu id={props.id} name={props.name} tabStop={props.tabStop} onSelect={props.onSelect} className={styles.actions} />
        ) : null}
      </span>
    </>
  );
}

/** The third line of a card. */
function CardLine(props: RowProps) {
  const fine = props.status === "active" && !props.wouldRevoke;
  return (
    <span role="cell" className="[grid-area:3/2/4/4] flex min-w-0 items-center gap-2 text-12 text-ink-3">
      {props.previewing && props.level !== props.levelInForce ? <Band {...props} /> : <CardTier {...props} />}
      {fine && props.rated && props.delta24h !== null ? (
        <span className="whitespace-nowrap">{signed(props.delta24h)} in 24 h</span>
      ) : null}
      <span className="ml-auto min-w-0 whitespace-nowrap">{fine ? `${props.lastAge} ago` : <Standing {...props} />}</span>
    </span>
  );
}

/** Tier, what holds it and the time to the next drop, in one line. */
function CardTier({ tier, heldBy, dropsIn, dropsSoon }: Pick<RowProps, "tier" | "heldBy" | "dropsIn" | "dropsSoon">) {
  return (
    <span className="flex min-w-0 items-center gap-2 whitespace-nowrap">
      <TierChip level={tier} />
      <span>{heldBy ?? "not certified"}</span>
      {dropsIn === "" ? null : (
        <span className={cn("truncate", dropsSoon ? "font-medium text-warn" : "text-ink-2")}>
          <span className="sr-only">drops in </span>
          {dropsIn}
        </span>
      )}
    </span>
  );
}
