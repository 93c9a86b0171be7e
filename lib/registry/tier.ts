/** What an agent is certified for, least first: none, pre-approved microtasks, contracts with verified objectives, autonomous contracting, delegation and sub-agents, self-modification. */
export const TIERS = ["T0", "T1", "T2", "T3", "T4", "T5"] as const;
export type Tier = (typeof TIERS)[number];

/** The tier of a level 0–5. */
export function tierOf(level: number): Tier {
  return TIERS[level] ?? "T0";
}
