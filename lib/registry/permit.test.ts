import { describe, expect, it } from "vitest";
import type { Agent } from "./agent";
import { agentLike } from "./agent.fixture";
import { AGENT_ACTS, type AgentAct, barTo, obstacle } from "./permit";

const held = (cause: Agent["holds"][number]["cause"]): Partial<Agent> => ({
  status: "suspended",
  holds: [{ cause, actor: "owner", since: "2026-11-20T13:36:00Z", note: null }],
});

/** What only deregistration bars, given an endpoint. */
const ALWAYS = ["certify", "audit", "topUp", "acceptArchitecture", "deregister", "update"] as const;

describe("what a human may do to an agent", () => {
  it.each<[string, Partial<Agent>, AgentAct[]]>([
    ["in good standing", {}, ["suspend", "revoke", ...ALWAYS]],
    ["suspended by an operator", held("operator"), ["resume", "revoke", "lift", ...ALWAYS]],
    ["held for a critical violation", held("critical_violation"), ["suspend", "revoke", "lift", ...ALWAYS]],
    ["held for drift", held("architecture_drift"), ["suspend", "revoke", "lift", ...ALWAYS.filter((act) => act !== "audit")]],
    ["without an endpoint", { endpoint: undefined }, ["suspend", "revoke", ...ALWAYS.filter((act) => act !== "audit")]],
    ["revoked", { revoked: true }, ["suspend", "reinstate", ...ALWAYS]],
    ["deregistered", { status: "deregistered", revoked: true }, []],
  ])("that is %s", (_, differs, may) => {
    expect(AGENT_ACTS.filter((act) => obstacle(act, agentLike(differs)) === null)).toEqual(may);
  });

  it("is refused with a code and a sentence that say why", () => {
    expect(barTo("resume", { deregistered: false, revoked: false, auditable: true, holds: [] })).toMatchObject({
      code: "registry/not-suspended",
      words: "is not suspended by an operator.",
    });
    expect(obstacle("suspend", agentLike(held("operator")))).toBe("It is suspended already.");
    expect(obstacle("certify", agentLike({ status: "deregistered" }))).toBe("It is deregistered.");
  });
});
