import type { IneligibleCode } from "@/lib/registry/agent";
import type { DecidedCandidate, Finding } from "@/lib/routing/decision-shape";

/** What an agent must pass, in the order of the columns, and the codes that say it did not. */
export const GATES = [
  { gate: "Active", codes: ["unregistered", "deregistered", "revoked", "not_certified", "expired", "audit_inconclusive"] },
  {
    gate: "No hold",
    codes: ["hold_operator", "hold_integrity", "hold_architecture_drift", "hold_insolvent", "hold_critical_violation"],
  },
  { gate: "Rated", codes: ["unrated"] },
  { gate: "Tier", codes: ["below_tier"] },
  { gate: "Skills", codes: ["capability_missing"] },
  { gate: "Capacity", codes: ["no_capacity", "no_endpoint"] },
  { gate: "Budget", codes: ["over_budget", "over_ceiling"] },
] as const satisfies readonly { gate: string; codes: readonly IneligibleCode[] }[];

export type Gate = (typeof GATES)[number];

/** Codes beside which a tier is not judged: there is no certificate in force that could have one. */
const WITHOUT_TIER: readonly IneligibleCode[] = ["not_certified", "expired", "deregistered"];

/** How a candidate came through a gate; `unknown` where something before it left nothing to judge. */
export function passage({ gate, codes }: Gate, { ineligibleBecause }: DecidedCandidate): "passed" | "stopped" | "unknown" {
  const because: readonly IneligibleCode[] = ineligibleBecause;
  if (because.some((code) => (codes as readonly IneligibleCode[]).includes(code))) return "stopped";
  if (because.includes("unregistered")) return "unknown";
  return gate === "Tier" && because.some((code) => WITHOUT_TIER.includes(code)) ? "unknown" : "passed";
}

/** How many agents each code stopped that are not among the candidates kept, most first. */
export function refusedBesides({
  totals,
  candidates,
}: Pick<Finding, "totals" | "candidates">): { code: IneligibleCode; n: number }[] {
  const left = new Map(Object.entries(totals.refused) as [IneligibleCode, number][]);
  for (const { ineligibleBecause } of candidates) for (const code of ineligibleBecause) left.set(code, (left.get(code) ?? 0) - 1);
  return [...left]
    .filter(([, n]) => n > 0)
    .map(([code, n]) => ({ code, n }))
    .toSorted((a, b) => b.n - a.n);
}
