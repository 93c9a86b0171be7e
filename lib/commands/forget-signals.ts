import { runtime } from "../runtime";
import { forget, signalsBefore } from "../store/retention";
import type { DimensionIndex } from "../trust/dimension";
import { runCommand } from "./run";

const DAY_MS = 86_400_000;
// Looked at in one slot; each may dirty pages of its own.
const AT_ONCE = 50;

/**
 * Forgets signals older than the retention in force keeps them, beginning after a row and a few at a time; those still in a window stay.
 * Answers the row to go on after, null at the end of what is old.
 */
export async function forgetSignals(after: number): Promise<number | null> {
  const { result } = await runCommand(async (now) => {
    const { store, fleet, retention } = runtime();
    const old = signalsBefore(store.raw, after, now - retention.value.signalDays * DAY_MS, AT_ONCE);
    const left = old.filter(
      ({ row, agentNumber, dimension }) => row < (fleet.windows.oldestRow(agentNumber, dimension as DimensionIndex) ?? 0),
    );
    return {
      writes: left.length > 0 ? forget(store.prisma, left) : [],
      entries: [],
      result: old.length < AT_ONCE ? null : (old.at(-1)?.row ?? null),
    };
  });
  return result;
}
