import type { Act } from "@/lib/http/problem";
import type { Agent, AgentPatch, HoldCause } from "@/lib/registry/agent";
import { cut } from "@/lib/registry/cut";
import { HOLD_NAMES } from "@/lib/registry/hold";
import type { AgentAct } from "@/lib/registry/permit";
import type { AuditActs } from "./audits/acts";

type ForReason = Act<{ id: string; reason: string }, Agent>;

/** The server actions of one agent's page. */
export type AgentActs = {
  suspend: ForReason;
  resume: ForReason;
  revoke: ForReason;
  reinstate: ForReason;
  deregister: ForReason;
  lift: Act<{ id: string; cause: HoldCause; reason: string }, Agent>;
  acceptArchitecture: Act<{ id: string; architectureHash: string; reason: string }, Agent>;
  update: Act<{ id: string; patch: AgentPatch }, Agent>;
  audit: AuditActs["request"];
};

/** An act that is confirmed with a reason. */
export type Step = Exclude<AgentAct, "update" | "certify" | "audit" | "topUp" | "acceptArchitecture">;

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
    question: (agent) => `Suspend ${nameOf(agent)}?`,
    follows: () =>
      "It is put on hold at once and may not act until somebody resumes it. Its signals are still recorded and scored, and it keeps its rank.",
    action: "Suspend",
    keep: "Keep active",
    done: (agent) => `${nameOf(agent)} suspended`,
    tone: "danger",
    undo: "resume",
  },
  resume: {
    menu: "Resume…",
    question: (agent) => `Resume ${nameOf(agent)}?`,
    follows: (agent) => `The operator's hold is lifted. ${others(agent, "operator")}`,
    action: "Resume",
    keep: "Keep on hold",
    done: (agent) => `${nameOf(agent)} resumed`,
    tone: "primary",
  },
  revoke: {
    menu: "Revoke…",
    question: (agent) => `Revoke ${nameOf(agent)}?`,
    follows: () =>
      "It loses its rank at once and stays revoked, whatever its score does, until somebody reinstates it. Its signals are still recorded and scored.",
    action: "Revoke",
    keep: "Keep trusted",
    done: (agent) => `${nameOf(agent)} revoked`,
    tone: "danger",
    undo: "reinstate",
  },
  reinstate: {
    menu: "Reinstate…",
    question: (agent) => `Reinstate ${nameOf(agent)}?`,
    follows: (agent) =>
      `It is trusted again by its score of ${agent.score}. If that is under the revocation line, its next signal can revoke it again.`,
    action: "Reinstate",
    keep: "Keep revoked",
    done: (agent) => `${nameOf(agent)} reinstated`,
    tone: "primary",
  },
  lift: {
    menu: "Lift hold…",
    question: (agent) => `Lift a hold from ${nameOf(agent)}?`,
    follows: (agent, cause) => `The hold ${cause === null ? "" : `“${HOLD_NAMES[cause]}” `}is lifted. ${others(agent, cause)}`,
    action: "Lift hold",
    keep: "Keep on hold",
    done: (agent) => `A hold was lifted from ${nameOf(agent)}`,
    tone: "primary",
  },
  deregister: {
    menu: "Deregister…",
    question: (agent) => `Deregister ${nameOf(agent)}?`,
    follows: () =>
      "It leaves the leaderboard for good, takes no more signals, and its id can never be used again. Its history and journal are kept.",
    action: "Deregister",
    keep: "Keep registered",
    done: (agent) => `${nameOf(agent)} deregistered`,
    tone: "danger",
    acknowledge: "I understand that this cannot be undone",
  },
} as const satisfies Record<Step, Wording>;

/** A name may be long; a question must not be. */
function nameOf(agent: Agent): string {
  return cut(agent.name, 60);
}

function others(agent: Agent, lifted: HoldCause | null): string {
  const rest = agent.holds.filter((hold) => hold.cause !== lifted).map((hold) => HOLD_NAMES[hold.cause]);
  return rest.length === 0 ? "No other hold remains." : `It stays on hold: ${rest.join(", ")}.`;
}
