import { runtime } from "../runtime";
import { type AuditRow, findAudit } from "../store/audits";
import { runCommand } from "./run";

/** Notes that an audit begins. False where it was cancelled meanwhile. An audit that goes on after a restart has begun already. */
export async function startAudit({ id }: AuditRow): Promise<boolean> {
  const { result } = await runCommand(async (now) => {
    const { store, fleet } = runtime();
    const row = await findAudit(store.prisma, id);
    if (row?.status !== "queued") return { writes: [], entries: [], result: row?.status === "running" };
    return {
      writes: [store.prisma.audit.update({ where: { id }, data: { status: "running", startedAt: BigInt(now) } })],
      entries: [
        {
          type: "audit.started" as const,
          agentId: fleet.at(row.agentNumber)?.id,
          actor: row.requestedBy,
          data: { auditId: id, auditType: row.type },
        },
      ],
      result: true,
    };
  });
  return result;
}
