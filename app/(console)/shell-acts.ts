import type { ShellActs } from "@/components/shell/acts";
import { putTourAway, registerAgent, removeDemo, signOut } from "./actions";
import { AGENT_ACTS } from "./agents/acts";

/** What can be done from every page that has the console's frame. */
export const SHELL_ACTS: ShellActs = { agent: AGENT_ACTS, register: registerAgent, removeDemo, signOut, putTourAway };
