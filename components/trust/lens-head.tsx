import type { ReactNode } from "react";
import { IntentLink } from "@/components/ui/intent-link";

/** Title of another look at the leaderboard, with the way back; what it can be set to stands beside it. */
export function LensHead({ title, children }: { title: string; children: ReactNode }) {
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 px-gutter pt-3 pb-3">
      <div className="mr-auto">
        <nav aria-label="Breadcrumb" className="flex h-4 items-center gap-2 text-12 text-ink-3">
          <IntentLink href="/agents" className="link">
            Agents
          </IntentLink>
          <span aria-hidden>/</span>
        </nav>
        <h1 className="text-16">{title}</h1>
      </div>
      {children}
    </header>
  );
}
