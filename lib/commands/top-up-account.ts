import { type Actor, authorise } from "../access/action";
import type { FleetAgent } from "../engine/fleet";
import type { NewEntry } from "../journal/entry";
import { agentById } from "../reads/agent";
import { Refusal } from "../refusal";
import type { Agent } from "../registry/agent";
import { afterPosting, isInsolvent, MOST_SATS } from "../routing/account";
import type { TopUp } from "../routing/account-shape";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { nextTransfer, postTransfers } from "../store/ledger";
import { agentFor } from "./find-agent";
import { runCommand } from "./run";

/**
 * Pays sats from the treasury into an agent's account; a balance of 0 or more lifts the hold for insolvency. Refuses 404
 * `registry/unknown-agent`, 409 `registry/deregistered`, 422 `routing/balance-too-large`.
 */
export async function topUpAccount(actor: Actor, id: string, { amountSats, reason }: TopUp): Promise<Agent> {
  authorise(actor, "topUpAccount");
  await runCommand(async (now) => {
    const { store, fleet } = runtime();
    const agent = agentFor("topUp", id);
    if (agent.account.balanceSats + amountSats > MOST_SATS) {
      const detail = `No account may hold more than ${MOST_SATS} sats.`;
      throw new Refusal(422, "routing/balance-too-large", detail, [
        { pointer: "/amountSats", code: "routing/balance-too-large", detail },
      ]);
    }
    const account = afterPosting(agent.account, "top_up", amountSats);
    const entryId = newId();
    const solvent = isHeld(agent) && !isInsolvent(account);
    const topped: NewEntry = {
      id: entryId,
      type: "account.topped_up",
      agentId: id,
      actor: actor.name,
      data: { amountSats, balanceSats: account.balanceSats, reason },
    };
    const lifted: NewEntry = {
      type: "agent.hold_lifted",
      agentId: id,
      actor: actor.name,
      cause: entryId,
      data: { cause: "insolvent", reason },
    };
    return {
      writes: [
        ...postTransfers(store.prisma, [
          {
            transfer: nextTransfer(store.raw),
            agentNumber: agent.number,
            amountSats,
            kind: "top_up",
            at: now,
            actor: actor.name,
            reason,
          },
        ]),
        store.prisma.agent.update({ where: { number: agent.number }, data: { version: { increment: 1 } } }),
        ...(solvent ? [store.prisma.hold.deleteMany({ where: { agentNumber: agent.number, cause: "insolvent" } })] : []),
      ],
      entries: solvent ? [topped, lifted] : [topped],
      apply: () => {
        agent.account = account;
        if (solvent) agent.holds = agent.holds.filter(({ cause }) => cause !== "insolvent");
        fleet.settle(agent);
      },
      changed: [agent],
      result: undefined,
    };
  });
  return agentById(id);
}

function isHeld({ holds }: FleetAgent): boolean {
  return holds.some(({ cause }) => cause === "insolvent");
}
