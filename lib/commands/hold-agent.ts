import { type Actor, authorise } from "../access/action";
import { agentById } from "../reads/agent";
import type { Agent, HoldCause } from "../registry/agent";
import { runtime } from "../runtime";
import { agentFor } from "./find-agent";
import { runCommand } from "./run";

/** Sets the hold `operator`. Refuses 409 `registry/already-suspended`. */
export async function suspendAgent(actor: Actor, id: string, reason: string): Promise<Agent> {
  authorise(actor, "suspendAgent");
  await runCommand(async (now) => {
    const { store, fleet } = runtime();
    const agent = agentFor("suspend", id);
    const hold = { cause: "operator" as const, actor: actor.name, since: now, note: reason };
    return {
      writes: [
        store.prisma.hold.create({ data: { ...hold, agentNumber: agent.number, since: BigInt(now) } }),
        store.prisma.agent.update({ where: { number: agent.number }, data: { version: { increment: 1 } } }),
      ],
      entries: [{ type: "agent.suspended", agentId: id, actor: actor.name, data: { reason } }],
      apply: () => {
        agent.holds = [...agent.holds, hold];
        fleet.settle(agent);
      },
      changed: [agent],
      result: undefined,
    };
  });
  return agentById(id);
}

/** Lifts the hold `operator` and no other. Refuses 409 `registry/not-suspended`. */
export async function resumeAgent(actor: Actor, id: string, reason: string): Promise<Agent> {
  authorise(actor, "resumeAgent");
  await lift(actor, "resume", id, "operator", reason);
  return agentById(id);
}

/** Lifts one hold by its cause. Refuses 409 `registry/no-such-hold`. */
export async function liftHold(actor: Actor, id: string, cause: HoldCause, reason: string): Promise<Agent> {
  authorise(actor, "liftHold");
  await lift(actor, "lift", id, cause, reason);
  return agentById(id);
}

function lift(actor: Actor, act: "resume" | "lift", id: string, cause: HoldCause, reason: string) {
  return runCommand(async () => {
    const { store, fleet } = runtime();
    const agent = agentFor(act, id, cause);
    return {
      writes: [
        store.prisma.hold.delete({ where: { agentNumber_cause: { agentNumber: agent.number, cause } } }),
        store.prisma.agent.update({ where: { number: agent.number }, data: { version: { increment: 1 } } }),
      ],
      entries: [
        cause === "operator"
          ? { type: "agent.resumed" as const, agentId: id, actor: actor.name, data: { reason } }
          : { type: "agent.hold_lifted" as const, agentId: id, actor: actor.name, data: { cause, reason } },
      ],
      apply: () => {
        agent.holds = agent.holds.filter((hold) => hold.cause !== cause);
        fleet.settle(agent);
      },
      changed: [agent],
      result: undefined,
    };
  });
}
