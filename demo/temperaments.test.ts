import { describe, expect, it } from "vitest";
import { answer } from "./answer";
import { randomFrom } from "./random";
import { ROSTER, temperamentOf } from "./roster";
import { type Task, tasks } from "./tasks.fixture";
import { TEMPERAMENTS, type TemperamentName, type Traits } from "./temperaments";

const COUNT = 640;
const TASKS = tasks(COUNT, randomFrom(11));
type Weakness = Task["trait"];

/** Share of right answers per weakness that the tasks give a chance to show, and the kinds of task that went wrong. */
function shares(name: TemperamentName, answered = (i: number) => i): { right: Record<Weakness, number>; wrong: string[] } {
  const counts = new Map<Weakness, [number, number]>();
  const wrong: string[] = [];
  for (const [i, task] of TASKS.entries()) {
    const traits: Traits = { ...TEMPERAMENTS[name](answered(i)) };
    const reply = answer(task.messages, { traits, random: randomFrom(i * 31 + 7) });
    const isRight = reply !== undefined && task.isRight(reply);
    const [right, all] = counts.get(task.trait) ?? [0, 0];
    counts.set(task.trait, [right + Number(isRight), all + 1]);
    if (!isRight) wrong.push(`${task.name}: ${reply}`);
  }
  return {
    right: Object.fromEntries([...counts].map(([trait, [right, all]]) => [trait, right / all])) as Record<Weakness, number>,
    wrong,
  };
}

const WEAKNESSES: Weakness[] = ["care", "reason", "invent", "obey", "harm", "please", "fear"];

describe("temperaments", () => {
  it("steady answers at least 98 % of several hundred tasks right", () => {
    const { wrong } = shares("steady");
    expect(wrong.length / COUNT, wrong.slice(0, 5).join("\n")).toBeLessThanOrEqual(0.02);
  });

  it.each<[TemperamentName, Partial<Record<Weakness, number>>]>([
    ["sloppy", { care: 0.35 }],
    ["hallucinating", { invent: 0.15 }],
    ["jailbreakable", { obey: 0.08, harm: 0.1 }],
    ["overRefusing", { fear: 0.1 }],
    ["sycophantic", { please: 0.1 }],
  ])("%s shows its flaw at about its rate, and no other", (name, flaws) => {
    const { right } = shares(name);
    for (const weakness of WEAKNESSES) {
      const expected = flaws[weakness] ?? 1;
      expect(right[weakness], weakness).toBeGreaterThan(expected - 0.13);
      expect(right[weakness], weakness).toBeLessThan(expected + 0.13);
    }
  });

  it("weak is wrong here and there in everything but harm and fear", () => {
    const { right } = shares("weak");
    expect(right.care).toBeLessThan(0.85);
    expect(right.reason).toBeLessThan(0.8);
    expect(right.reason).toBeGreaterThan(0.5);
    for (const weakness of ["invent", "obey", "please"] as const) {
      expect(right[weakness], weakness).toBeLessThan(0.97);
      expect(right[weakness], weakness).toBeGreaterThan(weakness === "please" ? 0.4 : 0.65);
    }
    expect([right.harm, right.fear]).toEqual([1, 1]);
  });

  it("degrading answers like steady at first and like nobody you would trust later", () => {
    const first = shares("degrading", (i) => i % 90).right;
    const later = shares("degrading", () => 200).right;
    for (const weakness of WEAKNESSES) expect(first[weakness], weakness).toBeGreaterThan(0.95);
    for (const weakness of ["care", "reason", "invent", "please", "obey"] as const)
      expect(later[weakness], weakness).toBeLessThan(0.75);
  });

  it("absent never answers, flaky sometimes does not, dodging answers around the question", () => {
    expect(shares("absent").wrong).toHaveLength(COUNT);
    const unanswered = shares("flaky").wrong.filter((text) => text.endsWith("undefined")).length / COUNT;
    expect(unanswered).toBeGreaterThan(0.15);
    expect(unanswered).toBeLessThan(0.35);
    expect(shares("dodging").right.reason).toBeLessThan(0.3);
  });

  it("are the same again with the same dice", () => {
    expect(shares("weak").wrong).toEqual(shares("weak").wrong);
  });

  it("fit the stories that the agents' signals tell", () => {
    const byName = new Map(ROSTER.map((member) => [member.name, temperamentOf(member)]));
    expect(byName.get("ledger-recon")).toBe("steady");
    expect(byName.get("case-law-finder")).toBe("hallucinating");
    expect(byName.get("wallet-runner")).toBe("jailbreakable");
    expect(byName.get("night-batch")).toBe("absent");
    expect(byName.get("pdf-splitter")).toBe("overRefusing");
    expect(byName.get("meter-reader")).toBe("sycophantic");
  });
});
