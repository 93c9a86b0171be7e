import type { ReactNode } from "react";
import { Breadcrumb } from "@/components/ui/breadcrumb";

/** Title of another look at the leaderboard, with the way back; what it can be set to stands beside it. */
export function LensHead({ title, children }: { title: string; children: ReactNode }) {
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 px-gutter pt-3 pb-3">
      <div className="mr-auto">
        <Breadcrumb href="/agents" name="Agents" />
        <h1 className="text-16">{title}</h1>
      </div>
      {children}
    </header>
  );
}
