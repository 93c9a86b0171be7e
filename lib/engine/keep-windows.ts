import { runtime } from "../runtime";
import { type SlabRecord, windowFileOf, writeWindowFile } from "../store/window-file";

// Fewer than this are replayed in a blink.
const WORTH_KEEPING = 50_000;

/**
 * Keeps the windows in a file beside the database, so that a start need not read every signal again. Waits until enough
 * signals came since the last time; with `withinMs` it does not wait for that many, and gives up after so long.
 */
export async function keepWindows(withinMs?: number): Promise<void> {
  const { config, fleet, instance, journal, lastSignalRow, windowsKeptTo } = runtime();
  const fresh = lastSignalRow - windowsKeptTo;
  if (fresh === 0 || (withinMs === undefined && fresh < WORTH_KEEPING)) return;
  const giveUpAt = withinMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + withinMs;
  await writeWindowFile(windowFileOf(config.databaseFile), slabs(giveUpAt), () => {
    const { seq, hash } = runtime().journal;
    return { instance, seq, hash, sinceSeq: journal.seq, sinceRow: lastSignalRow, reporters: fleet.windows.cappedReporters };
  });
  runtime().windowsKeptTo = lastSignalRow;
}

/** Each slab as it is when its turn comes: signals go on arriving meanwhile. */
function* slabs(giveUpAt: number): Generator<SlabRecord> {
  const rt = runtime();
  for (const slab of rt.fleet.windows.slabs()) {
    if (performance.now() > giveUpAt) throw new Error("Keeping the windows took too long.");
    yield { slab, row: rt.lastSignalRow, state: rt.fleet.slabState(slab) };
  }
}
