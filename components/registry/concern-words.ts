import { age, count, day, hourMinute, integer } from "@/components/ui/format";
import type { IneligibleCode } from "@/lib/registry/agent";
import type { ConcernKind } from "@/lib/registry/attention";
import type { AttentionAgent, AttentionItem, AttentionTask } from "@/lib/registry/attention-shape";
import { cut } from "@/lib/registry/cut";
import { heldByBits, heldByNames } from "@/lib/registry/held-by";
import { HOLD_NAMES } from "@/lib/registry/hold";
import { neededWords } from "@/lib/registry/standing";
import type { TrustPolicy } from "@/lib/trust/policy";

const LONGEST_REASON = 160;
const NAMED_CAPABILITIES = 4;

/** A concern in words: what happened, and what follows from it or why. */
export type ConcernWords = { what: string; follows: string };

/** `now` in epoch ms. */
type Facts = { at: string | null; policy: TrustPolicy; now: number };
type OfAgent = (agent: AttentionAgent, facts: Facts) => ConcernWords;
type OfTask = (task: AttentionTask, facts: Facts) => ConcernWords;

const AGENT_WORDS: Record<Exclude<ConcernKind, "unroutable" | "task_failed">, OfAgent> = {
  revoked: ({ revocationReason, score }) => ({
    what: "Revoked",
    follows: `${revocationReason ? `${cut(revocationReason, LONGEST_REASON)}. ` : ""}Its score is ${integer(score)} now; only a person can reinstate it.`,
  }),
  hold: ({ holds }) => {
    const [hold] = holds;
    return {
      what: hold ? `On hold: ${holds.map(({ cause }) => HOLD_NAMES[cause]).join(", ")}` : "On hold",
      follows: hold
        ? `It may not act. Set by ${hold.actor}${hold.note ? `: ${cut(hold.note, LONGEST_REASON)}` : ""}.`
        : "It may not act.",
    };
  },
  audit_failed: ({ audit, tier }) => ({
    what: `Audit failed${audit?.previousTier && audit.tier ? `: ${audit.previousTier} to ${audit.tier}` : audit?.tier ? `: certified ${audit.tier}` : ""}`,
    follows:
      tier === "T0" ? "It gets no tasks at T0." : `It works on at ${tier}. What it was asked and answered is in the evidence.`,
  }),
  expired: ({ drop }) => ({
    what: "Certificate expired",
    follows: `${drop ? `${components(drop.dimensions)} decayed. ` : ""}It gets no tasks until an audit or an import certifies it again.`,
  }),
  audit_inconclusive: ({ audit, inconclusive, tier }) => ({
    what: inconclusive > 1 ? `${integer(inconclusive)} audits in a row were inconclusive` : "Audit inconclusive",
    follows: `${audit?.causes[0] ? `${sentence(cut(audit.causes[0], LONGEST_REASON))} ` : ""}${tier === "T0" ? "Nothing was certified." : `The ${tier} certificate still holds.`}`,
  }),
  at_risk: ({ score, delta24h }, { policy }) => ({
    what: delta24h !== null && delta24h < 0 ? `At risk: score fell ${integer(-delta24h)} points in 24 h` : "At risk",
    follows: `${integer(score)}: ${integer(policy.warningThreshold - score)} under the warning line, ${room(score, policy)}.`,
  }),
  falling: ({ score, delta24h }, { policy }) => ({
    what: `Score fell ${integer(-(delta24h ?? 0))} points in 24 h`,
    follows: `${integer(score)} now, ${integer(Math.max(0, score - policy.warningThreshold))} above the warning line.`,
  }),
  tier_drop: ({ drop }) =>
    drop
      ? {
          what: `Drops from ${drop.from} to ${drop.to} on ${day(drop.at)}, ${hourMinute(drop.at)}`,
          follows: `${components(drop.dimensions)} ${drop.dimensions.length === 1 ? "decays" : "decay"}. ${drop.to === "T0" ? "It gets no tasks after that." : "An audit renews the certificate."}`,
        }
      : { what: "Its tier drops soon", follows: "An audit renews the certificate." },
  audit_overdue: ({ tier }, { at, now }) => ({
    what: "Audit overdue",
    follows: `At ${tier} one was to be expected ${at ? `${age(now - Date.parse(at))} ago` : "by now"}.`,
  }),
  silent: ({ score, usualGapMs, lastSignalAt }, { now }) => ({
    what: `No signal for ${age(now - Date.parse(lastSignalAt ?? ""))}`,
    follows: `${usualGapMs === null ? "" : `Reports usually come every ${age(usualGapMs)}. `}Its score of ${integer(score)} rests on what was reported before.`,
  }),
  nearly_rated: ({ missing }) => ({
    what: "Nearly rated",
    follows: `${capital(neededWords(missing))} before it is ranked.`,
  }),
};

const TASK_WORDS: Record<"unroutable" | "task_failed", OfTask> = {
  unroutable: ({ minTier, requiredCapabilities, considered, refused, expiresAt }, { now }) => ({
    what: considered === 0 ? "No agent to give it to" : "No suitable agent",
    follows: `Needs ${[minTier, ...named(requiredCapabilities)].join(", ")}. ${refusals(refused, considered)}${expiresAt ? ` Waits ${age(Date.parse(expiresAt) - now)} more.` : ""}`,
  }),
  task_failed: ({ status, attempts, failureReason }) => ({
    what: status === "expired" ? "Not done in time" : `Failed after ${count(attempts, "attempt")}`,
    follows: failureReason
      ? sentence(cut(failureReason, LONGEST_REASON))
      : attempts === 0
        ? "Nobody took it."
        : `${count(attempts, "agent")} tried; there is no result.`,
  }),
};

const ALSO = {
  revoked: "revoked",
  hold: "on hold",
  audit_failed: "failed its audit",
  expired: "without a valid certificate",
  audit_inconclusive: "not measured by its last audit",
  unroutable: "without an agent",
  at_risk: "at risk",
  falling: "falling",
  tier_drop: "about to lose a tier",
  audit_overdue: "overdue for an audit",
  silent: "silent",
  task_failed: "failed",
  nearly_rated: "nearly rated",
} as const satisfies Record<ConcernKind, string>;

/** Says in words what needs somebody. Texts from agents and reporters stay plain text, cut. */
export function wordsOf(item: AttentionItem, policy: TrustPolicy, now: number): ConcernWords {
  const facts = { at: item.at, policy, now };
  if (item.kind === "unroutable" || item.kind === "task_failed")
    return item.task ? TASK_WORDS[item.kind](item.task, facts) : { what: "Task", follows: "" };
  if (!item.agent) return { what: capital(ALSO[item.kind]), follows: "" };
  const words = AGENT_WORDS[item.kind](item.agent, facts);
  const also = item.also.map((kind) => ALSO[kind]);
  return also.length === 0 ? words : { ...words, follows: `${words.follows} Also ${listed(also)}.` };
}

/** Why agents did not get a task, where more than a third of them share it. */
const REFUSALS: Partial<Record<IneligibleCode, string>> = {
  not_certified: "not certified",
  expired: "expired",
  revoked: "revoked",
  unrated: "unrated",
  below_tier: "under the tier",
  capability_missing: "without the capability",
  over_budget: "too expensive",
  over_ceiling: "over the ceiling of their tier",
  no_capacity: "full",
  no_endpoint: "without an endpoint",
  audit_inconclusive: "not measured",
};

function refusals(refused: Readonly<Record<string, number>>, considered: number): string {
  if (considered === 0) return "Nobody is registered who could be asked.";
  const reasons = Object.entries(refused)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([code, n]) => `${integer(n)} ${REFUSALS[code as IneligibleCode] ?? (code.startsWith("hold_") ? "on hold" : code)}`);
  return `Of ${count(considered, "agent")}: ${reasons.join(", ") || "none bid"}.`;
}

function named(capabilities: readonly string[]): string[] {
  const more = capabilities.length - NAMED_CAPABILITIES;
  return [...capabilities.slice(0, NAMED_CAPABILITIES), ...(more > 0 ? [`${integer(more)} more`] : [])];
}

function components(dimensions: Parameters<typeof heldByBits>[0][number]["dimension"][]): string {
  return heldByNames(heldByBits(dimensions.map((dimension) => ({ dimension }))));
}

function room(score: number, policy: TrustPolicy): string {
  const left = score - policy.revocationThreshold;
  return `${integer(Math.abs(left))} ${left < 0 ? "under" : "above"} revocation`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
