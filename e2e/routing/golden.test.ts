import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Decision } from "../../lib/routing/decision-shape";
import { type GoldenBids, type GoldenManifest, goldenCases, isFaithful } from "../../lib/routing/golden/replay.fixture";
import { MusterServer } from "../server";

let server: MusterServer;
beforeAll(async () => {
  server = await MusterServer.start();
});
afterAll(() => server.remove());

async function preview(manifests: GoldenManifest[], description: string, bids: GoldenBids): Promise<Decision> {
  const last = new Map(manifests.map((manifest) => [manifest.agent_id, manifest]));
  const candidates = [...last.values()].map(({ agent_id, capabilities, keywords }) => ({
    agentId: agent_id,
    capabilities,
    keywords,
  }));
  const body = { description, bids: Object.fromEntries(bids), candidates, policy: "classic" };
  const answer = await server.call("POST", "/routing/preview", { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Decision;
}

describe("the original router's decisions, asked over HTTP", () => {
  const cases = goldenCases().filter(isFaithful);

  it.each(cases.map((one) => [`${one.id}: ${one.note}`, one] as const))("%s", async (_, one) => {
    if (one.kind === "route") {
      const { manifests, description, bids } = one.input;
      const decision = await preview(manifests, description, bids);
      expect(decision.recommended).toBe(one.expected.winner);
      const capabilities = new Map(one.expected.capability_scores);
      expect(
        decision.candidates
          .map(({ agentId, bidSats, capabilityScore, bidScore, combined }) => ({
            agentId,
            bidSats,
            capabilityScore,
            bidScore,
            combined,
          }))
          .sort(byId),
      ).toEqual(
        one.expected.bids
          .map(([agentId, { bid, bid_score, combined }]) => ({
            agentId,
            bidSats: bid,
            capabilityScore: capabilities.get(agentId),
            bidScore: bid_score,
            combined,
          }))
          .sort(byId),
      );
      return;
    }
    const manifests = [...one.input.manifests];
    for (const [i, { description, bids, register = [] }] of one.input.decisions.entries()) {
      manifests.push(...register);
      const decision = await preview(manifests, description, bids);
      expect(decision.recommended).toBe(one.expected.decisions[i]?.selected);
    }
  });
});

function byId(a: { agentId: string }, b: { agentId: string }): number {
  return a.agentId < b.agentId ? -1 : 1;
}
