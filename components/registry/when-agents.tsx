"use client";

import type { ReactNode } from "react";
import { useBoard } from "@/components/live/live-provider";

/** Its children once there is an agent, and while that is not known yet; `none` while there is certainly none. */
export function WhenAgents({ none, children }: { none: ReactNode; children: ReactNode }) {
  const board = useBoard();
  return board.data && board.data.ids.length === 0 ? none : children;
}
