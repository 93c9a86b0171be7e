import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { certifyAgent } from "../commands/certify-agent";
import { changeGate } from "../commands/change-gate";
import { changeWeights } from "../commands/change-weights";
import { deregisterAgent } from "../commands/deregister-agent";
import { liftHold, resumeAgent, suspendAgent } from "../commands/hold-agent";
import { noteTierDrops } from "../commands/note-tier-drops";
import { reinstateAgent, revokeAgent } from "../commands/revoke-agent";
import { submitTask } from "../commands/submit-task";
import { updateAgent } from "../commands/update-agent";
import { isRefusal } from "../refusal";
import { contenderOf } from "../routing/candidate";
import { rankOffers } from "../routing/contest";
import { decide, OFFERS_KEPT } from "../routing/decide";
import type { Decision } from "../routing/decision-shape";
import { BALANCED } from "../routing/policy";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { candidateOf } from "./candidates";
import { find, questionOf } from "./routing";

const AGENTS = ["ada", "bob", "cyd", "dan", "eve", "fay"] as const;
const WORDS = ["translate", "summarize", "deploy", "audit"] as const;
const DAY_MS = 86_400_000;

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

type Step = { name: string; run: () => Promise<unknown> };

const agent = fc.constantFrom(...AGENTS);
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const step = (name: string, run: () => Promise<unknown>): Step => ({ name, run });

const anyStep = fc.oneof(
  agent.map((id) => step(`suspend ${id}`, () => suspendAgent(OWNER, id, "test"))),
  agent.map((id) => step(`resume ${id}`, () => resumeAgent(OWNER, id, "test"))),
  agent.map((id) => step(`revoke ${id}`, () => revokeAgent(OWNER, id, "test"))),
  agent.map((id) => step(`reinstate ${id}`, () => reinstateAgent(OWNER, id, "test"))),
  agent.map((id) => step(`lift ${id}`, () => liftHold(OWNER, id, "critical_violation", "test"))),
  fc.constantFrom("eve", "fay").map((id) => step(`deregister ${id}`, () => deregisterAgent(OWNER, id, "test"))),
  fc
    .tuple(agent, fc.constantFrom(...DIMENSIONS), share, fc.boolean())
    .map(([id, dimension, value, critical]) =>
      step(`signal ${id} ${dimension} ${value}`, () =>
        record([signal(id, dimension, value, critical && value < 0.1 ? { critical: true } : {})]),
      ),
    ),
  fc
    .tuple(agent, share)
    .map(([id, value]) =>
      step(`certify ${id} ${value}`, () =>
        certifyAgent(OWNER, id, { robustness: { cc: value, er: value, as: value, ih: 0.9 }, auditType: "external" }),
      ),
    ),
  fc
    .tuple(agent, fc.subarray([...WORDS]), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 3 }))
    .map(([id, capabilities, rateSats, capacity]) =>
      step(`edit ${id}`, () => updateAgent(OWNER, id, { capabilities, rateSats, capacity })),
    ),
  share.map((value) =>
    step(`gate ${value}`, () => changeGate(OWNER, { ihThreshold: 0.5 + value / 4, decayRatePerDay: value / 10, reason: "test" })),
  ),
  fc.constantFrom(0.2, 0.3).map((first) =>
    step(`weights ${first}`, () => {
      const weights = { policy_compliance: first, resource_efficiency: 0.1, output_quality: 0.2, security_posture: 0.2 };
      return changeWeights(OWNER, { weights: { ...weights, collaboration_health: 0.5 - first }, reason: "test" });
    }),
  ),
  fc.integer({ min: 1, max: 40 }).map((days) =>
    step(`${days} days`, async () => {
      bench.clock.now += days * DAY_MS;
    }),
  ),
  fc.constantFrom(...WORDS).map((word) => step(`task ${word}`, () => submitTask(OWNER, { description: `${word} it all` }))),
);

/** What no decision may get wrong, whatever time has done to tiers since anybody looked. */
function expectAble(decision: Pick<Decision, "recommended" | "candidates">, penaltySats: number) {
  const { fleet } = bench.runtime;
  const winner = decision.recommended === null ? null : fleet.find(decision.recommended);
  if (!winner) return;
  const facts = candidateOf(fleet, winner, bench.clock.now);
  const priceSats = decision.candidates.find(({ won }) => won)?.bidSats ?? Number.NaN;
  expect(facts.barredBy).toEqual([]);
  expect(facts.openTasks).toBeLessThan(facts.capacity);
  expect(facts.exposureSats + priceSats + penaltySats).toBeLessThanOrEqual(facts.ceilingSats);
}

it("whatever happens to a fleet, decisions are those of a plain scan of what is true now, and nobody barred ever wins", async () => {
  await register(...AGENTS);
  for (const id of AGENTS) {
    await updateAgent(OWNER, id, { capabilities: [...WORDS].slice(0, 1 + (id.charCodeAt(0) % 4)), rateSats: 50 });
    await record(DIMENSIONS.flatMap((dimension) => [signal(id, dimension, 0.9), signal(id, dimension, 0.8)]));
    await certifyAgent(OWNER, id, { robustness: { cc: 0.85, er: 0.85, as: 0.8, ih: 0.9 }, auditType: "external" });
  }
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 12 }), async (steps) => {
      for (const { run } of steps) {
        await run().catch((error: unknown) => {
          if (!isRefusal(error)) throw error;
        });
        const { fleet } = bench.runtime;
        for (const description of WORDS) {
          const question = questionOf({ description, penaltySats: 20 });
          expectAble(find(question, bench.clock.now).finding, 20);
        }
        // The alarm that rings at each drop.
        await noteTierDrops([...fleet.active].map(({ number }) => number));
        const scan = [...fleet.active].map((one) => contenderOf(candidateOf(fleet, one, bench.clock.now)));
        for (const description of WORDS) {
          const { task } = questionOf({ description, penaltySats: 20 });
          const plain = decide({ version: 1, policy: BALANCED }, "offers", rankOffers(task, BALANCED, scan));
          const { finding } = find(questionOf({ description, penaltySats: 20 }), bench.clock.now);
          const eligible = plain.candidates.filter((candidate) => candidate.eligible).slice(0, OFFERS_KEPT);
          expect(finding).toEqual({ ...plain, candidates: eligible });
        }
      }
    }),
    { numRuns: 150 },
  );
}, 120_000);
