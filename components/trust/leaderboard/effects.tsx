import { cn } from "@/components/ui/cn";
import { integer } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { BANDS, bandLevel } from "@/lib/trust/band";
import type { WhatIf } from "@/lib/trust/setting";
import type { Keeper } from "./keeper";

type Change = WhatIf["items"][number];

type Props = {
  /** The server's answer; undefined until it is here. */
  whatIf: WhatIf | undefined;
  revocationLine: number;
  keeper: Keeper;
};

const NAMED = 3;

/** Who moves, who crosses a band and who would be revoked: the count, and the first names. */
export function Effects({ whatIf, revocationLine, keeper }: Props) {
  if (!whatIf) return <Waiting />;
  const { moved, crossedBand, wouldRevoke } = whatIf.summary;
  const changes = whatIf.items.filter(isChange);
  // The server cuts its list off at a limit, never its counts: then this browser names them.
  const known = changes.length < Math.max(moved, crossedBand, wouldRevoke) ? keeper.standings.changes() : changes;
  const { names, index } = keeper.standings.board;
  const name = ({ agentId }: Change) => names[index.get(agentId) ?? -1] ?? agentId;
  return (
    <ul>
      <Effect
        title={`${integer(moved)} ${moved === 1 ? "moves" : "move"} rank`}
        lead="largest: "
        total={moved}
        named={largest(known).map((c) => `${name(c)}, ${c.previousRank} to ${c.rank}`)}
      />
      <Effect
        title={`${integer(crossedBand)} ${crossedBand === 1 ? "crosses" : "cross"} a band`}
        total={crossedBand}
        named={known.filter(crosses).map((c) => `${name(c)} to ${BANDS[bandLevel(c.score)].name}`)}
      />
      <Effect
        title={`${integer(wouldRevoke)} would be revoked`}
        bad={wouldRevoke > 0}
        total={wouldRevoke}
        named={known
          .filter((c) => c.wouldRevoke)
          .map((c) => `${name(c)}, ${c.previousScore} to ${c.score}, line at ${revocationLine}`)}
      />
    </ul>
  );
}

function isChange(change: Change): boolean {
  return change.rank !== change.previousRank || crosses(change) || change.wouldRevoke;
}

function crosses({ score, previousScore }: Change): boolean {
  return bandLevel(score) !== bandLevel(previousScore);
}

function largest(changes: readonly Change[]): Change[] {
  const distance = (c: Change) => Math.abs(c.rank - c.previousRank);
  return changes.filter((c) => distance(c) > 0).toSorted((a, b) => distance(b) - distance(a));
}

function Effect({
  title,
  lead = "",
  named,
  total,
  bad = false,
}: {
  title: string;
  lead?: string;
  named: string[];
  total: number;
  bad?: boolean;
}) {
  const shown = named.slice(0, NAMED);
  const more = total - shown.length;
  return (
    <li className="border-b border-line px-4 py-3">
      <p className={cn("font-semibold", bad && "text-bad")}>{title}</p>
      {shown.length === 0 ? null : (
        <p className="break-words text-12 text-ink-3">
          {lead}
          {shown.join("; ")}
          {more > 0 ? ` and ${integer(more)} more` : ""}
        </p>
      )}
    </li>
  );
}

function Waiting() {
  return (
    <ul aria-busy="true" aria-label="Finding out what the weights would do">
      {[160, 220, 190].map((width) => (
        <li key={width} className="flex h-15 flex-col justify-center gap-2 border-b border-line px-4">
          <Skeleton width={width / 2} />
          <Skeleton width={width} />
        </li>
      ))}
    </ul>
  );
}
