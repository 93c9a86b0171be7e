import { age, integer } from "@/components/ui/format";
import type { Agent } from "@/lib/registry/agent";
import type { Concern, ConcernKind } from "@/lib/registry/attention";
import { cut } from "@/lib/registry/cut";
import { HOLD_NAMES } from "@/lib/registry/hold";
import { neededWords } from "@/lib/registry/standing";
import type { TrustPolicy } from "@/lib/trust/policy";

const LONGEST_REASON = 160;

/** A concern in words: what happened, what follows, since when (RFC 3339 or epoch ms), and the one way on. */
export type ConcernWords = { what: string; follows: string; since: string | number | null; action: string; anchor: string };

/** `fellAt`: when the agent fell under the warning line, where that is still known. */
type Facts = { concern: Concern; agent: Agent | undefined; policy: TrustPolicy; now: number; fellAt: string | null };

const WORDS = {
  revoked: ({ concern, agent }) => ({
    what: "Revoked",
    follows: `${agent?.revocationReason ? `${cut(agent.revocationReason, LONGEST_REASON)}. ` : ""}Its score is ${integer(concern.agent.score)} now; only a person can reinstate it.`,
    since: agent?.revokedAt ?? null,
    action: "Review",
    anchor: "",
  }),
  hold: ({ agent }) => {
    const [hold, ...others] = agent?.holds ?? [];
    return {
      what: hold ? `On hold: ${[hold, ...others].map(({ cause }) => HOLD_NAMES[cause]).join(", ")}` : "On hold",
      follows: hold
        ? `Set by ${hold.actor}${hold.note ? `: ${cut(hold.note, LONGEST_REASON)}` : ""}. It may not act until the hold is lifted.`
        : "It may not act until the hold is lifted.",
      since: hold?.since ?? null,
      action: "Review hold",
      anchor: "",
    };
  },
  at_risk: ({ concern, policy, fellAt }) => {
    const { score, delta24h } = concern.agent;
    const room = score - policy.revocationThreshold;
    return {
      what: delta24h !== null && delta24h < 0 ? `Score fell ${integer(-delta24h)} points in 24 h` : "Under the warning line",
      follows: `${integer(score)}: ${integer(policy.warningThreshold - score)} under the warning line, ${integer(Math.abs(room))} ${room < 0 ? "under" : "above"} revocation.`,
      since: fellAt,
      action: "Explain",
      anchor: "",
    };
  },
  silent: ({ concern, now }) => ({
    what: `No signal for ${age(now - (concern.agent.lastSignalAt ?? now))}`,
    follows: `Its score of ${integer(concern.agent.score)} rests on what was reported before.`,
    since: concern.agent.lastSignalAt,
    action: "Check source",
    anchor: "#signals",
  }),
  nearly_rated: ({ concern }) => ({
    what: "Nearly rated",
    follows: `${sentence(neededWords(concern.missing))} before it is ranked.`,
    since: null,
    action: "See evidence",
    anchor: "#signals",
  }),
} as const satisfies Record<ConcernKind, (facts: Facts) => ConcernWords>;

const ALSO = {
  revoked: "revoked",
  hold: "on hold",
  at_risk: "at risk",
  silent: "silent",
  nearly_rated: "nearly rated",
} as const satisfies Record<ConcernKind, string>;

/** Says a concern in words. `agent` is known for stopped ones only, once it has been fetched. */
export function wordsOf(facts: Facts): ConcernWords {
  const words: ConcernWords = WORDS[facts.concern.kind](facts);
  const also = facts.concern.also.map((kind) => ALSO[kind]).join(" and ");
  return also === "" ? words : { ...words, follows: `${words.follows} Also ${also}.` };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
