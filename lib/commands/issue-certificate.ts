import { randomBytes } from "node:crypto";
import type { Actor } from "../access/action";
import { validityOf } from "../engine/certification";
import type { FleetAgent, Hold } from "../engine/fleet";
import { follow } from "../engine/follow";
import type { Prisma } from "../generated/prisma/client";
import type { NewEntry } from "../journal/entry";
import type { HoldCause } from "../registry/agent";
import { NO_TRACK } from "../registry/audit-due";
import { type Certificate, type CertificationRequest, type Issued, initialVector } from "../registry/certificate";
import { levelAt } from "../registry/decay";
import { tierOf } from "../registry/tier";
import { runtime } from "../runtime";
import { nextCertificateNumber, presentCertificate } from "../store/certificates";
import { newId, sha256 } from "../store/journal";
import type { Decision } from "./run";

type Issue = {
  actor: Actor;
  agent: FleetAgent;
  request: CertificationRequest;
  issuedAt: number;
  architectureHash: string | null;
  decided: Issued;
  /** Who measured: somebody else, or an audit. */
  source: Certificate["provenance"]["source"];
  /** Entry that caused it. */
  cause?: string;
  now: number;
};

/** What issuing a certificate takes, with the holds that follow from it. */
export function issuance({
  actor,
  agent,
  request,
  issuedAt,
  architectureHash,
  decided,
  source,
  cause,
  now,
}: Issue): Decision<{ certificate: Certificate }> {
  const { store, fleet } = runtime();
  const { robustness, auditType, observedArchitectureHash = null, details = {} } = request;
  const former = agent.certification;
  const row = {
    number: nextCertificateNumber(store.raw),
    id: newId(),
    agentNumber: agent.number,
    level: decided.level,
    ...robustness,
    auditType,
    direction: decided.direction,
    issuedAt: BigInt(issuedAt),
    recordedAt: BigInt(now),
    details: JSON.stringify(details),
    source,
    issuedBy: actor.name,
    gateVersion: fleet.gate.version,
    architectureHash,
    observedArchitectureHash,
    auditCid: cidOf(details),
    auditDraw: randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  };
  const current = { number: row.number, id: row.id, robustness, issuedAt, auditDraw: row.auditDraw };
  const certified = {
    current,
    previous: { level: decided.level, issuedAt },
    initial: initialVector(former.initial, auditType, robustness),
    auditCid: row.auditCid ?? former.auditCid,
    journaledLevel: decided.level,
  };
  // A certificate that was old when it came has lost by then what the journal need not tell.
  const validity = validityOf(certified, fleet.gate.gate);
  const level = validity ? levelAt(validity.certifiedLevel, validity.drops, now) : 0;
  const entryId = newId();
  const set: Hold[] = decided.set.map((cause) => ({ cause, actor: actor.name, since: now, note: integrityNote(robustness.ih) }));
  return {
    writes: [
      store.prisma.certificate.create({ data: row }),
      store.prisma.agent.update({
        where: { number: agent.number },
        data: { certificate: row.number, journaledLevel: level, version: { increment: 1 } },
      }),
      ...holdWrites(agent, set, decided.lift),
    ],
    entries: [
      {
        id: entryId,
        type: "certification.issued",
        agentId: agent.id,
        actor: actor.name,
        ...(cause !== undefined && { cause }),
        data: {
          certificateId: row.id,
          tier: decided.tier,
          previousTier: former.previous && tierOf(former.previous.level),
          direction: decided.direction,
          effectiveTier: tierOf(level),
          auditType,
          robustness,
          issuedAt: new Date(issuedAt).toISOString(),
          gateVersion: row.gateVersion,
          detailsDigest: sha256(row.details),
        },
      },
      ...set.map((hold) => holdEntry("agent.hold_set", agent, actor, hold.cause, entryId, hold.note)),
      ...decided.lift.map((lifted) => holdEntry("agent.hold_lifted", agent, actor, lifted, entryId, "Lifted by a certification")),
    ],
    apply: () => {
      agent.certification = { ...certified, journaledLevel: level };
      agent.holds = [...agent.holds.filter(({ cause }) => !decided.lift.includes(cause)), ...set];
      agent.audits = { ...NO_TRACK, openId: agent.audits.openId };
      fleet.settle(agent);
      follow(agent);
    },
    changed: [agent],
    result: { certificate: presentCertificate(row, agent.id, true) },
  };
}

function holdWrites(agent: FleetAgent, set: readonly Hold[], lift: readonly HoldCause[]): Prisma.PrismaPromise<unknown>[] {
  const { prisma } = runtime().store;
  return [
    ...set.map((hold) => prisma.hold.create({ data: { ...hold, agentNumber: agent.number, since: BigInt(hold.since) } })),
    ...(lift.length > 0 ? [prisma.hold.deleteMany({ where: { agentNumber: agent.number, cause: { in: [...lift] } } })] : []),
  ];
}

/** The entry of a hold that a certification sets or lifts. */
export function holdEntry(
  type: "agent.hold_set" | "agent.hold_lifted",
  agent: FleetAgent,
  actor: Actor,
  cause: HoldCause,
  entryId: string,
  note: string | null,
): NewEntry {
  return { type, agentId: agent.id, actor: actor.name, cause: entryId, data: { cause, note } };
}

function integrityNote(ih: number): string {
  return `Measured integrity ${ih} is under the threshold of ${runtime().fleet.gate.gate.ihThreshold}`;
}

/** Where the evidence is kept, by the name that the original registry gave it. */
function cidOf(details: Readonly<Record<string, unknown>>): string | null {
  const { storage_root_hash: cid } = details;
  return typeof cid === "string" && cid !== "" ? cid.slice(0, 200) : null;
}
