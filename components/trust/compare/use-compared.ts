import { parseAsArrayOf, parseAsString, useQueryState } from "nuqs";
import { MOST } from "./chosen";

/** The agents in the address, each once, at most as many as can be compared; and how to choose others. */
export function useCompared() {
  const [ids, setIds] = useQueryState(
    "ids",
    parseAsArrayOf(parseAsString).withDefault([]).withOptions({ history: "push", scroll: false }),
  );
  const compared = [...new Set(ids.filter((id) => id !== ""))].slice(0, MOST);
  return [compared, (next: readonly string[]) => void setIds(next.length === 0 ? null : [...next])] as const;
}
