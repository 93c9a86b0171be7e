import type { Actor } from "../access/action";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { ownUserId } from "./end-sessions";
import { runCommand } from "./run";

/**
 * Notes that the one who asks has seen everything up to an entry of the journal, in whatever browser. It is not journaled: it
 * is how somebody reads, decides nothing, and would itself be a change since then. To take a mark back, the one before is
 * given with its time (epoch ms), or `seq: null` where there was none. Refuses 403 `access/no-account` for keys,
 * 409 `journal/not-yet` for an entry that there is not.
 */
export async function markSeen(actor: Actor, { seq, at }: { seq: number | null; at?: number }): Promise<null> {
  const userId = ownUserId(actor);
  await runCommand(async (now) => {
    const { store, journal } = runtime();
    if (seq !== null && seq > journal.seq)
      throw new Refusal(409, "journal/not-yet", `The journal ends with entry ${journal.seq}.`);
    const seen = { seenSeq: seq, seenAt: seq === null ? null : BigInt(Math.min(now, at ?? now)) };
    const write = store.prisma.userPreferences.upsert({ where: { userId }, create: { userId, ...seen }, update: seen });
    return { writes: [write], entries: [], result: null };
  });
  return null;
}
