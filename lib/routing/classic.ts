import type { Manifest } from "./candidate";

/** Words that raise a capability of exactly this name. */
const RELATED = new Map<string, readonly string[]>([
  ["code", ["function", "class", "bug", "fix", "implement"]],
  ["write", ["document", "draft", "content", "article"]],
  ["analyze", ["data", "report", "metric", "insight"]],
  ["security", ["vulnerability", "threat", "audit", "scan"]],
]);
const KEYWORD = 0.3;
const CAPABILITY = 0.2;
const RELATED_WORD = 0.1;

/**
 * The original router's capability score, 0–1: 0.3 for each keyword, 0.2 for each capability and 0.1 for each related
 * word that occurs anywhere in the description, lower case, capped at 1. Terms count as given, twice where they are
 * listed twice; only empty ones, which the original found everywhere, count nothing. Additions are in the original's order.
 */
export function classicCapability(
  { capabilities, keywords }: Pick<Manifest, "capabilities" | "keywords">,
  description: string,
): number {
  const text = description.toLowerCase();
  const occurs = (term: string) => term !== "" && text.includes(term);
  let sum = 0;
  for (const keyword of keywords) if (occurs(keyword.toLowerCase())) sum += KEYWORD;
  const lower = capabilities.map((capability) => capability.toLowerCase());
  for (const capability of lower) if (occurs(capability)) sum += CAPABILITY;
  for (const capability of lower) for (const word of RELATED.get(capability) ?? []) if (occurs(word)) sum += RELATED_WORD;
  return Math.min(sum, 1);
}

/** The original's bid score, 0–1: 10 sats or less are 1, 100 or more are 0. */
export function classicPrice(bidSats: number): number {
  return Math.max(0, Math.min(1, (100 - bidSats) / 90));
}
