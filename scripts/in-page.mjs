/**
 * A function as a script that a page runs before its own. tsx has wrapped the functions inside of it in a helper of its own,
 * which no page has.
 * @param {() => void} run
 * @returns {{ content: string }}
 */
export function inPage(run) {
  return { content: `{ const __name = (inner) => inner; (${run})(); }` };
}
