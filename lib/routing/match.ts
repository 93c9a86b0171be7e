import type { Skills } from "./candidate";
import type { RoutingPolicy } from "./policy";
import { phraseOf, termsOf } from "./words";

// Weights are whole numbers, so that the order in which matches are found cannot change a sum.
const MENTIONED = 2;
const REQUIRED = 4;
/** Weight of the matches that make a full match: five words of a description, so that a long one asks no more than a page. */
const FULL_MATCH = 5 * MENTIONED;
const NO_HEADS: readonly string[] = [];

/** One term of a task: its weight, and the terms of a manifest that match it at half of that. */
type TaskTerm = { term: string; weight: number; heads: readonly string[] };

/** A task as it is compared with manifests. */
export type TaskWords = {
  terms: readonly TaskTerm[];
  /** Phrases that a capability of the agent must be. */
  required: readonly string[];
  /** Weight of the matches at which the capability is 1; 0 where the task has no word to match. */
  full: number;
};

/** Terms of a manifest that know a term of a task, by that term. */
type Thesaurus = ReadonlyMap<string, readonly string[]>;

/** Read once for each list of synonyms, because tasks are many. */
const thesauri = new WeakMap<RoutingPolicy["synonyms"], Thesaurus>();

function thesaurusOf({ synonyms }: Pick<RoutingPolicy, "synonyms">): Thesaurus {
  const known = thesauri.get(synonyms) ?? readSynonyms(synonyms);
  thesauri.set(synonyms, known);
  return known;
}

function readSynonyms(synonyms: RoutingPolicy["synonyms"]): Thesaurus {
  const heads = new Map<string, Set<string>>();
  for (const family of synonyms) {
    const stems = family.heads.flatMap(termsOf);
    for (const related of family.related.flatMap(termsOf)) {
      const known = heads.get(related) ?? new Set();
      for (const head of stems) known.add(head);
      heads.set(related, known);
    }
  }
  return new Map([...heads].map(([related, known]) => [related, [...known]]));
}

/** The words of a task: those of its description, and those of required capabilities at twice the weight. The policy knows the synonyms. */
export function taskWords(
  { description, requiredCapabilities }: { description: string; requiredCapabilities: readonly string[] },
  policy: Pick<RoutingPolicy, "synonyms">,
): TaskWords {
  const thesaurus = thesaurusOf(policy);
  const required = requiredCapabilities.flatMap(termsOf);
  const terms: TaskTerm[] = [];
  let total = 0;
  for (const term of new Set([...required, ...termsOf(description)])) {
    const weight = required.includes(term) ? REQUIRED : MENTIONED;
    terms.push({ term, weight, heads: thesaurus.get(term) ?? NO_HEADS });
    total += weight;
  }
  return { terms, required: [...new Set(requiredCapabilities.map(phraseOf))], full: Math.min(total, FULL_MATCH) };
}

/** Weight of the task's terms that these skills match; each term counts once, exactly or through a synonym. */
export function matchedWeight({ terms }: TaskWords, skills: Skills): number {
  let matched = 0;
  for (const { term, weight, heads } of terms) {
    if (skills.terms.has(term)) matched += weight;
    else if (heads.length > 0 && heads.some((head) => skills.terms.has(head))) matched += weight / 2;
  }
  return matched;
}

/**
 * Capability 0–1: matched weight of the task's terms over all of it, or over five words of a longer task. What else a
 * manifest lists changes nothing.
 */
export function capabilityOf(matched: number, { full }: Pick<TaskWords, "full">): number {
  return full === 0 ? 0 : Math.min(1, matched / full);
}

/** Whether every required capability is one of these. */
export function hasRequired({ required }: Pick<TaskWords, "required">, skills: Skills): boolean {
  return required.every((phrase) => skills.capabilities.has(phrase));
}
