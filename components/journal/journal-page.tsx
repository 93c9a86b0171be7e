"use client";

import { Download } from "lucide-react";
import { useQueryStates } from "nuqs";
import { Button } from "@/components/ui/button";
import { ChainStatus } from "./chain-status";
import { VIEW_IN_URL } from "./filter";
import { Filters } from "./filters";
import { JournalList } from "./journal-list";

/** Everything that happened, and the proof that nothing was changed since. */
export function JournalPage({ mayVerifyAll }: { mayVerifyAll: boolean }) {
  const [view, setView] = useQueryStates(VIEW_IN_URL, { history: "push", scroll: false });
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 px-gutter py-2">
        <h1 className="text-16">Journal</h1>
        <ChainStatus mayVerifyAll={mayVerifyAll}>
          <Button asChild>
            <a href="/api/v1/journal/export" download="muster-journal.ndjson">
              <Download aria-hidden />
              Export
            </a>
          </Button>
          <Button asChild>
            <a href="/api/v1/journal/checkpoints" download="muster-journal-checkpoints.ndjson">
              <Download aria-hidden />
              Checkpoints
            </a>
          </Button>
        </ChainStatus>
      </header>
      <div className="px-gutter pb-3">
        <Filters view={view} setView={setView} />
      </div>
      <JournalList key={JSON.stringify(view)} view={view} setView={setView} />
    </>
  );
}
