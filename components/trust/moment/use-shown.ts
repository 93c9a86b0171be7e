"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryState } from "nuqs";
import { useBoard } from "@/components/live/live-provider";
import { queries } from "@/lib/http/queries";
import { momentText, parseAsMoment } from "./moment";

/** The moment in the address, epoch ms, null = live; and how to go to another. */
export function useMoment() {
  return useQueryState("at", parseAsMoment.withOptions({ history: "push", scroll: false }));
}

/**
 * What the leaderboard shows: the live board with the settings in force, or the board of the moment in the address with those
 * of then. Nothing live is ever written into a board of the past: it is another query.
 */
export function useShown() {
  const [at] = useMoment();
  const live = useBoard();
  const weights = useQuery(queries.weights());
  const policy = useQuery(queries.trustPolicy());
  const past = useQuery({
    ...queries.boardAt(at === null ? "" : momentText(at)),
    enabled: at !== null,
    placeholderData: keepPreviousData,
  });
  if (at === null) return { at, board: live, weights, policy };
  const moment = past.data?.moment;
  return {
    at,
    board: past,
    weights: { ...past, data: moment?.weights },
    policy: { ...past, data: moment?.trustPolicy },
  };
}
