import { type Actor, authorise } from "../access/action";
import { findingOf } from "../routing/kept-finding";
import { BALANCED } from "../routing/policy";
import { type PastDecision, type PolicyForeseen, PolicyTrial } from "../routing/policy-effect";
import type { RoutingPolicyQuestion } from "../routing/policy-shape";
import { isClassic } from "../routing/score";
import { runtime } from "../runtime";
import { type AskedDecision, askedDecisions, placeAfter } from "../store/routing-windows";
import { turns } from "../turns";

const CHUNK = 50;

/**
 * What another version of a policy would have made of the last decisions: of those among them that it made itself, and where
 * it made none of all but those of `classic`. Nothing is stored.
 */
export async function previewRoutingPolicy(
  actor: Actor,
  name: string,
  { weights, minimumCapability, decisions = 500 }: RoutingPolicyQuestion,
): Promise<PolicyForeseen> {
  authorise(actor, "previewRouting");
  const { policy } = runtime().policies.get(name) ?? { policy: BALANCED };
  const asked = {
    name,
    weights: weights ?? policy.weights,
    minimumCapability: minimumCapability ?? policy.minimumCapability,
  };
  const past = await lastDecisions(decisions);
  const own = past.filter((decision) => decision.policy.name === name);
  const madeBy = own.length > 0 || isClassic(asked) ? name : null;
  const trial = new PolicyTrial(asked);
  const breathe = turns();
  for (const decision of madeBy === null ? past : own) {
    trial.add(decision);
    await breathe();
  }
  return { madeBy, ...trial.effect() };
}

async function lastDecisions(most: number): Promise<PastDecision[]> {
  const { store, now } = runtime();
  const breathe = turns();
  const found: PastDecision[] = [];
  for (let before = placeAfter(now()); found.length < most; ) {
    const limit = Math.min(CHUNK, most - found.length);
    const rows = askedDecisions(store.raw, 0, before, limit);
    for (const row of rows) {
      found.push(pastDecision(row));
      await breathe();
    }
    const last = rows.at(-1);
    if (!last || rows.length < limit) break;
    before = last;
  }
  return found;
}

function pastDecision({
  id,
  taskId,
  description,
  outcome,
  recommendedId,
  finding,
  requiredCapabilities,
}: AskedDecision): PastDecision {
  return {
    ...findingOf(finding, { outcome, recommended: recommendedId }).finding,
    id,
    taskId,
    description,
    requires: requiredCapabilities !== "[]",
  };
}
