import { daysAfter } from "./decay";

/** Chance that a spot audit has come within so many days, at a rate of so many a day: 1 − e^(−rate·days). */
export function auditProbability(perDay: number, days: number): number {
  return perDay <= 0 || days <= 0 ? 0 : 1 - Math.exp(-perDay * days);
}

/** How many spot audits a period of so many days brings on average. */
export function expectedAudits(perDay: number, days: number): number {
  return perDay * days;
}

/**
 * When the spot audit of a certificate comes (epoch ms): the instant at which its chance reaches `draw`, a uniform number
 * in [0, 1) drawn once per certificate. So it does not depend on how often anybody looks. Null = never.
 */
export function spotAuditAt(issuedAt: number, perDay: number, draw: number): number | null {
  return perDay <= 0 ? null : daysAfter(issuedAt, -Math.log1p(-draw) / perDay);
}

/** The mean of that instant over all draws: what is shown, because the instant itself shall surprise. Null = never. */
export function expectedAuditAt(issuedAt: number, perDay: number): number | null {
  return perDay <= 0 ? null : daysAfter(issuedAt, 1 / perDay);
}
