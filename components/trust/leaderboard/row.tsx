import Link from "next/link";
import { memo, useState } from "react";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { cn } from "@/components/ui/cn";
import { integer, NO_VALUE } from "@/components/ui/format";
import { onDemand } from "@/components/ui/on-demand";
import { NO_RANK } from "@/lib/trust/rank";
import { CardLine } from "./card-line";
import { Cell, Score } from "./cells";
import type { Columns } from "./columns";
import { ContributionBar, NoBar } from "./contribution-bar";
import styles from "./row.module.css";
import type { RowFacts } from "./row-facts";
import { Value } from "./value";

// The table is there before what only somebody at a row needs.
const RowMenu = onDemand(() => import("./row-menu").then((it) => it.RowMenu));

export type RowProps = RowFacts & {
  columns: Columns;
  /** Distance from the first row, px, and line of the table (1 = its head). */
  top: number;
  line: number;
  /** A preview is on: ranks are compared with those in force. */
  previewing: boolean;
  /** The one row that Tab stops at. */
  tabStop: boolean;
  phone: boolean;
  selected: boolean;
  /** It is looked at beside the list. */
  peeked: boolean;
  onSelect: (id: string) => void;
};

/** One agent: a line of numbers, on a phone a card of three lines. Drawn again only when something it shows has changed. */
export const Row = memo(function Row(props: RowProps) {
  const { top, line, previewing, rank, rankInForce, revoked, held, phone } = props;
  const moved = previewing && rank !== rankInForce;
  const off = revoked || held;
  const [reached, setReached] = useState(false);
  return (
    <div
      role="row"
      aria-rowindex={line}
      data-selected={props.selected || undefined}
      data-peeked={props.peeked || undefined}
      data-agent={props.id}
      className={cn(styles.row, moved && styles.mover)}
      style={{ transform: `translateY(${top}px)` }}
      onPointerEnter={() => setReached(true)}
      onFocus={() => setReached(true)}
    >
      <RankCell rank={rank} rankInForce={rankInForce} previewing={previewing} />
      <NameCell {...props} off={off} menu={reached && !phone} />
      {phone ? (
        <>
          <Score {...props} off={off} />
          <Bar {...props} off={off} />
          <CardLine {...props} />
        </>
      ) : (
        props.columns.map((column) =>
          column === "bar" ? (
            <Bar key={column} {...props} off={off} />
          ) : column === "score" ? (
            <Score key={column} {...props} off={off} />
          ) : (
            <Cell key={column} column={column} row={props} />
          ),
        )
      )}
    </div>
  );
});

function Bar({ rated, previewing, score, scoreInForce, off, p, r, o, s, c }: RowProps & { off: boolean }) {
  if (!rated) return <NoBar />;
  return <ContributionBar {...{ p, r, o, s, c }} was={previewing && score !== scoreInForce ? scoreInForce : null} muted={off} />;
}

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

/** Name over model, in compact rows and on a phone side by side. The name leads to the agent, the model lists its agents. */
function NameCell({ off, menu, ...props }: RowProps & { off: boolean; menu: boolean }) {
  const { id, name, model, tabStop, selected } = props;
  return (
    <span role="cell" className="min-w-0">
      <Name {...{ id, name, model, tabStop, selected, off }} />
      {menu ? <RowMenu row={props} className={styles.actions} /> : null}
    </span>
  );
}

type NameProps = Pick<RowProps, "id" | "name" | "model" | "tabStop" | "selected"> & { off: boolean };

const Name = memo(function Name({ id, name, model, tabStop, selected, off }: NameProps) {
  return (
    <span
      className="words flex min-w-0 flex-col items-start leading-4 compact:flex-row compact:items-baseline compact:gap-1.5 phone:flex-row phone:items-baseline phone:gap-1.5 phone:text-14"
      title={visible(`${name}, ${model}`)}
    >
      <Link
        href={`/agents/${encodeURIComponent(id)}`}
        prefetch={false}
        tabIndex={tabStop ? 0 : -1}
        className={cn(
          "block max-w-full min-w-0 truncate font-medium hover:underline hover:decoration-line-strong hover:underline-offset-3",
          off && "text-ink-3",
        )}
      >
        <PlainText text={name} />
        {selected ? <span className="sr-only">, selected</span> : null}
      </Link>
      <Value by="model" value={model} className="max-w-full min-w-0 shrink-20 truncate text-11 leading-[14px] text-ink-3">
        <PlainText text={model} />
      </Value>
    </span>
  );
});
