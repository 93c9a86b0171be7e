import { Columns3 } from "lucide-react";

/** The word, an icon where there is no room for it. */
export function ColumnsLabel() {
  return (
    <>
      <Columns3 aria-hidden className="hidden max-ultra:block" />
      <span className="max-ultra:sr-only">Columns</span>
    </>
  );
}
