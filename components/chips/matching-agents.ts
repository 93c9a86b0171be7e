import type { Board } from "@/lib/live/board";

export type FoundAgent = { id: string; name: string };

/** Agents whose name, id or model contains the text, those whose name begins with it first; at most `most`. */
export function matchingAgents(board: Pick<Board, "ids" | "names" | "models">, text: string, most: number): FoundAgent[] {
  const wanted = text.trim().toLowerCase();
  const first: FoundAgent[] = [];
  const others: FoundAgent[] = [];
  for (const [i, id] of board.ids.entries()) {
    const name = board.names[i] ?? id;
    const said = name.toLowerCase();
    if (said.startsWith(wanted)) first.push({ id, name });
    else if (said.includes(wanted) || id.toLowerCase().includes(wanted) || board.models[i]?.toLowerCase().includes(wanted))
      others.push({ id, name });
    if (first.length >= most) break;
  }
  return [...first, ...others].slice(0, most);
}
