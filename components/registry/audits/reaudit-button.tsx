"use client";

import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonLook } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { queries } from "@/lib/http/queries";
import { obstacle } from "@/lib/registry/permit";
import type { AuditActs } from "./acts";
import { useReaudit } from "./use-reaudit";

type Props = ButtonLook & {
  agentId: string;
  name: string;
  request: AuditActs["request"];
  /** Asks about the agent only when somebody reaches for the button: for lists of them. */
  lazy?: boolean;
  tabIndex?: number;
  className?: string;
};

/** Starts an audit of an agent; where that is not possible it says why. */
export function ReauditButton({ agentId, name, request, lazy = false, tabIndex, className, ...look }: Props) {
  const [reached, setReached] = useState(false);
  const agent = useQuery({ ...queries.agent(agentId), enabled: !lazy || reached }).data;
  const { run, pending } = useReaudit(request);
  const because = agent ? obstacle("audit", agent) : null;
  const button = (
    <Button
      {...look}
      className={className}
      tabIndex={tabIndex}
      pending={pending}
      aria-label={lazy ? `Re-audit ${name}` : undefined}
      aria-disabled={because === null ? undefined : true}
      onPointerEnter={() => setReached(true)}
      onFocus={() => setReached(true)}
      onClick={() => because === null && void run(agentId, name)}
    >
      {lazy ? null : <RefreshCw aria-hidden />}
      Re-audit
    </Button>
  );
  return because === null ? button : <Tooltip text={because}>{button}</Tooltip>;
}
