import type { HoldCause, IneligibleCode, Status } from "./agent";

/** What an agent's status follows from. Levels are 0–5; `certified` is null without a certificate in force. */
export type StatusFacts = {
  deregistered: boolean;
  holds: readonly { cause: HoldCause }[];
  certified: { certifiedLevel: number; level: number } | null;
  revoked: boolean;
  rated: boolean;
  /** Spot audits measured nothing, again and again. */
  unmeasurable: boolean;
};

/** The first that applies. Expired = decay has taken every tier, whichever component it was; certified at T0 is active. */
export function statusOf({ deregistered, holds, certified }: Pick<StatusFacts, "deregistered" | "holds" | "certified">): Status {
  if (deregistered) return "deregistered";
  if (holds.length > 0) return "suspended";
  if (certified === null) return "pending";
  return hasExpired(certified) ? "expired" : "active";
}

/** Everything that keeps an agent from acting; none = it may. */
export function mayNotBecause({ deregistered, holds, certified, revoked, rated, unmeasurable }: StatusFacts): IneligibleCode[] {
  const codes: IneligibleCode[] = [];
  if (deregistered) codes.push("deregistered");
  if (certified === null) codes.push("not_certified");
  else if (hasExpired(certified)) codes.push("expired");
  else if (certified.level === 0) codes.push("below_tier");
  if (revoked) codes.push("revoked");
  if (!rated) codes.push("unrated");
  if (unmeasurable) codes.push("audit_inconclusive");
  for (const { cause } of holds) codes.push(`hold_${cause}`);
  return codes;
}

function hasExpired({ certifiedLevel, level }: { certifiedLevel: number; level: number }): boolean {
  return certifiedLevel > 0 && level === 0;
}
