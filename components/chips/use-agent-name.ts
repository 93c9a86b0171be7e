import { useQuery } from "@tanstack/react-query";
import { queries } from "@/lib/http/queries";
import type { Board } from "@/lib/live/board";
import { cut } from "@/lib/registry/cut";

const LONGEST_NAME = 60;

const namesIn = (board: Board) => board.names;
const indexOf = (board: Board) => board.index;

/** What an agent is called; one that is no longer on the board goes by its id. */
export function useAgentName(): (id: string) => string {
  // Names only: the board itself changes with every frame.
  const { data: names } = useQuery({ ...queries.board(), select: namesIn });
  const { data: index } = useQuery({ ...queries.board(), select: indexOf });
  return (id) => cut(names?.[index?.get(id) ?? -1] ?? id, LONGEST_NAME);
}
