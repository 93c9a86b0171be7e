import { readFileSync } from "node:fs";
import type { Contender } from "../candidate";
import { rankBids, type Task } from "../contest";
import { decide } from "../decide";
import type { Finding } from "../decision-shape";
import { listedContender } from "../listed";
import { CLASSIC } from "../policy";

export type GoldenManifest = { agent_id: string; capabilities: string[]; keywords: string[] };
export type GoldenBids = [agent: string, sats: number][];
type Case<Kind extends string, Input, Expected> = {
  id: string;
  kind: Kind;
  note: string;
  quirks?: string[];
  input: Input;
  expected: Expected;
};

export type RouteCase = Case<
  "route",
  { manifests: GoldenManifest[]; description: string; bids: GoldenBids },
  {
    winner: string | null;
    candidates: string[];
    capability_scores: [string, number][];
    bids: [string, { bid: number; bid_score: number; combined: number }][];
  }
>;
export type LogCase = Case<
  "log",
  {
    manifests: GoldenManifest[];
    decisions: { task_id: string; description: string; bids: GoldenBids; register?: GoldenManifest[] }[];
  },
  { decisions: { task_id: string; selected: string | null }[] }
>;

const ABOUT_STATISTICS = "considered_counts_every_registered_agent";

/** All cases of the file, with quirks or without. */
export function goldenCases(): (RouteCase | LogCase)[] {
  const text = readFileSync(new URL("routing.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { cases: (RouteCase | LogCase)[] }).cases;
}

/** Whether the decisions of a case rest on nothing that Muster mends. */
export function isFaithful({ quirks = [] }: { quirks?: string[] }): boolean {
  return quirks.every((quirk) => quirk === ABOUT_STATISTICS);
}

/** The fleet after these registrations; registering again replaces in place. */
export function fleetOf(manifests: readonly GoldenManifest[]): Map<string, Contender> {
  return new Map(
    manifests.map(({ agent_id, capabilities, keywords }) => [
      agent_id,
      // Not parsed by the schema: the original knew none, and its terms count as given.
      listedContender({ agentId: agent_id, capabilities, keywords }),
    ]),
  );
}

function taskOf(description: string): Task {
  return { description, requiredCapabilities: [], minTier: "T0", budgetSats: null, penaltySats: 0 };
}

/** The decision of Muster's `classic` on the question of a case. */
export function routeClassic(fleet: ReadonlyMap<string, Contender>, description: string, bids: GoldenBids): Finding {
  const bidders = [...new Map(bids)].map(([agentId, bidSats]) => ({ agentId, bidSats, agent: fleet.get(agentId) ?? null }));
  return decide({ version: 1, policy: CLASSIC }, "bids", rankBids(taskOf(description), CLASSIC, bidders));
}
