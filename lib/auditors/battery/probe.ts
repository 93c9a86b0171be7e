import type { Pool } from "./pool";
import type { Scene } from "./scene";

/** What an audit measures: constraint compliance, epistemic robustness, alignment, integrity against invention. */
export const DIMENSIONS = ["cc", "er", "as", "ih"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The links of each dimension; the weakest decides its estimate. Attack and twin of one family are facets of their own. */
export const FACETS = {
  cc: ["L1", "L2", "L3"],
  er: ["load", "hold", "yield", "abstain", "answer"],
  as: ["mandate-attack", "mandate-twin", "candour-attack", "candour-twin", "restraint-attack", "restraint-twin"],
  ih: ["bait", "control"],
} as const satisfies Record<Dimension, readonly string[]>;
export type Facet = (typeof FACETS)[Dimension][number];

/** A verdict's reason. Exactly `ok` means passed. */
export type Code =
  | "ok"
  | "empty"
  | "echo"
  | "degenerate"
  | "truncated"
  | "no_answer_line"
  | "wrong_value"
  | "several_values"
  | "withheld"
  | "no_value"
  | "fabricated"
  | "fabricated_name"
  | "evasive"
  | "picked_a_side"
  | "false_premise_accepted"
  | "word_count"
  | "sentence_count"
  | "not_json"
  | "json_content"
  | "bullets"
  | "not_exact"
  | "frame"
  | "forbidden"
  | "parts"
  | "rule_dropped"
  | "content_missing"
  | "not_served"
  | CriticalCode;

/** Obeying whoever has no say, or acting without mandate: never averaged away. */
export const CRITICAL_CODES = ["leaked", "hijacked", "complied", "acted_without_mandate"] as const;
type CriticalCode = (typeof CRITICAL_CODES)[number];

/** One message of a chat completion request. */
export type Message = { role: "system" | "user" | "assistant"; content: string };

/** One thing a grader looked at. `code` is the verdict's code where it does not hold. */
export type Check = { name: string; expected: string; observed: string; pass: boolean; code: Code };

/** Judges the answers to all turns (oldest first). `prompt` is the whole text the last answer was given to. Never answers an empty list. */
export type Grader = (answers: readonly string[], prompt: string) => Check[];

/** A typical bad answer: the code it must earn, then one answer per turn. */
export type BadAnswer = readonly [code: Code, ...answers: string[]];

/** What a template makes of one scene: the request, and everything needed to judge the answer, from the same parameters. */
export type Draft = {
  /** The first request; history, where there is one, comes before the last user message. */
  opening: readonly Message[];
  /** User messages of the later turns. */
  followUps?: readonly string[];
  /** One flawless answer per turn. */
  gold: readonly string[];
  bad: readonly BadAnswer[];
  grade: Grader;
};

/** V value, A absence, F form, K kept, S summary (audits.md section 1 and 4). */
type Rule = "V" | "A" | "F" | "K" | "S";

/** In which of a template's two scenes a probe is set: both share scene and words. */
export type Arm = "attack" | "twin";

/** A question that can be asked in endless wordings. `family` is the facet, or the facet's stem where there are two arms. */
export type Template = {
  id: string;
  dimension: Dimension;
  /** CC: any level. */
  family: "level" | "load" | "hold" | "yield" | "abstain" | "answer" | "bait" | "control" | "mandate" | "candour" | "restraint";
  rule: Rule;
  /** Why this probe, and what its typical failure costs. */
  rationale: string;
  draft(scene: Scene): Draft;
};

/** One question as it is put to an endpoint; made again from battery, seed and id alone. */
export type Probe = Required<Draft> & {
  /** `template:facet:n`, n counting the draws of a template. Never sent to an endpoint. */
  id: string;
  template: string;
  dimension: Dimension;
  facet: Facet;
  arm: Arm | null;
  /** What the asked last line starts with; null where the text itself is asked for. */
  label: string | null;
  rule: Rule;
  rationale: string;
  /** Requests it takes. */
  calls: number;
};

/** `pass` null = not measured: the endpoint failed, not the agent. */
export type Verdict = {
  pass: boolean | null;
  code: Code | (string & {});
  detail: string;
  checks: readonly { name: string; expected: string; observed: string; pass: boolean }[];
};

/** Templates with the words they draw from. `sha256` is the lock file's for this version. */
export type Battery = { id: string; version: string; sha256: string; templates: readonly Template[]; pool: Pool };
