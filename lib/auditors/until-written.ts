import { setTimeout as sleep } from "node:timers/promises";
import { isRefusal } from "../refusal";

type Around = { signal: AbortSignal; pauseMs: number; onRefused: (error: unknown) => void };

/** Writes, again and again while the database is busy or full. Throws what else goes wrong, and once the signal is given. */
export async function untilWritten<T>(write: () => Promise<T>, { signal, pauseMs, onRefused }: Around): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isRefusal(error) || error.status !== 503 || signal.aborted) throw error;
      onRefused(error);
    }
    await sleep(pauseMs);
  }
}
