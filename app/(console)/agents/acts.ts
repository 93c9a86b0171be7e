import type { AgentActs } from "@/components/registry/acts";
import {
  acceptArchitecture,
  deregisterAgent,
  liftHold,
  reinstateAgent,
  requestAudit,
  resumeAgent,
  revokeAgent,
  suspendAgent,
  updateAgent,
} from "../actions";

/** What can be done to an agent, for the pages that show one and for the command palette. */
export const AGENT_ACTS: AgentActs = {
  suspend: suspendAgent,
  resume: resumeAgent,
  revoke: revokeAgent,
  reinstate: reinstateAgent,
  deregister: deregisterAgent,
  lift: liftHold,
  acceptArchitecture,
  update: updateAgent,
  audit: requestAudit,
};
