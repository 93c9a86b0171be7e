"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queries } from "@/lib/http/queries";
import type { Board } from "@/lib/live/board";

/**
 * Its children once there is an agent, and while that is not known yet; `none` while there is certainly none. `empty`: what
 * was known when the page was made, so that it does not become another one when it comes alive.
 */
export function WhenAgents({ none, empty = false, children }: { none: ReactNode; empty?: boolean; children: ReactNode }) {
  const board = useQuery({ ...queries.board(), select: isEmpty });
  return (board.data ?? empty) ? none : children;
}

function isEmpty(board: Board): boolean {
  return board.ids.length === 0;
}
