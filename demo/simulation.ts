import { CHARACTERS, type Character } from "./characters";
import { between, draw, hex, type Random, randomFrom, wholeBetween } from "./random";
import { idOf, type Member } from "./roster";
import { observe, type Signal } from "./signals";

/** How far back the opening's observations reach. */
const PAST_MS = 45 * 60_000;
/** How much an agent's chances may have risen or fallen over its past, at most. */
const PAST_DRIFT = 0.14;

type Agent = {
  id: string;
  member: Member;
  character: Character;
  random: Random;
  /** Signals owed since the last step, a fraction. */
  due: number;
  /** Per dimension, how much success is owed in the opening. */
  owed: number[];
  /** How much its chances rose (or fell) over its past. */
  drift: number;
  trace: { id: string; left: number };
};

export type Plan = {
  roster: readonly Member[];
  generation: number;
  seed: number;
  /** Prefix of signal ids, never used before on this server. */
  run: string;
};

/** What the fleet does and what is reported about it. The same plan gives the same signals; time comes from outside. */
export class Simulation {
  private readonly agents: Map<string, Agent>;
  private readonly ids: readonly string[];
  private count = 0;

  constructor(private readonly plan: Plan) {
    this.ids = plan.roster.map((member) => idOf(member, plan.generation));
    this.agents = new Map(plan.roster.map((member, i) => [this.ids[i] as string, this.enlist(member, i)]));
  }

  get size(): number {
    return this.agents.size;
  }

  has(id: string): boolean {
    return this.agents.has(id);
  }

  drop(id: string): void {
    this.agents.delete(id);
  }

  /**
   * Part `round` of `rounds` of what lies behind the agents that `newcomers` names.
   * Success is dealt evenly here, so that nobody falls under the revocation line before its story begins.
   * @param now epoch ms
   */
  opening(round: number, rounds: number, now: number, newcomers: ReadonlySet<string>): Signal[] {
    return [...this.agents.values()]
      .filter((agent) => newcomers.has(agent.id))
      .flatMap((agent) => this.recall(agent, round, rounds, now));
  }

  /** What happens between two moments, in seconds since the start. */
  step(from: number, to: number): Signal[] {
    return [...this.agents.values()].flatMap((agent) => {
      agent.due += agent.character.rate(to) * (to - from);
      const signals: Signal[] = [];
      for (; agent.due >= 1; agent.due--) {
        const dimension = draw(agent.random, agent.character.mix);
        signals.push(this.report(agent, dimension, agent.random() < chanceOf(agent, dimension, to)));
      }
      return signals;
    });
  }

  /** One signal about an agent, to find out whether it is still there. */
  rollCall(id: string): Signal | undefined {
    const agent = this.agents.get(id);
    return agent && this.report(agent, 0, true);
  }

  private enlist(member: Member, index: number): Agent {
    const random = randomFrom(this.plan.seed * 1009 + index);
    return {
      id: idOf(member, this.plan.generation),
      member,
      character: CHARACTERS[member.character],
      random,
      due: random(),
      owed: [],
      drift: between(random, -PAST_DRIFT, PAST_DRIFT),
      trace: { id: "", left: 0 },
    };
  }

  private recall(agent: Agent, round: number, rounds: number, now: number): Signal[] {
    const { past } = agent.character;
    const signals: Signal[] = [];
    for (let i = 0; i < Math.max(...past); i++) {
      for (let dimension = 0; dimension < past.length; dimension++) {
        const length = past[dimension] as number;
        if (i >= length || Math.floor((i * rounds) / length) !== round) continue;
        const signal = this.report(agent, dimension, deal(agent, dimension, i / length));
        signals.push({ ...signal, observedAt: new Date(now - PAST_MS * (1 - i / length)).toISOString() });
      }
    }
    return signals;
  }

  private report(agent: Agent, dimension: number, good: boolean): Signal {
    if (agent.trace.left-- <= 0) agent.trace = { id: hex(agent.random, 32), left: wholeBetween(agent.random, 1, 4) };
    const peers = this.ids.filter((id) => id !== agent.id);
    const observation = observe(agent.random, dimension, good, { character: agent.member.character, peers });
    return { agentId: agent.id, id: `${this.plan.run}-${++this.count}`, traceId: agent.trace.id, ...observation };
  }
}

function chanceOf(agent: Agent, dimension: number, seconds: number): number {
  const chance = (agent.character.chance[dimension]?.(seconds) ?? 0) + agent.member.bias;
  return Math.min(0.998, Math.max(0.01, chance));
}

/**
 * Success by a running debt instead of by chance: the first goes well, and after n draws it is within one of what the chances add up to.
 * @param age position in the past, 0 = oldest, 1 = now
 */
function deal(agent: Agent, dimension: number, age: number): boolean {
  const chance = chanceOf(agent, dimension, 0) + agent.drift * (age - 0.5);
  const owed = (agent.owed[dimension] ?? 1 - chance) + chance;
  const good = owed >= 0.5 + 0.5 * agent.random();
  agent.owed[dimension] = good ? owed - 1 : owed;
  return good;
}
