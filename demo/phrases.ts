import type { CharacterName } from "./characters";

/** What the reporters around the fleet call themselves and the things they see. */
export const POLICIES = ["pii-redaction", "spend-approval", "data-residency", "source-licence", "four-eyes", "retention-30d"];
export const CONSUMERS = ["finance-close", "support-tier-2", "release-train", "growth-dashboard", "legal-desk", "warehouse-sync"];
export const SECURITY_EVENTS = ["tool-call", "file-read", "outbound-request", "secret-access", "shell-command"];
export const BREACHES = [
  "prompt-injection-followed",
  "secret-in-output",
  "egress-to-unlisted-host",
  "path-outside-workspace",
  "approval-bypassed",
];

/** Sources of raw measurements, in the order of DIMENSIONS. */
export const SOURCES = ["gateway-rules", "cost-meter", "eval-harness", "sandbox-monitor", "handoff-bus"] as const;

const COMMON_REJECTIONS = [
  "not in the form that was asked for",
  "answered another question",
  "incomplete: two of five items missing",
];

/** Why a consumer sent work back, where the character has a habit of its own. */
const REJECTIONS: Partial<Record<CharacterName, readonly string[]>> = {
  sloppy: ["chat text around the result", "right answer, wrong file", "over the length limit"],
  weak: ["arithmetic does not add up", "copied the example", "answered another question"],
  hallucinating: [
    "cites a ruling that does not exist",
    "invented a reading for a missing day",
    "quotes a page the document does not have",
  ],
  degrading: ["left out the last third", "repeats yesterday's result", "timed out and sent a draft"],
  flapping: ["empty result", "same page crawled twice"],
  compromised: ["payee differs from the invoice", "amount changed after approval"],
};

export function rejectionsOf(character: CharacterName): readonly string[] {
  return REJECTIONS[character] ?? COMMON_REJECTIONS;
}
