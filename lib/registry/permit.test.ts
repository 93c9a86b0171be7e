import { describe, expect, it } from "vitest";
import type { Agent } from "./agent";
import { agentLike } from "./agent.fixture";
import { AGENT_ACTS, type AgentAct, obstacle } from "./permit";

const held = (cause: Agent["holds"][number]["cause"]): Partial<Agent> => ({
  status: "suspended",
  holds: [{ cause, actor: "owner", since: "2026-11-20T13:36:00Z", note: null }],
});

describe("what a human may do to an agent", () => {
  it.each<[string, Partial<Agent>, AgentAct[]]>([
    ["in good standing", {}, ["suspend", "revoke", "deregister", "update"]],
    ["suspended by an operator", held("operator"), ["resume", "revoke", "lift", "deregister", "update"]],
    ["held for a critical violation", held("critical_violation"), ["suspend", "revoke", "lift", "deregister", "update"]],
    ["revoked", { revoked: true }, ["suspend", "reinstate", "deregister", "update"]],
    ["deregistered", { status: "deregistered", revoked: true }, []],
  ])("that is %s", (_, differs, may) => {
    expect(AGENT_ACTS.filter((act) => obstacle(act, agentLike(differs)) === null)).toEqual(may);
  });
});
