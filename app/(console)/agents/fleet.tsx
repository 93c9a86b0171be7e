"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ComponentProps, useMemo, useState } from "react";
import type { AgentActs } from "@/components/registry/acts";
import { Leaderboard } from "@/components/trust/leaderboard/leaderboard";
import type { requestAudits } from "../actions";

const ReauditMany = dynamic(() => import("@/components/registry/audits/reaudit-many").then((it) => it.ReauditMany), {
  ssr: false,
});

const PeekActions = dynamic(() => import("./peek-actions").then((it) => it.PeekActions), { ssr: false });

type Props = Omit<ComponentProps<typeof Leaderboard>, "audits" | "peekActions"> & {
  agentActs: AgentActs;
  requestAudits: typeof requestAudits;
};

/** The leaderboard with what audits do in it and what can be done to an agent. */
export function Fleet({ agentActs, requestAudits, ...leaderboard }: Props) {
  const client = useQueryClient();
  const [many, setMany] = useState<readonly string[] | null>(null);
  const audits = useMemo(
    () => ({
      // What asks and tells comes when it is needed: the board is there before it.
      start: (agentId: string, name: string) =>
        void import("@/components/registry/audits/reaudit").then(({ reaudit }) =>
          reaudit(client, agentActs.audit, agentId, name),
        ),
      startMany: setMany,
    }),
    [client, agentActs.audit],
  );
  return (
    <>
      <Leaderboard {...leaderboard} audits={audits} peekActions={(id) => <PeekActions agentId={id} acts={agentActs} />} />
      {many === null ? null : <ReauditMany agentIds={many} request={requestAudits} close={() => setMany(null)} />}
    </>
  );
}
