import type { HoldCause } from "@/lib/registry/agent";
import type { ConcernKind } from "@/lib/registry/attention";
import type { AttentionAgent, AttentionItem } from "@/lib/registry/attention-shape";
import type { Step } from "./acts";

/** The one thing to do about a concern: an audit at once, an act that asks for a reason, or the place where it is done. */
export type Way =
  | { does: "audit"; label: string }
  | { does: "ask"; label: string; step: Step; cause: HoldCause | null }
  | { does: "open"; label: string; href: string };

const page = ({ id }: AttentionAgent, anchor = "") => `/agents/${encodeURIComponent(id)}${anchor}`;

const AUDIT_LABELS: Partial<Record<ConcernKind, string>> = { audit_inconclusive: "Run again" };

/** What to do about a concern. */
export function wayOf({ kind, agent, task }: AttentionItem): Way {
  if (task) return { does: "open", label: "Open task", href: `/routing/${encodeURIComponent(task.decisionId)}` };
  if (!agent) return { does: "open", label: "Open", href: "/agents" };
  switch (kind) {
    case "revoked":
      return { does: "ask", label: "Reinstate…", step: "reinstate", cause: null };
    case "hold":
      return wayOutOf(agent);
    case "audit_failed":
      return { does: "open", label: "See evidence", href: agent.audit ? `/audits/${agent.audit.id}` : page(agent, "#audits") };
    case "expired":
    case "audit_inconclusive":
    case "tier_drop":
    case "audit_overdue":
      return audited(agent, AUDIT_LABELS[kind] ?? "Re-audit");
    case "at_risk":
    case "falling":
      return { does: "open", label: "Explain", href: page(agent, "#change") };
    case "silent":
      return { does: "open", label: "Check source", href: page(agent, "#signals") };
    default:
      return { does: "open", label: "See evidence", href: page(agent, "#signals") };
  }
}

/** What ends the hold that stands first. */
function wayOutOf(agent: AttentionAgent): Way {
  const cause = agent.holds[0]?.cause ?? "operator";
  switch (cause) {
    case "operator":
      return { does: "ask", label: "Resume…", step: "resume", cause: null };
    case "integrity":
      return agent.auditable ? audited(agent, "Re-audit") : { does: "ask", label: "Lift hold…", step: "lift", cause };
    case "architecture_drift":
      return { does: "open", label: "Review drift", href: page(agent, "#holds") };
    case "insolvent":
      return { does: "open", label: "Top up", href: page(agent, "#account") };
    default:
      return { does: "ask", label: "Lift hold…", step: "lift", cause };
  }
}

/** Who has no endpoint to put probes to is certified by import. */
function audited(agent: AttentionAgent, label: string): Way {
  return agent.auditable ? { does: "audit", label } : { does: "open", label: "Certify", href: page(agent, "#certificates") };
}
