"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { visible } from "@/components/chips/hidden-text";
import { Button } from "@/components/ui/button";
import { queries } from "@/lib/http/queries";
import { readSearch } from "./view-search";

/** Says what of the chosen view cannot be shown: it was saved by another version, or its address was damaged. */
export function ViewNotice({ viewId }: { viewId: string }) {
  const views = useQuery(queries.views()).data;
  const [dismissed, setDismissed] = useState<string | null>(null);
  const view = views?.items.find(({ id }) => id === viewId);
  const ignored = view ? readSearch(view.search).ignored : [];
  if (!view || ignored.length === 0 || dismissed === viewId) return null;
  return (
    <div
      role="status"
      className="words flex min-h-9 flex-none items-center gap-3 border-line border-b bg-warn-bg px-gutter text-warn phone:py-2"
    >
      <p>
        The view “{visible(view.name)}” asks for what this version does not know:{" "}
        <b className="font-semibold">{ignored.map((name) => visible(name.slice(0, 40))).join(", ")}</b>. It is ignored; the rest
        is shown.
      </p>
      <Button variant="quiet" size="sm" onClick={() => setDismissed(viewId)} className="ml-auto">
        Dismiss
      </Button>
    </div>
  );
}
