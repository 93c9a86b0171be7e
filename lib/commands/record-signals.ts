import { type Actor, authorise } from "../access/action";
import type { FleetAgent } from "../engine/fleet";
import { limitSignals } from "../engine/rate-limit";
import { Refusal, type RefusalItem } from "../refusal";
import { runtime } from "../runtime";
import { keptAnswer } from "../store/idempotency";
import { BANDS, bandLevel } from "../trust/band";
import type { Evidence } from "../trust/signal";
import { currentClaim, type OpenClaim } from "./claim";
import type { GroupCommit } from "./group-commit";

export type SignalsRecorded = {
  accepted: number;
  duplicates: number;
  scores: { agentId: string; score: number; band: string | null; rated: boolean; revoked: boolean }[];
  /** With `partial`: what was left out, and why. */
  errors?: RefusalItem[];
};

/** Checked signals with their positions in the request, and what was wrong with the others. */
export type SignalBatch = { signals: readonly Evidence[]; positions: readonly number[]; errors: readonly RefusalItem[] };

/** One request's signals on their way to a commit. */
type Ingest = SignalBatch & {
  actor: Actor;
  partial: boolean;
  /** Kept in the commit, with the answer, if the request is to be done once. */
  claim: OpenClaim | undefined;
};

/**
 * Stores signals and brings the scores they touch up to date; answers after the commit. All or nothing per call,
 * unless `partial` asks to store the good ones and to name the others.
 * Refuses 422 `trust/unknown-agent`, 403 `trust/self-report` and 429 `access/rate`.
 */
export function recordSignals(actor: Actor, batch: SignalBatch, partial: boolean): Promise<SignalsRecorded> {
  authorise(actor, "recordSignals");
  if (actor.boundAgentId !== null && batch.signals.some((s) => s.agentId === actor.boundAgentId)) {
    throw new Refusal(403, "trust/self-report", "Nobody reports about itself: this key is bound to the agent it reports about.");
  }
  limitSignals(actor, batch.signals.length);
  // Whoever is not known yet is registered by its signals, which is an entry each.
  const { fleet, entryLimits } = runtime();
  if (fleet.policy.policy.autoRegister && batch.signals.some((signal) => !fleet.find(signal.agentId))) entryLimits.admit(actor);
  const ingest = { ...batch, actor, partial, claim: currentClaim() };
  return new Promise((resolve, reject) => {
    const run = (commit: GroupCommit) => {
      const outcome = take(ingest, commit);
      commit.onCommitted(() => {
        if (ingest.claim) ingest.claim.kept = "answer";
        resolve(answerOf(ingest, outcome));
      });
    };
    runtime().writer.enqueue({ run, reject }, batch.signals.length);
  });
}

type Outcome = { errors: RefusalItem[]; accepted: number; duplicates: number; agents: Set<FleetAgent> };

function take(ingest: Ingest, commit: GroupCommit): Outcome {
  const unknown = unknownAgents(ingest);
  if (unknown.length > 0 && !ingest.partial)
    throw new Refusal(422, "trust/unknown-agent", "A signal names an agent that is not registered. Nothing was stored.", unknown);
  const outcome: Outcome = { errors: [...ingest.errors, ...unknown], accepted: 0, duplicates: 0, agents: new Set() };
  const skipped = new Set(unknown.map(({ pointer }) => pointer));
  ingest.signals.forEach((signal, i) => {
    if (skipped.size > 0 && skipped.has(pointerOf(ingest, i))) return;
    const recorded = commit.signal(signal, ingest.actor);
    if (recorded === "duplicate") outcome.duplicates += 1;
    else {
      outcome.accepted += 1;
      outcome.agents.add(recorded.agent);
    }
  });
  const { claim } = ingest;
  const { accepted, duplicates } = outcome;
  if (claim) runtime().idempotency.insert(claim, 200, keptAnswer({ accepted, duplicates }));
  return outcome;
}

function unknownAgents(ingest: Ingest): RefusalItem[] {
  const { fleet } = runtime();
  const { autoRegister } = fleet.policy.policy;
  const refused: RefusalItem[] = [];
  ingest.signals.forEach((signal, i) => {
    const agent = fleet.find(signal.agentId);
    if (agent ? !agent.deregistered : autoRegister) return;
    refused.push({
      pointer: pointerOf(ingest, i),
      code: "trust/unknown-agent",
      detail: `No agent ${signal.agentId} is registered.`,
    });
  });
  return refused;
}

function answerOf({ partial }: Ingest, { accepted, duplicates, agents, errors }: Outcome): SignalsRecorded {
  const { fleet } = runtime();
  const scores = [...agents].map((agent) => ({
    agentId: agent.id,
    score: fleet.score(agent),
    band: fleet.rated(agent) ? (BANDS[bandLevel(fleet.score(agent))]?.band ?? null) : null,
    rated: fleet.rated(agent),
    revoked: agent.revokedAt !== null,
  }));
  return { accepted, duplicates, scores, ...(partial ? { errors } : {}) };
}

const pointerOf = ({ positions }: Ingest, index: number): string => `/signals/${positions[index]}/agentId`;
