/** A reader that takes nothing for so long is given up, ms; so one that takes 16 KiB in that time is slow, but served. */
export const STALLED_MS = 15_000;

/**
 * The same lines; `leave` is called once, when they have ended, were given up by their reader, or nobody took one for
 * `STALLED_MS`. What they were made from is let go then, and asking for another line fails.
 */
export function leaving(lines: AsyncIterable<string>, leave: () => void): AsyncIterable<string> {
  const source = lines[Symbol.asyncIterator]();
  let stalled = false;
  let timer: NodeJS.Timeout | undefined;
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      stalled = true;
      leave();
      void source.return?.();
    }, STALLED_MS);
    timer.unref();
  };
  const end = () => {
    clearTimeout(timer);
    leave();
  };
  watch();
  const iterator: AsyncIterator<string> = {
    async next() {
      if (stalled) throw new Error("The reader took nothing for too long.");
      clearTimeout(timer);
      try {
        const taken = await source.next();
        if (taken.done) end();
        else watch();
        return taken;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      end();
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
