import type { QueryClient } from "@tanstack/react-query";
import { attempt } from "@/components/live/use-act";
import { notify } from "@/components/ui/toast";
import { queries, queryGroups } from "@/lib/http/queries";
import { cut } from "@/lib/registry/cut";
import type { AuditActs } from "./acts";
import { auditHref } from "./view-address";

const LONGEST_NAME = 60;

/** Asks for an audit of an agent and says what became of that, with the way to it. */
export async function reaudit(
  client: QueryClient,
  request: AuditActs["request"],
  agentId: string,
  agentName: string,
): Promise<void> {
  const { data, failure } = await attempt(request, { agentId });
  const name = cut(agentName, LONGEST_NAME);
  if (failure) {
    notify({ text: `${name} is not audited. ${failure.detail}` });
    return;
  }
  notify({
    text: data.requested ? `Audit of ${name} started` : `An audit of ${name} is under way already`,
    link: { href: auditHref(data.audit.id), name: "Show" },
  });
  void client.invalidateQueries({ queryKey: queryGroups.auditLists });
  void client.invalidateQueries({ queryKey: queries.agent(agentId).queryKey, exact: true });
}
