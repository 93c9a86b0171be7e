"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ComponentProps, useMemo, useState } from "react";
import type { AuditActs } from "@/components/registry/audits/acts";
import { Leaderboard } from "@/components/trust/leaderboard/leaderboard";
import type { requestAudits } from "../actions";

const ReauditMany = dynamic(() => import("@/components/registry/audits/reaudit-many").then((it) => it.ReauditMany), {
  ssr: false,
});

type Props = Omit<ComponentProps<typeof Leaderboard>, "audits"> & {
  requestAudit: AuditActs["request"];
  requestAudits: typeof requestAudits;
};

/** The leaderboard with what audits do in it. */
export function Fleet({ requestAudit, requestAudits, ...leaderboard }: Props) {
  const client = useQueryClient();
  const [many, setMany] = useState<readonly string[] | null>(null);
  const audits = useMemo(
    () => ({
      // What asks and tells comes when it is needed: the board is there before it.
      start: (agentId: string, name: string) =>
        void import("@/components/registry/audits/reaudit").then(({ reaudit }) => reaudit(client, requestAudit, agentId, name)),
      startMany: setMany,
    }),
    [client, requestAudit],
  );
  return (
    <>
      <Leaderboard {...leaderboard} audits={audits} />
      {many === null ? null : <ReauditMany agentIds={many} request={requestAudits} close={() => setMany(null)} />}
    </>
  );
}
