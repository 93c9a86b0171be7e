import { daysAfter } from "./decay";
import { spotAuditAt } from "./spot-audit";

/** How an agent's audits went since its newest certificate. Times are epoch ms. */
export type AuditTrack = {
  /** The audit that is queued or running. */
  openId: string | null;
  inconclusive: readonly { spot: boolean; at: number }[];
  /** When somebody last cancelled a spot audit. */
  spotCancelledAt: number | null;
};

export const NO_TRACK: AuditTrack = { openId: null, inconclusive: [], spotCancelledAt: null };

/** An audit that measured nothing is tried again after this long, and no more than so often without a human. */
const AGAIN_AFTER_MS = 15 * 60_000;
const MOST_INCONCLUSIVE = 3;
/** Spot audits that may measure nothing before an agent gets no tasks. */
const MOST_INCONCLUSIVE_SPOTS = 2;
/** Mean intervals that may pass without a conclusive audit. */
const OVERDUE_AFTER = 2;

/** The certificate that a spot audit is about: when it was issued, its uniform draw, and the rate of its tier. */
export type Spot = { issuedAt: number; draw: number; perDay: number };

/**
 * When the next spot audit comes (epoch ms); null = never, as long as nothing happens. A cancelled one is put off as if the
 * certificate had been issued then.
 */
export function nextSpotAuditAt({ issuedAt, draw, perDay }: Spot, track: AuditTrack): number | null {
  if (track.openId !== null || track.inconclusive.length >= MOST_INCONCLUSIVE) return null;
  const due = spotAuditAt(Math.max(issuedAt, track.spotCancelledAt ?? issuedAt), perDay, draw);
  const last = track.inconclusive.at(-1);
  return due === null || last === undefined ? due : Math.max(due, last.at + AGAIN_AFTER_MS);
}

/** Whether an agent waits for an audit that somebody must see to: three measured nothing, or none came for two mean intervals. */
export function isAuditOverdue(spot: Pick<Spot, "issuedAt" | "perDay"> | null, track: AuditTrack, now: number): boolean {
  if (track.inconclusive.length >= MOST_INCONCLUSIVE) return true;
  const at = overdueFrom(spot);
  return at !== null && at <= now;
}

/** From when on the certificate counts as overdue for an audit; null = never. */
export function overdueFrom(spot: Pick<Spot, "issuedAt" | "perDay"> | null): number | null {
  return spot === null || spot.perDay <= 0 ? null : daysAfter(spot.issuedAt, OVERDUE_AFTER / spot.perDay);
}

/** Whether spot audits have failed to measure the agent so often that it gets no tasks until one does. */
export function isUnmeasurable({ inconclusive }: AuditTrack): boolean {
  return inconclusive.filter(({ spot }) => spot).length >= MOST_INCONCLUSIVE_SPOTS;
}
