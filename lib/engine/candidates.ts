import { createHash } from "node:crypto";
import { isUnmeasurable } from "../registry/audit-due";
import { ceilingSats } from "../registry/gate";
import { mayNotBecause } from "../registry/status";
import { type Candidate, contenderOf } from "../routing/candidate";
import { type Ranking, rankBids, type Task } from "../routing/contest";
import { FleetIndex } from "../routing/fleet-index";
import type { RoutingPolicy } from "../routing/policy";
import { turns } from "../turns";
import { certifiedAt } from "./certification";
import type { Fleet, FleetAgent } from "./fleet";

/** Whole sats by agent. */
export type Bids = Readonly<Record<string, number>>;

/** All that routing asks of an agent, as it is at an instant (epoch ms). */
export function candidateOf(fleet: Fleet, agent: FleetAgent, now: number): Candidate {
  const { gate } = fleet.gate;
  const { manifest, work, deregistered, holds } = agent;
  const certified = certifiedAt(agent.certification, gate, now);
  const rated = fleet.rated(agent);
  const level = certified?.level ?? 0;
  return {
    agentId: agent.id,
    ...manifest,
    barredBy: mayNotBecause({
      deregistered,
      holds,
      certified,
      revoked: agent.revokedAt !== null,
      rated,
      unmeasurable: isUnmeasurable(agent.audits),
    }),
    level,
    exposureSats: work.exposureSats,
    ceilingSats: ceilingSats(gate, level),
    openTasks: work.open,
    reachable: agent.auditable,
    score: fleet.score(agent),
    rated,
    finished: work.recent.length,
    succeeded: work.recent.filter((completed) => completed).length,
    lastWonAt: work.lastWonAt,
  };
}

/** The index of the fleet, brought up to date with what changed whenever somebody asks it. */
export class Candidates {
  private readonly index = new FleetIndex();

  constructor(private readonly fleet: Fleet) {}

  /** Everybody's first entry, a few at a time. */
  async fill(now: number): Promise<void> {
    const breathe = turns();
    for (const agent of [...this.fleet.touched]) {
      this.refresh(agent, now);
      await breathe();
    }
  }

  /** Ranks those who bid, whole sats by agent; facts are as of `now`. */
  rankBids(task: Task, policy: RoutingPolicy, bids: Bids, now: number): Ranking {
    const bidders = Object.entries(bids).map(([agentId, bidSats]) => {
      const agent = this.fleet.find(agentId);
      if (!agent) return { agentId, bidSats, agent: null };
      this.refresh(agent, now);
      return { agentId, bidSats, agent: this.index.get(agentId) ?? contenderOf(candidateOf(this.fleet, agent, now)) };
    });
    return rankBids(task, policy, bidders);
  }

  /** Ranks all agents at the price each is taken to ask, the best `keep` of them; whoever leads passed every gate at `now`. */
  rankOffers(task: Task, policy: RoutingPolicy, keep: number, now: number): Ranking {
    for (const agent of this.fleet.touched) this.refresh(agent, now);
    for (;;) {
      const ranking = this.index.rankOffers(task, policy, keep);
      if (!this.outdated(ranking, now)) return ranking;
    }
  }

  /** Digest of every combined score of the last ranking of offers, kept or not; good until somebody else asks. */
  digestOf(ranking: Ranking): string {
    return this.index.digestOf(ranking, (bytes) => createHash("sha256").update(bytes).digest("hex"));
  }

  /** Time alone can take a tier: the leader's facts are computed anew, and if they differ, the ranking is. */
  private outdated({ ranked: [first] }: Ranking, now: number): boolean {
    const agent = first && this.fleet.find(first.agentId);
    const known = first?.agent;
    if (!agent || !known) return false;
    const { level, barredBy } = candidateOf(this.fleet, agent, now);
    if (level === known.level && barredBy.length === 0) return false;
    this.refresh(agent, now);
    return true;
  }

  /** What was touched may be gone since, and its id another agent's. */
  private refresh(touched: FleetAgent, now: number): void {
    this.fleet.touched.delete(touched);
    const agent = this.fleet.find(touched.id);
    if (!agent || agent.deregistered) this.index.remove(touched.id);
    else this.index.put(candidateOf(this.fleet, agent, now));
  }
}
