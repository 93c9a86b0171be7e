import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Feed } from "@/components/journal/feed";
import { SinceSeen } from "@/components/journal/since-seen";
import { AttentionQueue } from "@/components/registry/attention-queue";
import { ASKED } from "@/components/registry/attention-views";
import { FirstVisit } from "@/components/registry/first-visit";
import { FleetDrops } from "@/components/registry/fleet-drops";
import { FleetFigures } from "@/components/registry/fleet-figures";
import { FleetScores } from "@/components/registry/fleet-scores";
import { FleetTiers } from "@/components/registry/fleet-tiers";
import { WhenAgents } from "@/components/registry/when-agents";
import { currentActor } from "@/lib/http/current-session";
import { readAttention } from "@/lib/reads/attention";
import { readChanges } from "@/lib/reads/changes";
import { readFleetHealth } from "@/lib/reads/fleet-health";
import { loadDemo, markSeen, registerAgent } from "./actions";
import { AGENT_ACTS } from "./agents/acts";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const { attention, health, changes } = await known();
  return (
    <NuqsAdapter>
      <WhenAgents none={<FirstVisit loadDemo={loadDemo} registerAgent={registerAgent} />} empty={attention?.agents === 0}>
        <SinceSeen markSeen={markSeen} initial={changes} />
        <div className="grid grow grid-cols-[minmax(0,1fr)_400px] max-wide:grid-cols-1">
          <div className="min-w-0">
            <AttentionQueue acts={AGENT_ACTS} initial={attention} />
            <div className="border-line border-t">
              <FleetFigures initial={health} />
            </div>
            <div className="grid grid-cols-2 border-line border-t phone:grid-cols-1">
              <div className="min-w-0">
                <FleetTiers initial={health} />
                <FleetDrops initial={health} />
              </div>
              <div className="min-w-0 border-line border-l phone:border-t phone:border-l-0">
                <FleetScores initial={health} />
              </div>
            </div>
          </div>
          <aside className="border-line border-l max-wide:border-t max-wide:border-l-0">
            <Feed />
          </aside>
        </div>
      </WhenAgents>
    </NuqsAdapter>
  );
}

/** What the page comes with, so that nothing moves when it comes alive; the browser asks for what could not be read. */
async function known() {
  const actor = await currentActor();
  if (!actor) return { attention: undefined, health: undefined, changes: undefined };
  const [attention, health, changes] = await Promise.all([
    readAttention(actor, { limit: ASKED }).catch(() => undefined),
    readFleetHealth(actor).catch(() => undefined),
    readChanges(actor).catch(() => undefined),
  ]);
  return { attention, health, changes };
}
