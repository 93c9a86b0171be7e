"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queries } from "@/lib/http/queries";
import type { Board } from "@/lib/live/board";

/** Its children once there is an agent, and while that is not known yet; `none` while there is certainly none. */
export function WhenAgents({ none, children }: { none: ReactNode; children: ReactNode }) {
  const empty = useQuery({ ...queries.board(), select: isEmpty });
  return empty.data ? none : children;
}

function isEmpty(board: Board): boolean {
  return board.ids.length === 0;
}
