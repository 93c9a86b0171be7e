import { age, duration, signed } from "@/components/ui/format";
import type { HoldCause } from "@/lib/registry/agent";
import { SILENT_AFTER_MS } from "@/lib/registry/attention";
import { HOLD_NAMES } from "@/lib/registry/hold";

/** What decides the one word about an agent's standing. Times are epoch ms. */
export type Standing = {
  revoked: boolean;
  /** Causes of the holds where they are known; `true` = held for a cause not sent with the row. */
  held: boolean | readonly HoldCause[];
  atRisk: boolean;
  rated: boolean;
  /** Level of the tier, 0–5; at 0 nobody may act. */
  tier: number;
  delta24h: number | null;
  lastSignalAt: number | null;
};

export type StatusKind = "revoked" | "hold" | "at_risk" | "silent" | "unrated" | "idle" | "active";
export type Status = { kind: StatusKind; text: string };

function holdText(held: true | readonly HoldCause[]): string {
  const [first, ...others] = held === true ? [] : held;
  if (!first) return "On hold";
  return `Hold: ${HOLD_NAMES[first]}${others.length > 0 ? ` +${others.length}` : ""}`;
}

/** One status per agent, the most severe first, each with its cause. `now` on the server's clock. */
export function statusOf(standing: Standing, now: number): Status {
  const { revoked, held, atRisk, rated, tier, delta24h, lastSignalAt } = standing;
  const silentFor = lastSignalAt === null ? null : now - lastSignalAt;
  if (revoked) return { kind: "revoked", text: "Revoked" };
  if (held === true || (Array.isArray(held) && held.length > 0)) return { kind: "hold", text: holdText(held) };
  if (atRisk)
    return { kind: "at_risk", text: delta24h !== null && delta24h < 0 ? `At risk: ${signed(delta24h)} in 24 h` : "At risk" };
  if (!rated) return { kind: "unrated", text: "Unrated" };
  if (silentFor !== null && silentFor > SILENT_AFTER_MS)
    return { kind: "silent", text: `No signal for ${silentFor < 86_400_000 ? age(silentFor) : duration(silentFor)}` };
  if (tier === 0) return { kind: "idle", text: "May not act" };
  return { kind: "active", text: "Active" };
}
