"use client";

import { X } from "lucide-react";
import { memo } from "react";
import { visible } from "@/components/chips/hidden-text";
import { ChartSlope } from "@/components/ui/chart-slope";
import { count, integer } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { useSteady } from "@/components/ui/steady";
import type { Keeper } from "../leaderboard/keeper";
import { useKept } from "../leaderboard/use-keeper";
import { slopeOf } from "./slope-of";

const MOST = 40;
/** Of a drag every fifth frame or so: the sliders come first. */
const STEADY_MS = 80;

type Props = { keeper: Keeper; close: () => void };

/** From the ranks in force to those of the preview, a line for each agent that moves. It follows while a weight is dragged. */
export function SlopePanel({ keeper, close }: Props) {
  "use no memo";
  const version = useSteady(
    useKept(keeper, (k) => k.version),
    STEADY_MS,
  );
  return <Lines keeper={keeper} close={close} version={version} />;
}

/** Drawn again when the version is another: standings change without changing identity. */
const Lines = memo(
  function Lines({ keeper: { standings }, close }: Props & { version: number }) {
    "use no memo";
    const { board } = standings;
    const { lines, movers, unchanged } = slopeOf(standings.ranksInForce, standings.ranks, MOST);
    const rows = lines.map(({ agent, from, to }) => ({
      id: board.ids[agent] ?? "",
      name: visible(board.names[agent] ?? ""),
      from,
      to,
    }));
    const rest = movers - rows.length;
    const words = `${count(movers, "agent")} ${movers === 1 ? "moves" : "move"}, ${integer(unchanged)} unchanged`;
    return (
      <Section
        title="Rank changes"
        note={rest > 0 ? `${words}; the ${rows.length} largest moves are drawn, ${integer(rest)} more` : words}
        end={
          <IconButton label="Close the slope" onClick={close}>
            <X aria-hidden />
          </IconButton>
        }
        className="max-h-[46vh] flex-none overflow-y-auto border-line border-b"
      >
        <ChartSlope label={`Ranks in force and previewed: ${words}`} sides={["In force", "Preview"]} rows={rows} />
      </Section>
    );
  },
  (before, after) => before.version === after.version && before.keeper === after.keeper,
);
