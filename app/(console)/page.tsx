import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Feed } from "@/components/journal/feed";
import { AttentionQueue } from "@/components/registry/attention-queue";
import { FirstVisit } from "@/components/registry/first-visit";
import { BandCounts, FleetFigures, ScoreSpread } from "@/components/registry/fleet-figures";
import { WhenAgents } from "@/components/registry/when-agents";
import { loadDemo, registerAgent } from "./actions";

export const metadata: Metadata = { title: "Overview" };

export default function OverviewPage() {
  return (
    <NuqsAdapter>
      <WhenAgents none={<FirstVisit loadDemo={loadDemo} registerAgent={registerAgent} />}>
        <div className="grid grid-cols-[minmax(0,1fr)_400px] max-lg:grid-cols-1">
          <div className="min-w-0">
            <AttentionQueue />
            <div className="border-line border-t">
              <FleetFigures />
            </div>
            <div className="grid grid-cols-2 border-line border-t phone:grid-cols-1">
              <BandCounts />
              <div className="border-line border-l phone:border-t phone:border-l-0">
                <ScoreSpread />
              </div>
            </div>
          </div>
          <aside className="border-line border-l max-lg:border-t max-lg:border-l-0">
            <Feed />
          </aside>
        </div>
      </WhenAgents>
    </NuqsAdapter>
  );
}
