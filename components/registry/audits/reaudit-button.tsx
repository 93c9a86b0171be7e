"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useKey } from "@/components/ui/use-key";
import { queries } from "@/lib/http/queries";
import { useObstacle } from "../use-obstacle";
import type { AuditActs } from "./acts";
import { reaudit } from "./reaudit";

/** Starts an audit of an agent, also by `r`; where that is not possible it says why. */
export function ReauditButton({ agentId, name, request }: { agentId: string; name: string; request: AuditActs["request"] }) {
  const agent = useQuery(queries.agent(agentId)).data;
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const obstacle = useObstacle();
  const because = obstacle("audit", agent) ?? (agent?.openAuditId ? "An audit of it is under way." : null);
  const run = async () => {
    if (because !== null || pending) return;
    setPending(true);
    await reaudit(client, request, agentId, name);
    setPending(false);
  };
  useKey("r", "Re-audit the agent", () => void run(), { group: "Agent", because });
  return (
    <Button pending={pending} aria-keyshortcuts="r" because={because} onClick={() => void run()}>
      <RefreshCw aria-hidden className="phone:hidden" />
      Re-audit
    </Button>
  );
}
