import { useMedia } from "@/components/ui/use-media";
import { type Columns, defaultColumns } from "./columns";

/** The columns that the viewer chose, or what the width of the window allows. */
export function useColumns(chosen: Columns | null): Columns {
  const wide = useMedia("(width >= 1280px)");
  const desk = useMedia("(width >= 1024px)");
  return chosen ?? (wide ? WIDE : desk ? DESK : NARROW);
}

// The same lists every time: rows compare them by identity.
const WIDE = defaultColumns("wide");
const DESK = defaultColumns("desk");
const NARROW = defaultColumns("narrow");
