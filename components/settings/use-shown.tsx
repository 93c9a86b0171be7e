"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";

const PAGE = 50;

/** The first of a long list, and the button for more where there are more. */
export function useShown<T>(items: readonly T[]): { shown: readonly T[]; more: ReactNode } {
  const [pages, setPages] = useState(1);
  const more = items.length > pages * PAGE && (
    <Button size="sm" className="mt-3" onClick={() => setPages(pages + 1)}>
      Show {Math.min(PAGE, items.length - pages * PAGE)} more
    </Button>
  );
  return { shown: items.slice(0, pages * PAGE), more };
}
