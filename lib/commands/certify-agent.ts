import { randomBytes } from "node:crypto";
import { type Actor, authorise } from "../access/action";
import { validityOf } from "../engine/certification";
import type { FleetAgent, Hold } from "../engine/fleet";
import { followTier } from "../engine/tier-drops";
import type { Prisma } from "../generated/prisma/client";
import type { NewEntry } from "../journal/entry";
import { Refusal } from "../refusal";
import type { HoldCause } from "../registry/agent";
import { type Certificate, type CertificationRequest, certification, type Issued, initialVector } from "../registry/certificate";
import { levelAt } from "../registry/decay";
import { tierOf } from "../registry/tier";
import { runtime } from "../runtime";
import { findAgent } from "../store/agents";
import { nextCertificateNumber, presentCertificate } from "../store/certificates";
import { newId, sha256 } from "../store/journal";
import { agentFor } from "./find-agent";
import { type Decision, runCommand } from "./run";

type Outcome = { certificate: Certificate } | { refusal: Refusal };

/**
 * Certifies an agent by a vector that somebody measured. Refuses 404, 409 `registry/deregistered`, 422
 * `registry/issued-in-the-future` and `registry/issued-before-the-last`, and 409 `registry/architecture-mismatch`: then the
 * agent is held for drift and its certificate void.
 */
export async function certifyAgent(actor: Actor, id: string, request: CertificationRequest): Promise<Certificate> {
  authorise(actor, "certifyAgent");
  const { result } = await runCommand<Outcome>(async (now) => {
    const { fleet, store } = runtime();
    const agent = agentFor("certify", id);
    const { architectureHash = null } = (await findAgent(store.prisma, id)) ?? {};
    const issuedAt = request.issuedAt === undefined ? now : Date.parse(request.issuedAt);
    const facts = { previous: agent.certification.previous, holds: agent.holds, architectureHash };
    const decided = certification(facts, { ...request, issuedAt }, fleet.gate.gate, now);
    if (decided.ok) return issue({ actor, agent, request, issuedAt, architectureHash, decided, now });
    const status = decided.code === "registry/architecture-mismatch" ? 409 : 422;
    const pointer = status === 409 ? "/observedArchitectureHash" : "/issuedAt";
    const refusal = new Refusal(status, decided.code, decided.detail, [{ pointer, code: decided.code, detail: decided.detail }]);
    if (!decided.drift) throw refusal;
    return { ...drift(actor, agent, { architectureHash, request, note: decided.detail, now }), result: { refusal } };
  });
  if ("refusal" in result) throw result.refusal;
  return result.certificate;
}

type Drift = { architectureHash: string | null; request: CertificationRequest; note: string; now: number };

/** The certificate is void and the agent held, unless it is already. */
function drift(
  actor: Actor,
  agent: FleetAgent,
  { architectureHash, request, note, now }: Drift,
): Omit<Decision<never>, "result"> {
  const { store, fleet } = runtime();
  const entryId = newId();
  const hold: Hold = { cause: "architecture_drift", actor: actor.name, since: now, note };
  const held = agent.holds.some(({ cause }) => cause === "architecture_drift");
  const seen: NewEntry = {
    id: entryId,
    type: "certification.architecture_mismatch",
    agentId: agent.id,
    actor: actor.name,
    data: {
      expected: architectureHash,
      observed: request.observedArchitectureHash,
      auditType: request.auditType,
      voided: agent.certification.current?.id ?? null,
    },
  };
  return {
    writes: [
      ...(held ? [] : [store.prisma.hold.create({ data: { ...hold, agentNumber: agent.number, since: BigInt(now) } })]),
      store.prisma.agent.update({
        where: { number: agent.number },
        data: { certificate: null, journaledLevel: 0, version: { increment: 1 } },
      }),
    ],
    entries: held ? [seen] : [seen, holdEntry("agent.hold_set", agent, actor, hold.cause, entryId, note)],
    apply: () => {
      agent.certification = { ...agent.certification, current: null, journaledLevel: 0 };
      if (!held) agent.holds = [...agent.holds, hold];
      fleet.settle(agent);
      followTier(agent);
    },
    changed: [agent],
  };
}

type Issue = {
  actor: Actor;
  agent: FleetAgent;
  request: CertificationRequest;
  issuedAt: number;
  architectureHash: string | null;
  decided: Issued;
  now: number;
};

function issue({ actor, agent, request, issuedAt, architectureHash, decided, now }: Issue): Decision<Outcome> {
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
    source: "import",
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
      ...set.map(({ cause, note }) => holdEntry("agent.hold_set", agent, actor, cause, entryId, note)),
      ...decided.lift.map((cause) => holdEntry("agent.hold_lifted", agent, actor, cause, entryId, "Lifted by a certification")),
    ],
    apply: () => {
      agent.certification = { ...certified, journaledLevel: level };
      agent.holds = [...agent.holds.filter(({ cause }) => !decided.lift.includes(cause)), ...set];
      fleet.settle(agent);
      followTier(agent);
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

function holdEntry(
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
