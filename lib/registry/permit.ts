import type { Agent, HoldCause } from "./agent";
import { isAuditable } from "./auditable";

/** What can be done to an agent. */
export const AGENT_ACTS = [
  "suspend",
  "resume",
  "revoke",
  "reinstate",
  "lift",
  "certify",
  "audit",
  "topUp",
  "acceptArchitecture",
  "deregister",
  "update",
] as const;
export type AgentAct = (typeof AGENT_ACTS)[number];

/** What an act depends on. */
type Circumstances = {
  deregistered: boolean;
  revoked: boolean;
  /** Whether there is an endpoint that audits can be put to. */
  auditable: boolean;
  holds: readonly { cause: HoldCause }[];
};

const held = (agent: Circumstances, cause: HoldCause) => agent.holds.some((hold) => hold.cause === cause);

/** Circumstances that bar an act: the code of the refusal, and the words that follow the agent's name. */
const BARS = {
  deregistered: { code: "registry/deregistered", words: "is deregistered.", when: (a) => a.deregistered },
  suspended: { code: "registry/already-suspended", words: "is suspended already.", when: (a) => held(a, "operator") },
  notSuspended: {
    code: "registry/not-suspended",
    words: "is not suspended by an operator.",
    when: (a) => !held(a, "operator"),
  },
  revoked: { code: "registry/already-revoked", words: "is revoked already.", when: (a) => a.revoked },
  notRevoked: { code: "registry/not-revoked", words: "is not revoked.", when: (a) => !a.revoked },
  notHeld: { code: "registry/no-such-hold", words: "has no hold.", when: (a) => a.holds.length === 0 },
  drifted: {
    code: "registry/architecture-mismatch",
    words: "is held for architecture drift: no audit can tell what it is now. Accept its architecture first.",
    when: (a) => held(a, "architecture_drift"),
  },
  notAuditable: {
    code: "registry/no-endpoint",
    words: "has no endpoint for chat completions to put probes to; it is certified by import only.",
    when: (a) => !a.auditable,
  },
} as const satisfies Record<string, { code: string; words: string; when: (agent: Circumstances) => boolean }>;
export type Bar = { code: (typeof BARS)[keyof typeof BARS]["code"]; words: string };

/** What bars each act; the first that applies answers. Revocation and holds bar no certification: it may be what lifts them. */
const BARRED_BY = {
  suspend: ["deregistered", "suspended"],
  resume: ["deregistered", "notSuspended"],
  revoke: ["deregistered", "revoked"],
  reinstate: ["deregistered", "notRevoked"],
  lift: ["deregistered", "notHeld"],
  certify: ["deregistered"],
  audit: ["deregistered", "drifted", "notAuditable"],
  topUp: ["deregistered"],
  acceptArchitecture: ["deregistered"],
  deregister: ["deregistered"],
  update: ["deregistered"],
} as const satisfies Record<AgentAct, readonly (keyof typeof BARS)[]>;

/** What bars this act in these circumstances; null = nothing does. */
export function barTo(act: AgentAct, agent: Circumstances): Bar | null {
  const bar = BARRED_BY[act].find((name) => BARS[name].when(agent));
  return bar === undefined ? null : BARS[bar];
}

/** Why this act does not apply to the agent now, as a sentence; null = it applies. */
export function obstacle(
  act: AgentAct,
  { status, revoked, holds, endpoint }: Pick<Agent, "status" | "revoked" | "holds" | "endpoint">,
): string | null {
  const bar = barTo(act, { deregistered: status === "deregistered", revoked, holds, auditable: isAuditable(endpoint) });
  return bar && `It ${bar.words}`;
}
