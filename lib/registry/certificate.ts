import { z } from "zod";
import type { HoldCause } from "./agent";
import { type Gate, levelOf } from "./gate";
import { Robustness } from "./robustness-shape";
import { TIERS, type Tier, tierOf } from "./tier";

const AUDIT_TYPES = ["registration", "upgrade", "spot", "re-certification", "demotion", "external"] as const;
const DIRECTIONS = ["first", "upgrade", "renewal", "demotion"] as const;
export type Direction = (typeof DIRECTIONS)[number];

const LONGEST_DETAILS = 64 * 1024;
/** How far ahead of Muster's clock a certificate may be dated, for clocks that differ. */
const AHEAD_MS = 5 * 60_000;

/** What is certified: the vector that an audit measured, when, and what the audit saw of the architecture. */
export const CertificationRequest = z
  .strictObject({
    robustness: Robustness,
    auditType: z.enum(AUDIT_TYPES),
    details: z
      .record(z.string(), z.unknown())
      .refine((details) => JSON.stringify(details).length <= LONGEST_DETAILS, { error: "Must not exceed 64 KiB." })
      .optional(),
    observedArchitectureHash: z.string().min(1).max(128).optional(),
    issuedAt: z.iso.datetime({ offset: true }).optional(),
  })
  .meta({ id: "CertificationRequest" });
export type CertificationRequest = z.infer<typeof CertificationRequest>;

/** A certificate as it was issued; it never changes. Times are RFC 3339 UTC. */
export const Certificate = z
  .strictObject({
    id: z.string(),
    agentId: z.string(),
    tier: z.enum(TIERS),
    robustness: Robustness,
    auditType: z.enum(AUDIT_TYPES),
    direction: z.enum(DIRECTIONS),
    issuedAt: z.string(),
    details: z.record(z.string(), z.unknown()),
    provenance: z.strictObject({
      /** `import`: somebody else measured and vouches for it; `audit`: Muster measured it. */
      source: z.enum(["import", "audit"]),
      issuedBy: z.string(),
      recordedAt: z.string(),
      gateVersion: z.int(),
      architectureHash: z.string().nullable(),
      observedArchitectureHash: z.string().nullable(),
    }),
    /** Whether the agent's tier rests on it: it is the newest, and not void. */
    inForce: z.boolean(),
  })
  .meta({ id: "Certificate" });
export type Certificate = z.infer<typeof Certificate>;

/** What a certification is decided from. `previous` is the newest certificate ever issued, void or not; times are epoch ms. */
export type CertificationFacts = {
  previous: { level: number; issuedAt: number } | null;
  holds: readonly { cause: HoldCause }[];
  architectureHash: string | null;
};

/** Why a certificate is refused. `drift` = the agent's architecture is another: its certificate is void and it is held. */
type Refused = {
  ok: false;
  drift: boolean;
  code: "registry/architecture-mismatch" | "registry/issued-in-the-future" | "registry/issued-before-the-last";
  detail: string;
};

/** What a certificate says, and which holds follow from it. */
export type Issued = {
  ok: true;
  level: number;
  tier: Tier;
  direction: Direction;
  set: HoldCause[];
  lift: HoldCause[];
};

/** What is to be certified; `issuedAt` in epoch ms. */
export type Proposal = Pick<CertificationRequest, "robustness" | "observedArchitectureHash"> & { issuedAt: number };

/** Decides one certification. Changes nothing; `now` in epoch ms. */
export function certification(
  facts: CertificationFacts,
  { robustness, observedArchitectureHash, issuedAt }: Proposal,
  gate: Pick<Gate, "thresholds" | "ihThreshold">,
  now: number,
): Issued | Refused {
  const refused = untimely(facts, issuedAt, now) ?? mismatch(facts, observedArchitectureHash);
  if (refused) return refused;
  const level = levelOf(gate, robustness);
  const held = (cause: HoldCause) => facts.holds.some((hold) => hold.cause === cause);
  const unsound = robustness.ih < gate.ihThreshold;
  const lift: HoldCause[] = [];
  if (!unsound && held("integrity")) lift.push("integrity");
  if (held("architecture_drift")) lift.push("architecture_drift");
  return {
    ok: true,
    level,
    tier: tierOf(level),
    direction: directionOf(facts.previous?.level ?? null, level),
    set: unsound && !held("integrity") ? ["integrity"] : [],
    lift,
  };
}

/** How a certificate compares with the one before it, whatever decay has left of that. */
export function directionOf(previous: number | null, level: number): Direction {
  if (previous === null) return "first";
  if (level === previous) return "renewal";
  return level > previous ? "upgrade" : "demotion";
}

/** The vector that an agent was registered with: that of its first certificate of the type registration, for good. */
export function initialVector(former: Robustness | null, auditType: string, certified: Robustness): Robustness | null {
  return former ?? (auditType === "registration" ? certified : null);
}

function untimely({ previous }: CertificationFacts, issuedAt: number, now: number): Refused | null {
  if (issuedAt > now + AHEAD_MS) {
    const detail = "issuedAt is more than 5 minutes ahead of Muster's clock.";
    return { ok: false, drift: false, code: "registry/issued-in-the-future", detail };
  }
  if (previous && issuedAt < previous.issuedAt) {
    const detail = "issuedAt is before the certificate that the agent has.";
    return { ok: false, drift: false, code: "registry/issued-before-the-last", detail };
  }
  return null;
}

/** An absent hash is no check, unless the agent is held for drift: then only the matching one will do. */
function mismatch({ architectureHash, holds }: CertificationFacts, observed: string | undefined): Refused | null {
  const code = "registry/architecture-mismatch";
  if (observed !== undefined && architectureHash !== null && observed !== architectureHash) {
    const detail = `The audit saw the architecture ${observed}, registered is ${architectureHash}. The certificate is void until one of them is right.`;
    return { ok: false, drift: true, code, detail };
  }
  if (observed === undefined && holds.some((hold) => hold.cause === "architecture_drift")) {
    const detail = "The agent is held for architecture drift: give the observedArchitectureHash, or accept its new architecture.";
    return { ok: false, drift: false, code, detail };
  }
  return null;
}
