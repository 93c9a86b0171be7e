import type { HoldCause } from "../registry/agent";
import { type AuditTrack, NO_TRACK } from "../registry/audit-due";
import { type Account, EMPTY_ACCOUNT } from "../routing/account";
import type { Manifest } from "../routing/candidate";
import { NO_WORK, type Work } from "../routing/work";
import { bandLevel } from "../trust/band";
import { FLAG } from "../trust/board";
import type { DimensionIndex } from "../trust/dimension";
import type { TrustPolicy } from "../trust/policy";
import { SLAB_AGENTS } from "../trust/slab";
import { type ScoreFacts, shouldRevoke, standingOf } from "../trust/standing";
import { type Weights, weightList } from "../trust/weights";
import { Windows } from "../trust/windows";
import { type Certification, type GateInForce, NOT_CERTIFIED } from "./certification";

export type Hold = { cause: HoldCause; actor: string; since: number; note: string | null };

/** What the engine knows of an agent besides its numbers. Times are epoch ms. */
export type FleetAgent = {
  number: number;
  id: string;
  name: string;
  model: string;
  registeredBy: string;
  deregistered: boolean;
  revokedAt: number | null;
  revocationReason: string | null;
  revocationCause: string | null;
  holds: Hold[];
  certification: Certification;
  /** Whether it has an endpoint that audits can be put to. */
  auditable: boolean;
  audits: AuditTrack;
  manifest: Manifest;
  account: Account;
  work: Work;
  /** Band last journaled (level 0–4, null = not yet rated) and whether "at risk" was, each with its time. */
  journaled: { band: number | null; bandAt: number; atRisk: boolean; atRiskAt: number };
};

/** Tasks that an agent works on at once, unless its manifest says otherwise. */
export const DEFAULT_CAPACITY = 4;

export type WeightsInForce = { version: number; weights: Weights };
export type PolicyInForce = { version: number; policy: TrustPolicy };

/** What is journaled of an agent that has just been registered. */
export const NOT_JOURNALED: FleetAgent["journaled"] = { band: null, bandAt: 0, atRisk: false, atRiskAt: 0 };

/** What is known of an agent that only its signals told of. */
const NO_MANIFEST: Manifest = { capabilities: [], keywords: [], rateSats: null, capacity: DEFAULT_CAPACITY };

/** An agent as it begins: without holds, certificates or anything journaled. */
export function newcomer(
  identity: Pick<FleetAgent, "number" | "id" | "name" | "model" | "registeredBy" | "auditable"> & { manifest?: Manifest },
): FleetAgent {
  return {
    manifest: NO_MANIFEST,
    ...identity,
    deregistered: false,
    revokedAt: null,
    revocationReason: null,
    revocationCause: null,
    holds: [],
    certification: NOT_CERTIFIED,
    audits: NO_TRACK,
    account: EMPTY_ACCOUNT,
    work: NO_WORK,
    journaled: NOT_JOURNALED,
  };
}

// Doubles of a slab's state beside its windows: per agent the last signal and what was journaled.
const PER_AGENT = 5;
const BESIDE_WINDOWS = SLAB_AGENTS * PER_AGENT;
const NO_BAND = -1;

/** Score an agent had a while ago is not known. */
export const UNKNOWN_SCORE = -1;

/**
 * The hot state of the process: windows, scores and flags of all agents in columns indexed by the agent's number.
 * Rebuilt from the store at start; changed only inside the writer's slot.
 */
export class Fleet {
  readonly windows = new Windows();
  private readonly agents: (FleetAgent | undefined)[] = [];
  private readonly numbers = new Map<string, number>();
  private list = new Float64Array(5);
  scores = new Int16Array(1024);
  flags = new Uint8Array(1024);
  /** Version of the commit that last changed the row. */
  changedAt = new Float64Array(1024);
  /** Epoch ms of the last signal, 0 = never. */
  lastSignalAt = new Float64Array(1024);
  /** Score 24 h ago (or the first rated one since), UNKNOWN_SCORE if there is none. */
  dayAgo = new Int16Array(1024).fill(UNKNOWN_SCORE);
  /** Agents not deregistered, in order of registration. */
  readonly active = new Set<FleetAgent>();
  /** Agents of which something changed that routing asks for, since it last looked. */
  readonly touched = new Set<FleetAgent>();
  version = 0;

  constructor(
    private weightsInForce: WeightsInForce,
    private policyInForce: PolicyInForce,
    private gateInForce: GateInForce,
  ) {
    this.setWeights(weightsInForce);
  }

  get weights(): WeightsInForce {
    return this.weightsInForce;
  }

  get policy(): PolicyInForce {
    return this.policyInForce;
  }

  get gate(): GateInForce {
    return this.gateInForce;
  }

  set gate(inForce: GateInForce) {
    this.gateInForce = inForce;
    for (const agent of this.active) this.touched.add(agent);
  }

  find(id: string): FleetAgent | undefined {
    const number = this.numbers.get(id);
    return number === undefined ? undefined : this.agents[number];
  }

  at(number: number): FleetAgent | undefined {
    return this.agents[number];
  }

  /** Numbers of all agents ever registered. */
  everyNumber(): number[] {
    return this.agents.flatMap((agent) => (agent ? [agent.number] : []));
  }

  put(agent: FleetAgent): void {
    this.grow(agent.number + 1);
    const former = this.agents[agent.number];
    if (former) this.active.delete(former);
    this.agents[agent.number] = agent;
    this.numbers.set(agent.id, agent.number);
    if (!agent.deregistered) this.active.add(agent);
    this.settle(agent);
  }

  remove(agent: FleetAgent): void {
    this.agents[agent.number] = undefined;
    this.numbers.delete(agent.id);
    this.active.delete(agent);
    this.touched.add(agent);
    this.windows.clear(agent.number);
  }

  setWeights(inForce: WeightsInForce): void {
    this.weightsInForce = inForce;
    this.list = Float64Array.from(weightList(inForce.weights));
    for (const agent of this.active) this.settle(agent);
  }

  setPolicy(inForce: PolicyInForce): void {
    this.policyInForce = inForce;
    for (const agent of this.active) this.settle(agent);
  }

  /** Adds one signal and brings score and flags up to date. Says whether the agent, rated and not yet revoked, is now under the line. */
  push(
    agent: FleetAgent,
    dimension: DimensionIndex,
    { value, weight }: { value: number; weight: number },
    row: number,
    at: number,
    { maxShare, reporter }: { maxShare: number; reporter: string },
  ): boolean {
    this.windows.push(agent.number, dimension, value, weight, row, maxShare, reporter);
    if (at > (this.lastSignalAt[agent.number] ?? 0)) this.lastSignalAt[agent.number] = at;
    return this.settle(agent);
  }

  score(agent: FleetAgent): number {
    return this.scores[agent.number] ?? 0;
  }

  rated(agent: FleetAgent): boolean {
    return ((this.flags[agent.number] ?? 0) & FLAG.rated) !== 0;
  }

  atRisk(agent: FleetAgent): boolean {
    return ((this.flags[agent.number] ?? 0) & FLAG.atRisk) !== 0;
  }

  /** Band level 0–4, null when unrated. */
  level(agent: FleetAgent): number | null {
    return this.rated(agent) ? bandLevel(this.score(agent)) : null;
  }

  /** Recomputes score and flags of one agent; O(1). Says whether it should be revoked. */
  settle(agent: FleetAgent): boolean {
    this.touched.add(agent);
    const n = agent.number;
    const score = this.windows.score(n, this.list);
    const facts = this.facts(agent, score);
    const { rated, atRisk } = standingOf(facts);
    this.scores[n] = score;
    this.flags[n] =
      (rated ? FLAG.rated : 0) |
      (agent.revokedAt === null ? 0 : FLAG.revoked) |
      (atRisk ? FLAG.atRisk : 0) |
      (agent.holds.length > 0 ? FLAG.held : 0);
    return shouldRevoke(facts);
  }

  /** What `restoreSlab` needs to make the windows of a slab's agents what they are now. */
  slabState(slab: number): Float64Array {
    const windows = this.windows.state(slab);
    const state = new Float64Array(BESIDE_WINDOWS + windows.length);
    for (let i = 0; i < SLAB_AGENTS; i++) {
      const number = slab * SLAB_AGENTS + i;
      const { band, bandAt, atRisk, atRiskAt } = this.at(number)?.journaled ?? NOT_JOURNALED;
      state.set([this.lastSignalAt[number] ?? 0, band ?? NO_BAND, bandAt, Number(atRisk), atRiskAt], i * PER_AGENT);
    }
    state.set(windows, BESIDE_WINDOWS);
    return state;
  }

  /** Restores a slab before its agents are put; answers what was journaled of each. */
  restoreSlab(slab: number, state: Float64Array, reporters: readonly string[]): Map<number, FleetAgent["journaled"]> {
    this.grow((slab + 1) * SLAB_AGENTS);
    const journaled = new Map<number, FleetAgent["journaled"]>();
    for (let i = 0; i < SLAB_AGENTS; i++) {
      const number = slab * SLAB_AGENTS + i;
      const [at = 0, band = NO_BAND, bandAt = 0, atRisk = 0, atRiskAt = 0] = state.subarray(i * PER_AGENT, (i + 1) * PER_AGENT);
      this.lastSignalAt[number] = at;
      journaled.set(number, { band: band === NO_BAND ? null : band, bandAt, atRisk: atRisk === 1, atRiskAt });
    }
    this.windows.restore(slab, state.subarray(BESIDE_WINDOWS), reporters);
    return journaled;
  }

  private facts(agent: FleetAgent, score: number): ScoreFacts {
    const { number, revokedAt } = agent;
    const { policy } = this.policyInForce;
    return {
      score,
      evidence: this.windows.evidence(number),
      coverage: this.windows.coverage(number),
      revoked: revokedAt !== null,
      policy,
    };
  }

  /** Smallest rank among equals of the rated and not revoked; null for the others. */
  rank(agent: FleetAgent): number | null {
    if (agent.deregistered || !this.ranked(agent)) return null;
    const mine = this.score(agent);
    let above = 0;
    for (const other of this.active) if (this.score(other) > mine && this.ranked(other)) above += 1;
    return above + 1;
  }

  private ranked(agent: FleetAgent): boolean {
    return ((this.flags[agent.number] ?? 0) & (FLAG.rated | FLAG.revoked)) === FLAG.rated;
  }

  private grow(size: number): void {
    if (size <= this.scores.length) return;
    const capacity = Math.max(size, this.scores.length * 2);
    this.scores = copyInto(new Int16Array(capacity), this.scores);
    this.flags = copyInto(new Uint8Array(capacity), this.flags);
    this.changedAt = copyInto(new Float64Array(capacity), this.changedAt);
    this.lastSignalAt = copyInto(new Float64Array(capacity), this.lastSignalAt);
    this.dayAgo = copyInto(new Int16Array(capacity).fill(UNKNOWN_SCORE), this.dayAgo);
  }
}

function copyInto<T extends Int16Array | Uint8Array | Float64Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
