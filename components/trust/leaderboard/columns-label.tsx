import { Columns3 } from "lucide-react";

/** The word, an icon where there is no room for it. */
export function ColumnsLabel() {
  return (
    <>
      <Columns3 aria-hidden className="hidden max-wide:block" />
      <span className="max-wide:sr-only">Columns</span>
    </>
  );
}
