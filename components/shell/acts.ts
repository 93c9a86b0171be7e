import type { AgentActs } from "@/components/registry/acts";
import type { Register } from "@/components/registry/register-form";
import type { Act } from "@/lib/http/problem";

/** The server actions of what can be done from every page. */
export type ShellActs = {
  agent: AgentActs;
  register: Register;
  removeDemo: Act<null, unknown>;
  signOut: Act<null, null>;
  putTourAway: Act<null, null>;
};
