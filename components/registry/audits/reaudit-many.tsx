"use client";

import { useQueryClient } from "@tanstack/react-query";
import { attempt } from "@/components/live/use-act";
import { Confirm } from "@/components/ui/confirm";
import { count } from "@/components/ui/format";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queryGroups } from "@/lib/http/queries";
import { type BulkOutcome, bulkText } from "./bulk";

/** As many as are taken at once. */
const MOST = 1000;

type Props = { agentIds: readonly string[]; request: Act<{ agentIds: string[] }, BulkOutcome>; close: () => void };

/** Asks before several agents are audited, and tells what became of it in numbers. */
export function ReauditMany({ agentIds, request, close }: Props) {
  const client = useQueryClient();
  const taken = agentIds.slice(0, MOST);
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && close()}
      tone="primary"
      title={`Re-audit ${count(taken.length, "agent")}?`}
      consequence={
        <>
          Each is asked some 85 questions at its endpoint, a few agents at a time. Those with an audit under way or without an
          endpoint are left out.
          {agentIds.length > MOST ? ` These are the first ${count(MOST, "agent")} of ${count(agentIds.length, "agent")}.` : ""}
        </>
      }
      action={`Re-audit ${count(taken.length, "agent")}`}
      onConfirm={async () => {
        const { data, failure } = await attempt(request, { agentIds: [...taken] });
        if (failure) return failure;
        notify({ text: bulkText(data), link: { href: "/audits", name: "Show" } });
        void client.invalidateQueries({ queryKey: queryGroups.auditLists });
      }}
    />
  );
}
