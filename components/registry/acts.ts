import type { Act } from "@/lib/http/problem";
import type { Agent, AgentPatch, HoldCause } from "@/lib/registry/agent";
import { HOLD_NAMES } from "@/lib/registry/hold";
import type { AgentAct } from "@/lib/registry/permit";

type ForReason = Act<{ id: string; reason: string }, Agent>;

/** The server actions of one agent's page. */
export type AgentActs = {
  suspend: ForReason;
  resume: ForReason;
  revoke: ForReason;
  reinstate: ForReason;
  deregister: ForReason;
  lift: Act<{ id: string; cause: HoldCause; reason: string }, Agent>;
  update: Act<{ id: string; patch: AgentPatch }, Agent>;
};

/** An act that is confirmed with a reason. */
export type Step = Exclude<AgentAct, "update">;

/** What a confirmation says: the question, what follows, the way out, and what is told afterwards. */
export type Wording = {
  menu: string;
  question: (agent: Agent) => string;
  follows: (agent: Agent, cause: HoldCause | null) => string;
  action: string;
  keep: string;
  done: (agent: Agent) => string;
  tone: "danger" | "primary";
  acknowledge?: string;
  /** The act that takes it back, offered for 10 s. */
  undo?: "resume" | "reinstate";
};

export const WORDINGS = {
  suspend: {
    menu: "Suspend…",
    question: (agent) => `Suspend ${agent.name}?`,
    follows: () =>
      "It is put on hold at once and may not act until somebody resumes it. Its signals are still recorded and scored, and it keeps its rank.",
    action: "Suspend",
    keep: "Keep active",
    done: (agent) => `${agent.name} suspended`,
    tone: "danger",
    undo: "resume",
  },
  resume: {
    menu: "Resume…",
    question: (agent) => `Resume ${agent.name}?`,
    follows: (agent) => `The operator's hold is lifted. ${others(agent, "operator")}`,
    action: "Resume",
    keep: "Keep on hold",
    done: (agent) => `${agent.name} resumed`,
    tone: "primary",
  },
  revoke: {
    menu: "Revoke…",
    question: (agent) => `Revoke ${agent.name}?`,
    follows: () =>
      "It loses its rank at once and stays revoked, whatever its score does, until somebody reinstates it. Its signals are still recorded and scored.",
    action: "Revoke",
    keep: "Keep trusted",
    done: (agent) => `${agent.name} revoked`,
    tone: "danger",
    undo: "reinstate",
  },
  reinstate: {
    menu: "Reinstate…",
    question: (agent) => `Reinstate ${agent.name}?`,
    follows: (agent) =>
      `It is trusted again by its score of ${agent.score}. If that is under the revocation line, its next signal can revoke it again.`,
    action: "Reinstate",
    keep: "Keep revoked",
    done: (agent) => `${agent.name} reinstated`,
    tone: "primary",
  },
  lift: {
    menu: "Lift hold…",
    question: (agent) => `Lift a hold from ${agent.name}?`,
    follows: (agent, cause) => `The hold ${cause === null ? "" : `“${HOLD_NAMES[cause]}” `}is lifted. ${others(agent, cause)}`,
    action: "Lift hold",
    keep: "Keep on hold",
    done: (agent) => `A hold was lifted from ${agent.name}`,
    tone: "primary",
  },
  deregister: {
    menu: "Deregister…",
    question: (agent) => `Deregister ${agent.name}?`,
    follows: () =>
      "It leaves the leaderboard for good, takes no more signals, and its id can never be used again. Its history and journal are kept.",
    action: "Deregister",
    keep: "Keep registered",
    done: (agent) => `${agent.name} deregistered`,
    tone: "danger",
    acknowledge: "I understand that this cannot be undone",
  },
} as const satisfies Record<Step, Wording>;

function others(agent: Agent, lifted: HoldCause | null): string {
  const rest = agent.holds.filter((hold) => hold.cause !== lifted).map((hold) => HOLD_NAMES[hold.cause]);
  return rest.length === 0 ? "No other hold remains." : `It stays on hold: ${rest.join(", ")}.`;
}
