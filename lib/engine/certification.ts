import { type Drop, dropsOf, levelAt, nextDrop } from "../registry/decay";
import { type Gate, levelOf } from "../registry/gate";
import type { Robustness } from "../registry/robustness";

/** What the engine knows of an agent's certificates. Times are epoch ms, levels 0–5. */
export type Certification = {
  /** The certificate in force; null before the first and where it is void. */
  current: { number: number; id: string; robustness: Robustness; issuedAt: number; auditDraw: number } | null;
  /** The newest ever issued, in force or not. */
  previous: { level: number; issuedAt: number } | null;
  initial: Robustness | null;
  auditCid: string | null;
  /** Level that the journal last said. */
  journaledLevel: number;
};

export const NOT_CERTIFIED: Certification = { current: null, previous: null, initial: null, auditCid: null, journaledLevel: 0 };

/** What a certificate in force is worth by the gate in force, and when it loses it. */
export type Validity = { certifiedLevel: number; drops: readonly Drop[] };

/** `since` in epoch ms; `entryId` is the journal entry of the change, null for the gate Muster started with. */
export type GateInForce = { version: number; gate: Gate; since: number; entryId: string | null };

/** A validity as long as certificate and gate are what they were: reads ask for it far more often than either changes. */
const known = new WeakMap<object, { gate: Gate; validity: Validity }>();

/** What the agent's certificate is worth; null without one in force. */
export function validityOf({ current }: Certification, gate: Gate): Validity | null {
  if (current === null) return null;
  const found = known.get(current);
  if (found?.gate === gate) return found.validity;
  const { robustness, issuedAt } = current;
  const validity = { certifiedLevel: levelOf(gate, robustness), drops: dropsOf(gate, robustness, issuedAt) };
  known.set(current, { gate, validity });
  return validity;
}

/** Levels at an instant, null without a certificate in force. */
export function certifiedAt(
  certification: Certification,
  gate: Gate,
  now: number,
): { certifiedLevel: number; level: number } | null {
  const validity = validityOf(certification, gate);
  return validity && { certifiedLevel: validity.certifiedLevel, level: levelAt(validity.certifiedLevel, validity.drops, now) };
}

/** When the agent's tier goes down next after an instant; null = never. */
export function tierDropAt(certification: Certification, gate: Gate, now: number): number | null {
  const validity = validityOf(certification, gate);
  return (validity && nextDrop(validity.drops, now)?.at) ?? null;
}
