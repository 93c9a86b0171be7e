import { useQuery } from "@tanstack/react-query";
import { queries } from "@/lib/http/queries";
import type { Board } from "@/lib/live/board";
import { cut } from "@/lib/registry/cut";

const LONGEST = 60;
const namesIn = (board: Board) => board.names;
const modelsIn = (board: Board) => board.models;
const indexOf = (board: Board) => board.index;

/** Name and model of an agent as they are today; one that is no longer on the board goes by its id. */
export function useCalled(agentId: string): { name: string; model: string } {
  // Words only: the board itself changes with every frame.
  const { data: names } = useQuery({ ...queries.board(), select: namesIn });
  const { data: models } = useQuery({ ...queries.board(), select: modelsIn });
  const { data: index } = useQuery({ ...queries.board(), select: indexOf });
  const row = index?.get(agentId) ?? -1;
  return { name: cut(names?.[row] ?? agentId, LONGEST), model: cut(models?.[row] ?? "", LONGEST) };
}
