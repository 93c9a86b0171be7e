const FEWEST = 2;
export const MOST = 4;

/** Why so many agents cannot be compared, as a sentence; null = they can. */
export function whyNot(agents: number): string | null {
  if (agents < FEWEST) return "Select two to four agents to compare them.";
  return agents > MOST ? `At most ${MOST} agents can be compared, ${agents} are selected.` : null;
}

/** Where agents are compared. */
export function compareAddress(ids: Iterable<string>): string {
  return `/agents/compare?ids=${[...ids].map(encodeURIComponent).join(",")}`;
}
