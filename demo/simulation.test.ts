import { describe, expect, it } from "vitest";
import { type CharacterName, DIMENSIONS } from "./characters";
import { idOf, ROSTER } from "./roster";
import type { Signal } from "./signals";
import { Simulation } from "./simulation";

const SEED = 7;
const NOW = Date.UTC(2026, 10, 20, 12);
const IDS = new Set(ROSTER.map((member) => idOf(member, 1)));
const KINDS = ["policy_compliance", "resource_usage", "output_quality", "security_event", "collaboration"];
const WEIGHTS = [0.25, 0.15, 0.2, 0.25, 0.15];

const fleet = (seed = SEED) => new Simulation({ roster: ROSTER, generation: 1, seed, run: "test" });
const opening = (simulation: Simulation, rounds = 10) =>
  Array.from({ length: rounds }, (_, round) => simulation.opening(round, rounds, NOW, IDS)).flat();

function stream(simulation: Simulation, from: number, to: number): Signal[] {
  const steps = Math.round((to - from) * 4);
  return Array.from({ length: steps }, (_, i) => simulation.step(from + i / 4, from + (i + 1) / 4)).flat();
}

function dimensionOf(signal: Signal): number {
  return "kind" in signal ? KINDS.indexOf(signal.kind) : DIMENSIONS.indexOf(signal.dimension);
}

function valueIn(signal: Signal): number {
  if (!("kind" in signal)) return signal.value;
  if (signal.kind === "policy_compliance") return Number(signal.compliant);
  if (signal.kind === "output_quality") return Number(signal.accepted);
  if (signal.kind === "security_event") return Number(signal.withinBoundary);
  if (signal.kind === "collaboration") return Number(signal.handoffSuccessful);
  return (Math.min(1, signal.tokensBudget / signal.tokensUsed) + Math.min(1, signal.computeBudgetMs / signal.computeMs)) / 2;
}

/** Scores by plain means of the last 100 values: near enough to the real ones to tell characters apart. */
class NaiveScores {
  private readonly values = new Map<string, number[][]>();

  add(signals: readonly Signal[]): this {
    for (const signal of signals) {
      const windows = this.values.get(signal.agentId) ?? DIMENSIONS.map(() => []);
      windows[dimensionOf(signal)]?.push(valueIn(signal));
      this.values.set(signal.agentId, windows);
    }
    return this;
  }

  of(id: string): number {
    const means = (this.values.get(id) ?? []).map((window) => mean(window.slice(-100)));
    return means.reduce((sum, value, i) => sum + value * (WEIGHTS[i] as number) * 1000, 0);
  }

  ofCharacter(character: CharacterName): number[] {
    return ROSTER.filter((member) => member.character === character).map((member) => this.of(idOf(member, 1)));
  }

  coverage(id: string): number {
    return (this.values.get(id) ?? []).filter((window) => window.length > 0).length;
  }
}

const mean = (values: readonly number[]) => (values.length === 0 ? 0.5 : values.reduce((sum, v) => sum + v, 0) / values.length);

describe("the fleet", () => {
  it("has at least 24 agents with names of their own and every character", () => {
    expect(ROSTER.length).toBeGreaterThanOrEqual(24);
    expect(IDS.size).toBe(ROSTER.length);
    expect(new Set(ROSTER.map((member) => member.character)).size).toBe(12);
  });

  it("does the same again with the same seed and something else with another", () => {
    const story = (seed: number) => {
      const simulation = fleet(seed);
      return JSON.stringify([opening(simulation), stream(simulation, 0, 20)]);
    };
    expect(story(1)).toBe(story(1));
    expect(story(1)).not.toBe(story(2));
  });

  it("never uses a signal id twice", () => {
    const simulation = fleet();
    const signals = [...opening(simulation), ...stream(simulation, 0, 60)];
    expect(new Set(signals.map((signal) => signal.id)).size).toBe(signals.length);
  });

  it("opens with the same signals in any number of rounds", () => {
    const perAgent = (rounds: number) =>
      opening(fleet(), rounds).filter((signal) => signal.agentId === "demo-ledger-recon").length;
    expect(perAgent(1)).toBe(perAgent(10));
    expect(perAgent(10)).toBe(80 + 72 + 90 + 66 + 70);
  });

  it("opens with observations of the last hour, none of them in the future", () => {
    const times = opening(fleet()).map((signal) => Date.parse(signal.observedAt ?? ""));
    expect(Math.min(...times)).toBeGreaterThan(NOW - 3_600_000);
    expect(Math.max(...times)).toBeLessThanOrEqual(NOW);
  });

  it("says nothing more about an agent that was dropped, and the same about the others", () => {
    const whole = fleet();
    const part = fleet();
    part.drop("demo-ledger-recon");
    const others = (signals: Signal[]) => signals.filter((signal) => signal.agentId !== "demo-ledger-recon").map(valueIn);
    const left = stream(part, 0, 30);
    expect(left.some((signal) => signal.agentId === "demo-ledger-recon")).toBe(false);
    expect(left.map(valueIn)).toEqual(others(stream(whole, 0, 30)));
  });

  it("reports 20 to 45 signals a second, mostly typed, some raw", () => {
    const signals = stream(fleet(), 0, 600);
    expect(signals.length / 600).toBeGreaterThan(20);
    expect(signals.length / 600).toBeLessThan(45);
    const raw = signals.filter((signal) => !("kind" in signal)).length / signals.length;
    expect(raw).toBeGreaterThan(0.1);
    expect(raw).toBeLessThan(0.4);
  });
});

describe("after the opening", () => {
  const scores = new NaiveScores().add(opening(fleet()));
  const rated = ROSTER.map((member) => idOf(member, 1)).filter((id) => scores.coverage(id) >= 3);

  it("scores reach from at risk to verified", () => {
    const totals = rated.map((id) => scores.of(id));
    const between = (low: number, high: number) => totals.filter((total) => total >= low && total < high).length;
    expect(between(900, 1001)).toBeGreaterThanOrEqual(2);
    expect(between(700, 900)).toBeGreaterThanOrEqual(5);
    expect(between(500, 700)).toBeGreaterThanOrEqual(3);
    expect(between(300, 500)).toBeGreaterThanOrEqual(3);
    expect(between(0, 300)).toBe(0);
  });

  it("two or three agents are unrated, because too little is known", () => {
    expect(ROSTER.length - rated.length).toBeGreaterThanOrEqual(2);
    expect(ROSTER.length - rated.length).toBeLessThanOrEqual(3);
  });

  it("nobody fell under the revocation line on the way", () => {
    const running = new NaiveScores();
    const seen = new Map<string, number>();
    for (const signal of opening(fleet())) {
      running.add([signal]);
      seen.set(signal.agentId, (seen.get(signal.agentId) ?? 0) + 1);
      if ((seen.get(signal.agentId) ?? 0) >= 5 && running.coverage(signal.agentId) >= 3) {
        expect(running.of(signal.agentId), signal.agentId).toBeGreaterThan(330);
      }
    }
  });
});

describe("characters", () => {
  const simulation = fleet();
  const scores = new NaiveScores().add(opening(simulation));
  const at = (from: number, to: number) => scores.add(stream(simulation, from, to));
  const lowest = (character: CharacterName) => Math.min(...scores.ofCharacter(character));
  const highest = (character: CharacterName) => Math.max(...scores.ofCharacter(character));

  it("steady stays above sloppy on average, sloppy above weak and hallucinating", () => {
    at(0, 10);
    expect(mean(scores.ofCharacter("steady"))).toBeGreaterThan(mean(scores.ofCharacter("sloppy")) + 80);
    expect(lowest("sloppy")).toBeGreaterThan(highest("weak"));
    expect(highest("hallucinating")).toBeLessThan(500);
  });

  it("the compromised agent falls from trusted to untrusted within a minute", () => {
    expect(lowest("compromised")).toBeGreaterThan(800);
    at(10, 60);
    expect(highest("compromised")).toBeLessThan(300);
  });

  it("spamming cheap resource signals does not make the gaming agent trusted", () => {
    at(60, 300);
    expect(highest("gaming")).toBeLessThan(620);
  });

  it("the flapping agents swing by more than 100 points", () => {
    const totals: number[] = [];
    for (let second = 300; second < 460; second += 4) {
      at(second, second + 4);
      totals.push(lowest("flapping"));
    }
    expect(Math.max(...totals) - Math.min(...totals)).toBeGreaterThan(100);
  });

  it("the degrading agents lose 250 points in ten minutes and win them back", () => {
    at(460, 660);
    const low = highest("degrading");
    expect(low).toBeLessThan(720);
    at(660, 1080);
    expect(lowest("degrading")).toBeGreaterThan(low + 100);
  });

  it("the silent agent is not heard of any more, and the newcomer is known by then", () => {
    const later = stream(simulation, 1080, 1140);
    expect(later.some((signal) => signal.agentId === "demo-night-batch")).toBe(false);
    expect(scores.coverage("demo-atlas-intake")).toBeGreaterThanOrEqual(3);
    expect(scores.coverage("demo-pdf-splitter")).toBe(2);
  });
});
