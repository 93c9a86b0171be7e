"use client";

import { X } from "lucide-react";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { count } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { CompareButton } from "../compare/compare-button";
import { useAudits } from "./audits";
import type { Selection } from "./use-selection";

/** How many agents are selected, and what can be done to them. */
export function SelectionBar({ ids, clear }: Selection) {
  const audits = useAudits();
  const because = useBarred()("requestAudit");
  return (
    <section
      aria-label="Selection"
      className="fixed bottom-[calc(var(--dock-height)+12px)] left-1/2 z-20 flex h-10 -translate-x-1/2 items-center gap-2 rounded-3 bg-raised pr-1.5 pl-3 shadow-overlay"
    >
      <span role="status" className="words whitespace-nowrap">
        {count(ids.size, "agent")} selected
      </span>
      <Button variant="primary" because={because} onClick={() => audits.startMany([...ids])}>
        Re-audit…
      </Button>
      <CompareButton ids={ids} />
      <IconButton label="Select nothing" onClick={clear}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}
