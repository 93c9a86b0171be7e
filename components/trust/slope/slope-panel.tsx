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
/** Of a drag every second or third frame: the sliders come first. */
const STEADY_MS = 80;

/** From the ranks in force to those of the preview, a line for each agent that moves. It follows while a weight is dragged. */
export function SlopePanel({ keeper, close }: { keeper: Keeper; close: () => void }) {
  "use no memo";
  const version = useSteady(
    useKept(keeper, (k) => k.version),
    STEADY_MS,
  );
  return (
    <Section
      title="Rank changes of the preview"
      end={
        <IconButton label="Close the slope" onClick={close}>
          <X aria-hidden />
        </IconButton>
      }
      className="max-h-[46vh] flex-none overflow-y-auto border-line border-b"
    >
      <Lines keeper={keeper} version={version} />
    </Section>
  );
}

/** Drawn again when the version is another: standings change without changing identity. */
const Lines = memo(function Lines({ keeper: { standings } }: { keeper: Keeper; version: number }) {
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
    <ChartSlope
      label={`Ranks in force and previewed: ${words}`}
      sides={["In force", "Preview"]}
      rows={rows}
      legend={
        <span className="figures">
          {rest > 0 ? `${words}; the ${rows.length} largest moves are drawn, ${integer(rest)} more` : words}
        </span>
      }
    />
  );
});
