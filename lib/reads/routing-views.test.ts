import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { certifyAgent } from "../commands/certify-agent";
import { changeRoutingPolicy } from "../commands/change-routing-policy";
import { submitTask } from "../commands/submit-task";
import { updateAgent } from "../commands/update-agent";
import { counterfactuals } from "../routing/counterfactual";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { readDecision, readDecisions } from "./decisions";
import { readRoutingFlows } from "./flows";
import { readObservedCapabilities } from "./observed-capabilities";
import { previewRoutingPolicy } from "./policy-effect";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

/** An agent that may act. */
async function able(id: string, value: number, manifest: object = {}) {
  await register(id);
  await updateAgent(OWNER, id, { capabilities: ["translate"], rateSats: 100, capacity: 100, ...manifest });
  await record(DIMENSIONS.flatMap((dimension) => [signal(id, dimension, value), signal(id, dimension, value)]));
  await certifyAgent(OWNER, id, { robustness: { cc: 0.85, er: 0.85, as: 0.8, ih: 0.9 }, auditType: "external" });
}

const TASK = { description: "Translate the manual" };
const only = (part: "price" | "trust") => ({ capability: 0, price: 0, trust: 0, track: 0, load: 0, [part]: 1 });

describe("what another version of a policy would have made of the last decisions", () => {
  beforeEach(async () => {
    await able("good", 0.95, { rateSats: 100 });
    await able("cheap", 0.6, { rateSats: 20 });
  });

  it("is nothing for the version in force, and all of them for another that weighs otherwise", async () => {
    const { name } = await changeRoutingPolicy(OWNER, "balanced", { weights: only("trust"), reason: "trust" });
    const decided = [await submitTask(OWNER, TASK), await submitTask(OWNER, { ...TASK, bids: { good: 90, cheap: 10 } })];
    const reader = actorWith(["read"]);
    expect(await previewRoutingPolicy(reader, name, {})).toMatchObject({ madeBy: name, decisions: 2, changed: 0, moved: [] });
    const { moved, ...effect } = await previewRoutingPolicy(reader, name, { weights: only("price") });
    expect(effect).toEqual({
      madeBy: name,
      decisions: 2,
      changed: 2,
      wins: [
        { agentId: "good", before: 2, after: 0 },
        { agentId: "cheap", before: 0, after: 2 },
      ],
    });
    expect(moved.map(({ decisionId, from, to }) => [decisionId, from, to])).toEqual(
      decided.toReversed().map(({ id }) => [id, "good", "cheap"]),
    );
    expect(await previewRoutingPolicy(reader, name, { weights: only("price"), decisions: 1 })).toMatchObject({ decisions: 1 });
  });

  it("of a policy that decided nothing yet is reckoned over the decisions of the others, but never over those of classic", async () => {
    await submitTask(OWNER, TASK);
    await submitTask(OWNER, { ...TASK, policy: "classic", bids: { good: 50, cheap: 50 } });
    expect(await previewRoutingPolicy(OWNER, "to-come", {})).toMatchObject({ madeBy: null, decisions: 1, changed: 0 });
    expect(await previewRoutingPolicy(OWNER, "classic", {})).toMatchObject({ madeBy: "classic", decisions: 1, changed: 0 });
  });

  it("goes through more than one reading of the store", async () => {
    for (let i = 0; i < 120; i++) await submitTask(OWNER, { ...TASK, bids: { good: 50, cheap: 45 } });
    expect(await previewRoutingPolicy(OWNER, "balanced", { decisions: 110 })).toMatchObject({ decisions: 110, changed: 0 });
  });
});

it("a stored decision says exactly what would have changed it", async () => {
  await able("good", 0.95);
  await able("fair", 0.6);
  const { id } = await submitTask(OWNER, { ...TASK, bids: { good: 60, fair: 60 } });
  const [loser] = counterfactuals(readDecision(OWNER, id)).losers;
  expect(loser).toMatchObject({ agentId: "fair", bid: null });
  const { weights } = await changeRoutingPolicy(OWNER, "balanced", {
    weights: { ...only("price"), price: 0.9, trust: 0.1 },
    reason: "x",
  });
  expect(weights.price).toBe(0.9);
  const dear = await submitTask(OWNER, { ...TASK, bids: { good: 60, fair: 60 } });
  const bid = counterfactuals(readDecision(OWNER, dear.id)).losers[0]?.bid;
  expect(bid).toBeTypeOf("number");
  const at = (sats: number) => submitTask(OWNER, { ...TASK, policy: "even", bids: { good: 60, fair: sats } });
  // Its own policy, so that what was won meanwhile decides no tie and fills no capacity.
  await changeRoutingPolicy(OWNER, "even", { weights: { ...only("price"), price: 0.9, trust: 0.1 }, reason: "x" });
  expect(await at(Number(bid))).toMatchObject({ recommended: "fair" });
  expect(await at(Number(bid) + 1)).toMatchObject({ recommended: "good" });
});

describe("flows", () => {
  it("go from what a task asked for through the winner's tier to the winner, or to why there is none", async () => {
    await able("good", 0.95, { capabilities: ["review", "translate"] });
    await submitTask(OWNER, { ...TASK, requiredCapabilities: ["translate"] });
    await submitTask(OWNER, TASK);
    await submitTask(OWNER, { ...TASK, description: "Review the contract" });
    await submitTask(OWNER, { ...TASK, minTier: "T5" });
    await submitTask(OWNER, { ...TASK, bids: {} });
    const { nodes, links, ...rest } = await readRoutingFlows(actorWith(["read"]), {});
    expect(rest).toMatchObject({ decisions: 5, assigned: 3, more: false });
    expect(nodes.map(({ column, name, count }) => `${column} ${name} ${count}`)).toEqual([
      "capability translate 2",
      "capability review 1",
      "capability no capability 2",
      "tier T4 3",
      "tier nobody 2",
      "end good 3",
      "end below_tier 1",
      "end no_bids 1",
    ]);
    expect(links).toContainEqual({ source: "capability: translate", target: "tier: T4", count: 2 });
  });

  it("are those of a window, which must not end before it begins", async () => {
    await able("good", 0.95);
    await submitTask(OWNER, TASK);
    bench.clock.now += 10 * 86_400_000;
    expect(await readRoutingFlows(OWNER, {})).toMatchObject({ decisions: 0, nodes: [], links: [] });
    expect(await readRoutingFlows(OWNER, { from: "2026-11-01T00:00:00Z" })).toMatchObject({ decisions: 1 });
    expect(await readRoutingFlows(OWNER, { from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z" })).toMatchObject({
      decisions: 0,
    });
    await expect(readRoutingFlows(OWNER, { from: "2026-12-01T00:00:00Z" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("what an agent declares against what came of it", () => {
  it("counts tasks that required a capability by name or hold one of its words, and says nothing where there was none", async () => {
    await able("good", 0.95, { capabilities: ["translate", "legal review", "poetry"] });
    const ids = [await submitTask(OWNER, TASK), await submitTask(OWNER, { description: "Translating a legal brief" })];
    const end = (status: string, id: string) =>
      bench.runtime.store.raw
        .prepare("UPDATE Attempt SET status = ? WHERE taskNumber = (SELECT number FROM Task WHERE id = ?)")
        .run(status, id);
    end("completed", ids[0]?.taskId ?? "");
    end("expired", ids[1]?.taskId ?? "");
    await submitTask(OWNER, { description: "Translate a letter" });
    expect(await readObservedCapabilities(actorWith(["read"]), "good")).toEqual({
      agentId: "good",
      tasks: 3,
      items: [
        { capability: "translate", tasks: 3, completed: 1, failed: 1, open: 1, successRate: 0.5 },
        { capability: "legal review", tasks: 1, completed: 0, failed: 1, open: 0, successRate: 0 },
        { capability: "poetry", tasks: 0, completed: 0, failed: 0, open: 0, successRate: null },
      ],
    });
    await expect(readObservedCapabilities(OWNER, "nobody")).rejects.toMatchObject({ status: 404 });
  });
});

it("a brief list of an agent's decisions keeps that agent and the winner", async () => {
  await able("good", 0.95);
  await able("fair", 0.7);
  await able("weak", 0.6);
  await submitTask(OWNER, { ...TASK, bids: { good: 50, fair: 50, weak: 50 } });
  const of = (agentId?: string) =>
    readDecisions(OWNER, { limit: 5, brief: true, ...(agentId && { agentId }) }).items[0]?.candidates;
  expect(of("weak")?.map(({ agentId }) => agentId)).toEqual(["good", "weak"]);
  expect(of("good")?.map(({ agentId }) => agentId)).toEqual(["good"]);
  expect(of()).toEqual([]);
});
