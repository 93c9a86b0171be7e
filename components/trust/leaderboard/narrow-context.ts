import { createContext, useContext } from "react";
import type { NarrowBy } from "./narrowing";

/** Lists the agents of a value only. */
export const NarrowContext = createContext<(by: NarrowBy, value: string) => void>(() => undefined);

export function useNarrow(): (by: NarrowBy, value: string) => void {
  return useContext(NarrowContext);
}
