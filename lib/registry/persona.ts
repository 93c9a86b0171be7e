import { z } from "zod";

export const PERSONA_KEYS = ["research", "security", "operations", "data", "code", "writing"] as const;
type PersonaKey = (typeof PERSONA_KEYS)[number];

/** A template for the manifest of an agent of a common kind. `rateSats` is what it asks for a task. */
export const Persona = z
  .strictObject({
    persona: z.enum(PERSONA_KEYS),
    name: z.string(),
    description: z.string(),
    capabilities: z.array(z.string()),
    keywords: z.array(z.string()),
    rateSats: z.int(),
  })
  .meta({ id: "Persona" });
export type Persona = z.infer<typeof Persona>;

/** The six templates; registering with `persona` takes from one what is not given. */
export const PERSONAS: readonly Persona[] = [
  {
    persona: "research",
    name: "Research agent",
    description: "Finds, compares and sums up sources.",
    capabilities: ["research", "summarisation", "fact checking"],
    keywords: ["research", "find", "compare", "source", "summary", "study", "market", "trend", "background", "report"],
    rateSats: 50,
  },
  {
    persona: "security",
    name: "Security agent",
    description: "Looks for vulnerabilities, judges risk and proposes how to close it.",
    capabilities: ["security", "vulnerability scanning", "threat modelling"],
    keywords: ["security", "vulnerability", "threat", "audit", "scan", "exploit", "patch", "permission", "secret", "risk"],
    rateSats: 75,
  },
  {
    persona: "operations",
    name: "Operations agent",
    description: "Deploys, watches and repairs running systems.",
    capabilities: ["operations", "deployment", "monitoring"],
    keywords: ["deploy", "monitor", "server", "incident", "backup", "restart", "log", "alert", "container", "capacity"],
    rateSats: 55,
  },
  {
    persona: "data",
    name: "Data agent",
    description: "Cleans, queries and explains data.",
    capabilities: ["data", "analysis", "sql"],
    keywords: ["data", "analyse", "query", "table", "metric", "chart", "statistics", "forecast", "dataset", "clean"],
    rateSats: 60,
  },
  {
    persona: "code",
    name: "Coding agent",
    description: "Writes, tests and reviews programs.",
    capabilities: ["code", "testing", "review"],
    keywords: ["code", "function", "bug", "fix", "implement", "test", "refactor", "review", "build", "library"],
    rateSats: 70,
  },
  {
    persona: "writing",
    name: "Writing agent",
    description: "Drafts and edits texts for a given reader.",
    capabilities: ["writing", "editing", "translation"],
    keywords: ["write", "draft", "edit", "article", "document", "translate", "proofread", "blog", "copy", "letter"],
    rateSats: 45,
  },
];

/** What a template gives where a manifest says nothing. */
export function fromPersona(key: PersonaKey | undefined): Partial<Pick<Persona, "capabilities" | "keywords" | "rateSats">> {
  const template = PERSONAS.find(({ persona }) => persona === key);
  if (!template) return {};
  const { capabilities, keywords, rateSats } = template;
  return { capabilities, keywords, rateSats };
}
