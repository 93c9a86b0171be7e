import type { Candidate } from "../lib/routing/candidate";
import type { Task } from "../lib/routing/contest";

/** Words of a fleet: as in a real one, more agents know more of them. */
const vocabularyOf = (agents: number) => Math.round(20 * Math.sqrt(agents));
const CAPABILITIES = 3;
const KEYWORDS = 10;
const TASK_WORDS = 8;

/** A pseudo-random sequence in [0, 1), the same in every run (Park and Miller). */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A word of letters only, of its own stem, for each number. */
function wordOf(number: number): string {
  const letters = number.toString(26).replace(/./g, (digit) => "bcdfghjklmnpqrtvwxzaaaaaaaaa"[Number.parseInt(digit, 26)] ?? "b");
  return `${letters}o${number.toString(26).replace(/\d/g, (digit) => "qwrtpdfghj"[Number(digit)] ?? "q")}b`;
}

/** A fleet with three capabilities and ten keywords each, as the templates have, and descriptions of eight words of which the fleet knows most. */
export function sceneOf(agents: number, tasks: number): { fleet: Candidate[]; descriptions: string[] } {
  const random = sequence(agents);
  const vocabulary = vocabularyOf(agents);
  const words = (count: number) => Array.from({ length: count }, () => wordOf(Math.floor(random() * vocabulary)));
  const fleet = Array.from({ length: agents }, (_, i) => agentOf(`agent-${i}`, words(CAPABILITIES), words(KEYWORDS), random));
  const descriptions = Array.from({ length: tasks }, () => `Please ${words(TASK_WORDS).join(" ")}`);
  return { fleet, descriptions };
}

export function taskOf(description: string): Task {
  return { description, requiredCapabilities: [], minTier: "T1", budgetSats: null, penaltySats: 0 };
}

function agentOf(agentId: string, capabilities: string[], keywords: string[], random: () => number): Candidate {
  const finished = Math.floor(random() * 100);
  return {
    agentId,
    capabilities,
    keywords,
    rateSats: 20 + Math.floor(random() * 80),
    capacity: 4,
    reachable: true,
    openTasks: Math.floor(random() * 3),
    barredBy: random() < 0.1 ? ["revoked"] : [],
    level: 1 + Math.floor(random() * 5),
    exposureSats: 0,
    ceilingSats: 10_000,
    score: Math.floor(random() * 1000),
    rated: true,
    finished,
    succeeded: Math.floor(random() * finished),
    lastWonAt: null,
  };
}
