import type { Actor } from "../access/action";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { ownUserId } from "./end-sessions";
import { runCommand } from "./run";

/**
 * Notes that the one who asks has seen everything up to an entry of the journal, in whatever browser. It is not journaled: it
 * is how somebody reads, decides nothing, and would itself be a change since then. Refuses 403 `access/no-account` for keys,
 * 409 `journal/not-yet` for an entry that there is not.
 */
export async function markSeen(actor: Actor, { seq }: { seq: number }): Promise<{ seq: number; at: string }> {
  const userId = ownUserId(actor);
  const { result } = await runCommand(async (now) => {
    const { store, journal } = runtime();
    if (seq > journal.seq) throw new Refusal(409, "journal/not-yet", `The journal ends with entry ${journal.seq}.`);
    const seen = { seenSeq: seq, seenAt: BigInt(now) };
    const write = store.prisma.userPreferences.upsert({ where: { userId }, create: { userId, ...seen }, update: seen });
    return { writes: [write], entries: [], result: { seq, at: new Date(now).toISOString() } };
  });
  return result;
}
