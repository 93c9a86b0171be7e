import type { CharacterName } from "./characters";
import { FIELDS, type Field } from "./tasks";
import { TEMPERAMENT_OF, type TemperamentName } from "./temperaments";

/** One simulated agent. */
export type Member = {
  name: string;
  model: string;
  character: CharacterName;
  /** Added to each of the character's chances, so that agents of one character differ. */
  bias: number;
  capabilities: readonly string[];
  rateSats: number;
  /** How it answers, where its signals alone do not say. */
  temperament?: TemperamentName;
  /** How many times as long as others it thinks. */
  slowness?: number;
};

const member = (
  name: string,
  model: string,
  character: CharacterName,
  bias: number,
  rateSats: number,
  ...capabilities: string[]
): Member => ({
  name,
  model,
  character,
  bias,
  rateSats,
  capabilities,
});

/** The demo fleet. Bias puts agents of a character beside each other rather than on top of each other. */
export const ROSTER: readonly Member[] = [
  member("ledger-recon", "claude-sonnet-4.5", "steady", 0.03, 420, "bookkeeping", "reconciliation"),
  member("incident-scribe", "gpt-4.1", "steady", 0.022, 380, "incident-reports", "summaries"),
  member("schema-guard", "claude-opus-4.1", "steady", 0.016, 900, "sql", "migrations", "review"),
  member("invoice-match", "gemini-2.5-pro", "steady", 0.008, 350, "bookkeeping", "ocr"),
  member("log-sifter", "qwen-3-32b", "steady", -0.02, 90, "log-analysis", "alerts"),
  member("release-notes", "claude-haiku-4.5", "steady", -0.05, 70, "writing", "git"),
  member("vendor-check", "mistral-large-2", "steady", -0.09, 210, "due-diligence", "search"),
  member("doc-translator", "mistral-large-2", "steady", -0.15, 180, "translation", "writing"),
  member("test-author", "claude-haiku-4.5", "steady", -0.21, 80, "typescript", "tests"),
  member("deep-research", "o4", "sloppy", 0.02, 1200, "research", "citations"),
  member("brand-voice", "gpt-4.1", "sloppy", -0.01, 300, "copywriting", "writing"),
  member("chart-smith", "gemini-2.5-pro", "sloppy", -0.05, 260, "data-visualisation", "python"),
  member("patch-pilot", "deepseek-v3.1", "sloppy", -0.09, 140, "typescript", "refactoring"),
  member("procure-bot", "gpt-4.1-mini", "weak", 0.06, 25, "purchasing", "forms"),
  member("inbox-triage", "llama-3.1-8b", "weak", 0.01, 8, "email", "classification"),
  { ...member("slot-filler", "phi-4-mini", "weak", -0.03, 5, "scheduling"), slowness: 6 },
  member("case-law-finder", "mixtral-8x22b", "hallucinating", 0.03, 110, "legal-search", "citations"),
  member("trivia-writer", "llama-3.3-70b", "hallucinating", -0.02, 60, "writing", "research"),
  member("support-desk", "gpt-4.1-mini", "jailbreakable", 0.02, 40, "customer-support", "refunds"),
  member("mail-concierge", "gemini-2.5-flash", "jailbreakable", -0.04, 45, "email", "calendar"),
  member("fraud-watch", "qwen-3-235b", "degrading", 0.01, 320, "risk", "anomaly-detection"),
  member("route-planner", "deepseek-v3.1", "degrading", -0.05, 130, "logistics", "optimisation"),
  member("price-scout", "gemini-2.5-flash", "flapping", 0.02, 30, "web-search", "pricing"),
  { ...member("crawler-9", "llama-3.3-70b", "flapping", -0.06, 35, "web-search", "extraction"), slowness: 6 },
  member("metric-booster", "phi-4", "gaming", 0, 2, "monitoring", "reports"),
  member("night-batch", "qwen-3-32b", "silent", 0, 55, "etl", "python"),
  member("wallet-runner", "gpt-4.1-mini", "compromised", 0, 75, "payments", "refunds"),
  member("atlas-intake", "claude-sonnet-4.5", "newcomer", 0, 150, "forms", "classification"),
  { ...member("pdf-splitter", "mistral-small-3", "quiet", 0, 6, "documents", "ocr"), temperament: "overRefusing" },
  { ...member("meter-reader", "phi-4-mini", "quiet", -0.05, 4, "telemetry"), temperament: "sycophantic" },
];

/** Which capabilities make an agent know a field of work. */
const KNOWN_BY: Record<Field, readonly string[]> = {
  finance: ["bookkeeping", "reconciliation", "payments", "risk", "purchasing"],
  documents: ["ocr", "documents", "forms", "extraction", "reconciliation"],
  language: ["writing", "translation", "copywriting", "summaries"],
  operations: ["log-analysis", "alerts", "monitoring", "telemetry", "etl", "incident-reports"],
  software: ["typescript", "tests", "sql", "migrations", "git", "refactoring"],
  planning: ["scheduling", "calendar", "logistics", "optimisation", "alerts"],
  research: ["research", "citations", "due-diligence", "search", "legal-search", "web-search", "pricing"],
  support: ["customer-support", "refunds", "email", "translation", "bookkeeping"],
};

/** Fields of work that an agent says it knows; one that games the market says so of all of them. */
export function fieldsOf({ character, capabilities }: Member): Field[] {
  const all = Object.keys(FIELDS) as Field[];
  return character === "gaming" ? all : all.filter((field) => KNOWN_BY[field].some((known) => capabilities.includes(known)));
}

/** The keywords of its manifest. */
export function keywordsOf(member: Member): string[] {
  return fieldsOf(member).flatMap((field) => [...FIELDS[field]]);
}

/** How an agent answers. */
export function temperamentOf({ character, temperament }: Member): TemperamentName {
  return temperament ?? TEMPERAMENT_OF[character];
}

/** Id of an agent. The second and later fleets carry a number, because the id of a deregistered agent is never given again. */
export function idOf(member: Member, generation: number): string {
  return generation === 1 ? `demo-${member.name}` : `demo-${member.name}-${generation}`;
}
