"use client";

import dynamic from "next/dynamic";
import { parseAsBoolean, useQueryState } from "nuqs";
import { Button } from "@/components/ui/button";
import { useKey } from "@/components/ui/use-key";
import type { Keeper } from "../leaderboard/keeper";
import { useKept } from "../leaderboard/use-keeper";

const SlopePanel = dynamic(() => import("./slope-panel").then((it) => it.SlopePanel), { ssr: false });

function useSlope() {
  return useQueryState("slope", parseAsBoolean.withDefault(false).withOptions({ history: "push", scroll: false }));
}

/** In the banner of a preview: opens and closes the lines from the ranks in force to the previewed ones. */
export function SlopeButton() {
  const [open, setOpen] = useSlope();
  const toggle = () => void setOpen(!open);
  useKey("l", open ? "Hide the slope of rank changes" : "Show the slope of rank changes", toggle, { group: "Leaderboard" });
  return (
    <Button variant="quiet" size="sm" aria-expanded={open} onClick={toggle} className="aria-expanded:bg-selected">
      Slope
    </Button>
  );
}

/** The slope, where it is asked for and there is a preview. */
export function Slope({ keeper }: { keeper: Keeper }) {
  const [open, setOpen] = useSlope();
  const previewing = useKept(keeper, (k) => k.standings.previewing);
  return open && previewing ? <SlopePanel keeper={keeper} close={() => void setOpen(false)} /> : null;
}
