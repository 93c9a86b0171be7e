import { z } from "zod";
import { AgentId } from "../trust/signal";
import { matchedWeight, taskWords } from "./match";
import type { RoutingPolicy } from "./policy-shape";
import { phraseOf, termsOf } from "./words";

const ObservedCapability = z.strictObject({
  capability: z.string(),
  /** Tasks the agent was given that required it by name or that hold one of its words; a task may count for several. */
  tasks: z.int(),
  completed: z.int(),
  /** Failed or expired. */
  failed: z.int(),
  open: z.int(),
  /** completed / (completed + failed); null before the first is over. */
  successRate: z.number().min(0).max(1).nullable(),
});

/** GET /agents/{id}/capabilities: what an agent declares against what came of it, in its newest tasks (at most 1,000). */
export const ObservedCapabilities = z
  .strictObject({ agentId: AgentId, tasks: z.int(), items: z.array(ObservedCapability) })
  .meta({ id: "ObservedCapabilities" });
export type ObservedCapabilities = z.infer<typeof ObservedCapabilities>;

/** A task that an agent was given and what came of it. */
export type Tried = {
  description: string;
  requiredCapabilities: readonly string[];
  status: "assigned" | "running" | "completed" | "failed" | "expired";
  synonyms: RoutingPolicy["synonyms"];
};

type Counts = { tasks: number; completed: number; failed: number; open: number };

/** Counts for each declared capability, by the same words that decisions are made by. */
export class Observations {
  private readonly known: { capability: string; phrase: string; terms: ReadonlySet<string>; counts: Counts }[];

  constructor(capabilities: readonly string[]) {
    this.known = capabilities.map((capability) => ({
      capability,
      phrase: phraseOf(capability),
      terms: new Set(termsOf(capability)),
      counts: { tasks: 0, completed: 0, failed: 0, open: 0 },
    }));
  }

  add({ description, requiredCapabilities, status, synonyms }: Tried): void {
    const words = taskWords({ description, requiredCapabilities }, { synonyms });
    for (const { phrase, terms, counts } of this.known) {
      const named = words.required.includes(phrase);
      if (!named && matchedWeight(words, { terms, capabilities: NONE }) === 0) continue;
      counts.tasks++;
      if (status === "completed") counts.completed++;
      else if (status === "failed" || status === "expired") counts.failed++;
      else counts.open++;
    }
  }

  items(): ObservedCapabilities["items"] {
    return this.known.map(({ capability, counts }) => {
      const over = counts.completed + counts.failed;
      return { capability, ...counts, successRate: over === 0 ? null : counts.completed / over };
    });
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Which of these capabilities matches most of a task's words, the first of equals; null where none does. */
export function bestMatch(
  capabilities: readonly string[],
  description: string,
  synonyms: RoutingPolicy["synonyms"],
): string | null {
  const words = taskWords({ description, requiredCapabilities: [] }, { synonyms });
  let best: string | null = null;
  let most = 0;
  for (const capability of capabilities) {
    const matched = matchedWeight(words, { terms: new Set(termsOf(capability)), capabilities: NONE });
    if (matched > most) [best, most] = [capability, matched];
  }
  return best;
}
