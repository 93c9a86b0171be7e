import type { FleetAgent } from "../engine/fleet";
import type { Prisma } from "../generated/prisma/client";
import type { NewEntry } from "../journal/entry";
import { runtime } from "../runtime";
import { insertClaim } from "../store/idempotency";
import { chain, type StoredEntry } from "../store/journal";
import { currentClaim, withoutClaim } from "./claim";

/** What a command decided in its slot: rows to write and entries to append in one transaction, then what follows from them. */
export type Decision<T> = {
  writes: Prisma.PrismaPromise<unknown>[];
  entries: NewEntry[];
  /** Changes of the hot state, made once the transaction is committed. */
  apply?: () => void;
  /** Agents whose row on the board changes. */
  changed?: FleetAgent[];
  result: T;
};

/**
 * Runs one command alone in the writer's slot: it reads its facts, decides, and commits rows and journal entries together;
 * only then the hot state changes and browsers hear of it. Returns the decision's result and the appended entries.
 */
export async function runCommand<T>(
  decide: (now: number) => Promise<Decision<T>>,
): Promise<{ result: T; entries: StoredEntry[] }> {
  const rt = runtime();
  const claim = currentClaim();
  const inSlot = async () => {
    const now = rt.now();
    const decision = await decide(now);
    const entries = chain(rt.journal, decision.entries, now);
    const version = rt.fleet.version + (decision.changed && decision.changed.length > 0 ? 1 : 0);
    const { prisma } = rt.store;
    const writes = [...decision.writes];
    if (entries.length > 0)
      writes.push(prisma.journalEntry.createMany({ data: entries.map((entry) => ({ ...entry, at: BigInt(entry.at) })) }));
    if (version !== rt.fleet.version)
      writes.push(prisma.instance.update({ where: { id: 1 }, data: { version: BigInt(version) } }));
    if (writes.length > 0) {
      const claims = claim?.kept === "nothing";
      await prisma.$transaction(claims ? [...writes, insertClaim(prisma, claim)] : writes);
      if (claims) claim.kept = "effect";
    }

    const last = entries.at(-1);
    if (last) rt.journal = { seq: last.seq, hash: last.hash };
    try {
      decision.apply?.();
      if (decision.changed) {
        rt.fleet.version = version;
        for (const agent of decision.changed) {
          rt.fleet.changedAt[agent.number] = version;
          rt.fleet.touched.add(agent);
        }
        rt.publisher.scores(decision.changed);
      }
      rt.publisher.entries(entries);
    } catch (error) {
      // What is on disk stays: thrown, the writer would refuse the command or do it again.
      rt.log.error({ err: error }, "what follows from a commit failed");
    }
    return { result: decision.result, entries };
  };
  return rt.writer.slot(() => withoutClaim(inSlot));
}
