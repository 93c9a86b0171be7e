import { type Actor, authorise } from "../access/action";
import type { FleetAgent, Hold } from "../engine/fleet";
import { follow } from "../engine/follow";
import type { NewEntry } from "../journal/entry";
import { Refusal } from "../refusal";
import { type Certificate, type CertificationRequest, certification } from "../registry/certificate";
import { runtime } from "../runtime";
import { findAgent } from "../store/agents";
import { newId } from "../store/journal";
import { agentFor } from "./find-agent";
import { holdEntry, issuance } from "./issue-certificate";
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
    if (decided.ok) return issuance({ actor, agent, request, issuedAt, architectureHash, decided, source: "import", now });
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
      follow(agent);
    },
    changed: [agent],
  };
}
