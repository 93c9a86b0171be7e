import type { Heard } from "../auditors/auditor";
import { type EvidenceHead, linkRecords } from "../auditors/evidence";
import { runtime } from "../runtime";
import { runCommand } from "./run";

/**
 * Keeps evidence of several audits in one transaction; what there is to keep is asked for in the writer's slot. Answers
 * where the evidence of each ends then, in their order.
 */
export async function keepAuditRecords(heard: () => readonly Heard[]): Promise<EvidenceHead[]> {
  const { result } = await runCommand(async () => {
    const linked = heard().map(({ auditNumber, head, records }) => ({ auditNumber, head, kept: linkRecords(head, records) }));
    const rows = linked.flatMap(({ auditNumber, kept }) => kept.map((record) => ({ auditNumber, ...record })));
    return {
      writes: rows.length > 0 ? [runtime().store.prisma.auditRecord.createMany({ data: rows })] : [],
      entries: [],
      result: linked.map(({ head, kept }): EvidenceHead => kept.at(-1) ?? head),
    };
  });
  return result;
}
