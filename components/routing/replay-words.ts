import { decimal, integer } from "@/components/ui/format";
import type { IneligibleCode } from "@/lib/registry/agent";
import { CODE_WORDS } from "@/lib/routing/code-words";
import type { DecisionReplay, Outcome } from "@/lib/routing/decision-shape";
import { OUTCOME_NAMES } from "./decision-words";

type Difference = DecisionReplay["differences"][number];

/** One thing that is no more what it was, as three texts; `agentId` where it is about one. */
export type Changed = { key: string; agentId: string | null; what: string; was: string; is: string };

const SHARE = (value: number) => decimal(value, 3);
const MEMBERS: Record<string, { what: string; say: (value: number) => string }> = {
  bidSats: { what: "price", say: (value) => `${integer(value)} sats` },
  capabilityScore: { what: "capability", say: SHARE },
  bidScore: { what: "price score", say: SHARE },
  trustScore: { what: "trust", say: SHARE },
  trackRecord: { what: "track record", say: SHARE },
  loadScore: { what: "load", say: SHARE },
  combined: { what: "combined score", say: SHARE },
};

const NOBODY = "nobody";

/** The differences of a replay in words, in the order in which they came. `nameOf` says what agents are called. */
export function changedWords(differences: readonly Difference[], nameOf: (id: string) => string): Changed[] {
  return differences.flatMap((difference, at) => {
    const words = wordsOf(difference, nameOf);
    return words ? [{ key: `${at}`, agentId: difference.agentId ?? null, ...words }] : [];
  });
}

function wordsOf({ of, was, is }: Difference, nameOf: (id: string) => string): Pick<Changed, "what" | "was" | "is"> | null {
  const say = (words: (value: unknown) => string) => ({ was: words(was), is: words(is) });
  if (of === "outcome") return { what: "Outcome", ...say((value) => OUTCOME_NAMES[value as Outcome] ?? String(value)) };
  if (of === "recommended") return { what: "Winner", ...say((value) => (typeof value === "string" ? nameOf(value) : NOBODY)) };
  if (of === "policy") return { what: "Policy", ...say((value) => String(value).split(":")[0] ?? "") };
  if (of === "candidate") return { what: "rank", ...say((value) => (typeof value === "number" ? integer(value) : "none")) };
  if (of === "codes") return { what: "gates", ...say(gates) };
  // The gates that changed say so already.
  if (of === "eligible") return null;
  const member = MEMBERS[of];
  if (!member) return { what: of, ...say((value) => JSON.stringify(value) ?? "–") };
  return { what: member.what, ...say((value) => (typeof value === "number" ? member.say(value) : "–")) };
}

function gates(value: unknown): string {
  const codes = Array.isArray(value) ? (value as IneligibleCode[]) : [];
  return codes.length === 0 ? "passed all" : codes.map((code) => CODE_WORDS[code] ?? code).join(", ");
}
