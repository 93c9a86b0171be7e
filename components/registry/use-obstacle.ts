import { useBarred } from "@/components/live/permission";
import type { Action } from "@/lib/http/permission";
import { type AgentAct, obstacle } from "@/lib/registry/permit";

const ACTIONS = {
  suspend: "suspendAgent",
  resume: "resumeAgent",
  revoke: "revokeAgent",
  reinstate: "reinstateAgent",
  lift: "liftHold",
  certify: "certifyAgent",
  audit: "requestAudit",
  topUp: "topUpAccount",
  acceptArchitecture: "acceptArchitecture",
  deregister: "deregisterAgent",
  update: "updateAgent",
} as const satisfies Record<AgentAct, Action>;

/** Why an act on an agent cannot be done, by whoever is signed in or at all; null = it can. Unknown agents bar nothing. */
export function useObstacle(): (act: AgentAct, agent: Parameters<typeof obstacle>[1] | undefined) => string | null {
  const barred = useBarred();
  return (act, agent) => barred(ACTIONS[act]) ?? (agent ? obstacle(act, agent) : null);
}
