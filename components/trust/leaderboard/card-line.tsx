import { TierChip } from "@/components/chips/tier-chip";
import { cn } from "@/components/ui/cn";
import { signed } from "@/components/ui/format";
import { Band, Standing } from "./cells";
import type { RowProps } from "./row";

/** The third line of a card: what does not fit is left out whole, but for the standing of an agent that is not fine. */
export function CardLine(props: RowProps) {
  // A row is drawn only when something in it has changed; what would remember its parts is in the first load.
  "use no memo";
  const fine = props.status === "active" && !props.wouldRevoke;
  return (
    <span
      role="cell"
      className={cn(
        "[grid-area:3/2/4/4] flex h-5 min-w-0 items-center gap-x-2 overflow-hidden text-12 text-ink-3",
        fine && "flex-wrap",
      )}
    >
      {props.previewing && props.level !== props.levelInForce ? <Band {...props} /> : <CardTier {...props} fine={fine} />}
      {fine && props.rated && props.delta24h !== null ? (
        <span className="whitespace-nowrap">{signed(props.delta24h)} in 24 h</span>
      ) : null}
      <span className="ml-auto min-w-0 whitespace-nowrap">{fine ? `${props.lastAge} ago` : <Standing {...props} />}</span>
    </span>
  );
}

type TierProps = Pick<RowProps, "tier" | "heldBy" | "dropsIn" | "dropsSoon"> & { fine: boolean };

/** Tier, what holds it and the time to the next drop, in one line. */
function CardTier({ tier, heldBy, dropsIn, dropsSoon, fine }: TierProps) {
  "use no memo";
  return (
    <span className="flex flex-none items-center gap-2 whitespace-nowrap">
      <TierChip level={tier} />
      {heldBy === "" || (dropsIn && !fine) ? null : <span>{heldBy ?? "not certified"}</span>}
      {dropsIn && <span className={dropsSoon ? "font-medium text-warn" : "text-ink-2"}>drops in {dropsIn}</span>}
    </span>
  );
}
