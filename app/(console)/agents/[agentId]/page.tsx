import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { visible } from "@/components/chips/hidden-text";
import { AgentHeader } from "@/components/registry/agent-header";
import { AgentAudits } from "@/components/registry/audits/agent-audits";
import { AuditStrip } from "@/components/registry/audits/audit-strip";
import { CertificationSection } from "@/components/registry/certification-section";
import { HoldsSection } from "@/components/registry/holds-section";
import { ManifestSection } from "@/components/registry/manifest-section";
import { KnownAgent } from "@/components/registry/missing-agent";
import { TimelineSection } from "@/components/registry/timeline-section";
import { AccountSection } from "@/components/routing/account-section";
import { DecisionsSection } from "@/components/routing/decisions-section";
import { ObservedSection } from "@/components/routing/observed-section";
import { ChangeSection } from "@/components/trust/agent/change-section";
import { HistorySection } from "@/components/trust/agent/history-section";
import { ScoreSection } from "@/components/trust/agent/score-section";
import { SignalsSection } from "@/components/trust/agent/signals-section";
import { currentCookie } from "@/lib/http/browser";
import { sessionActor } from "@/lib/http/session";
import { readAgent } from "@/lib/reads/agent";
import { topUpAccount } from "../../actions";
import { AUDIT_ACTS } from "../../audits/acts";
import { AGENT_ACTS } from "../acts";

type Props = { params: Promise<{ agentId: string }> };

/** The id as it was written in the address; one that cannot be decoded is shown as it is. */
async function idOf({ params }: Props): Promise<string> {
  const { agentId } = await params;
  try {
    return decodeURIComponent(agentId);
  } catch {
    return agentId;
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const agentId = await idOf(props);
  const actor = await sessionActor(await currentCookie());
  const agent = actor && (await readAgent(actor, agentId).catch(() => null));
  return { title: visible((agent?.name ?? agentId).slice(0, 60)) };
}

export default async function AgentPage(props: Props) {
  const agentId = await idOf(props);
  return (
    <NuqsAdapter>
      <KnownAgent agentId={agentId}>
        <AgentHeader agentId={agentId} acts={AGENT_ACTS} />
        <AuditStrip agentId={agentId} acts={AUDIT_ACTS} />
        <HoldsSection agentId={agentId} acts={AGENT_ACTS} />
        {/* Row by row, so that one below the other certification comes second, before what was. */}
        <div className="grid grid-cols-2 border-line border-t *:min-w-0 max-lg:grid-cols-1 lg:*:even:border-l *:border-line *:not-first:border-t lg:*:nth-2:border-t-0">
          <div>
            <ScoreSection agentId={agentId} />
          </div>
          <div>
            <CertificationSection agentId={agentId} />
          </div>
          <div>
            <HistorySection agentId={agentId} />
          </div>
          <div>
            <ChangeSection agentId={agentId} />
          </div>
        </div>
        <div className="border-line border-t">
          <SignalsSection agentId={agentId} />
        </div>
        <div className="border-line border-t">
          <TimelineSection agentId={agentId} />
        </div>
        <div className="border-line border-t">
          <AgentAudits agentId={agentId} />
        </div>
        <div className="border-line border-t">
          <DecisionsSection agentId={agentId} />
        </div>
        <div className="border-line border-t">
          <AccountSection agentId={agentId} topUp={topUpAccount} />
        </div>
        <div className="grid grid-cols-2 border-line border-t max-lg:grid-cols-1 phone:pb-16">
          <div className="min-w-0">
            <ManifestSection agentId={agentId} />
          </div>
          <div className="min-w-0 border-line border-l max-lg:border-t max-lg:border-l-0">
            <ObservedSection agentId={agentId} />
          </div>
        </div>
      </KnownAgent>
    </NuqsAdapter>
  );
}
