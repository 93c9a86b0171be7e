import { type Actor, authorise } from "../access/action";
import { followSpotAudit } from "../engine/spot-audits";
import { auditById, outcomeOf } from "../reads/audit";
import { Refusal } from "../refusal";
import type { Audit } from "../registry/audit";
import { runtime } from "../runtime";
import { findAudit, recordsOf } from "../store/audits";
import { runCommand } from "./run";

/** Ends an audit that is not over; what was asked is kept. Refuses 404 `registry/unknown-audit`, 409 `registry/audit-finished`. */
export async function cancelAudit(actor: Actor, id: string): Promise<Audit> {
  authorise(actor, "cancelAudit");
  const { fleet, store, auditor } = runtime();
  await runCommand(async (now) => {
    const row = await findAudit(store.prisma, id);
    if (!row) throw new Refusal(404, "registry/unknown-audit", `There is no audit ${id}.`);
    if (row.status === "cancelled") return { writes: [], entries: [], result: undefined };
    if (row.status !== "queued" && row.status !== "running")
      throw new Refusal(409, "registry/audit-finished", `Audit ${id} is over: ${row.status}.`);
    const agent = fleet.at(row.agentNumber);
    const evidenceHash = recordsOf(store.raw, row.number).at(-1)?.hash ?? null;
    return {
      writes: [
        store.prisma.audit.update({
          where: { id },
          data: { status: "cancelled", finishedAt: BigInt(now), evidenceHash, outcome: JSON.stringify(outcomeOf(row)) },
        }),
      ],
      entries: [
        {
          type: "audit.cancelled" as const,
          agentId: agent?.id,
          actor: actor.name,
          data: { auditId: id, auditType: row.type, evidenceHash, seed: row.seed },
        },
      ],
      apply: () => {
        if (agent) {
          const spotCancelledAt = row.type === "spot" ? now : agent.audits.spotCancelledAt;
          agent.audits = { ...agent.audits, openId: null, spotCancelledAt };
          followSpotAudit(agent);
        }
        auditor.dismiss(row, "cancelled");
      },
      result: undefined,
    };
  });
  return auditById(id);
}
