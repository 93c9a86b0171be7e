import type { HoldCause } from "../registry/agent";
import { cut } from "../registry/cut";
import { HOLD_NAMES } from "../registry/hold";
import { reasonParts } from "../routing/reason-parts";
import { BANDS } from "../trust/band";
import type { Entry, EntryType } from "./entry";

/** One piece of a sentence. `agent` is an id for the screen to name and link; the rest is plain text. */
export type Part = { text: string } | { strong: string } | { agent: string };

/**
 * An entry in words: a short label, the whole sentence, and what is left to say beside the label where room is short.
 * `bad` = stopped, `warn` = at risk; `change` = by how many points the score moved, where the entry says so.
 */
export type Sentence = { label: string; tone: "plain" | "warn" | "bad"; parts: Part[]; brief: Part[]; change: number | null };

type Say = (entry: Entry) => Part[];
type Line = { label: string; tone?: Sentence["tone"]; say: Say; brief: Say };

const LINES = {
  "agent.registered": { label: "Registered", say: (e) => [subject(e), text(" was registered"), ...model(e)], brief: subjectOnly },
  "agent.updated": { label: "Updated", say: (e) => [subject(e), text(" was edited"), ...fields(e)], brief: subjectOnly },
  "agent.suspended": { label: "Suspended", tone: "bad", say: did("was suspended"), brief: subjectAndReason },
  "agent.resumed": { label: "Resumed", say: did("was resumed"), brief: subjectAndReason },
  "agent.revoked": { label: "Revoked", tone: "bad", say: did("was revoked"), brief: subjectAndReason },
  "agent.reinstated": { label: "Reinstated", say: did("was reinstated"), brief: subjectAndReason },
  "agent.deregistered": { label: "Deregistered", say: did("was deregistered"), brief: subjectAndReason },
  "agent.at_risk": {
    label: "At risk",
    tone: "warn",
    say: (e) => [subject(e), text(" fell below the warning line"), ...score(e)],
    brief: (e) => [subject(e), ...score(e)],
  },
  "agent.recovered": {
    label: "Recovered",
    say: (e) => [subject(e), text(" is above the warning line again"), ...score(e)],
    brief: (e) => [subject(e), ...score(e)],
  },
  "agent.band_changed": {
    label: "Band",
    say: (e) => [subject(e), ...bands(e), ...score(e)],
    brief: (e) => [subject(e), text(" to "), strong(bandName(word(e, "to")))],
  },
  "agent.hold_set": {
    label: "Hold",
    tone: "bad",
    say: (e) => [subject(e), text(" was put on hold: "), strong(hold(e)), ...because(e)],
    brief: (e) => [subject(e), text(` ${hold(e)}`)],
  },
  "agent.hold_lifted": {
    label: "Hold lifted",
    say: (e) => [text("The hold "), strong(hold(e)), text(" was lifted from "), subject(e), ...because(e)],
    brief: (e) => [subject(e), text(` ${hold(e)}`)],
  },
  "agent.architecture_accepted": {
    label: "Architecture",
    say: (e) => [text("The new architecture of "), subject(e), text(" was accepted"), ...because(e)],
    brief: subjectAndReason,
  },
  "certification.issued": {
    label: "Certified",
    say: (e) => [subject(e), text(" was certified "), strong(tier(e, "tier")), ...direction(e)],
    brief: (e) => [subject(e), text(" "), strong(tier(e, "tier"))],
  },
  "certification.tier_dropped": {
    label: "Tier",
    tone: "warn",
    say: (e) => [subject(e), text(` went from ${tier(e, "from")} to `), strong(tier(e, "to")), ...lostBy(e)],
    brief: (e) => [subject(e), text(" to "), strong(tier(e, "to"))],
  },
  "certification.expired": {
    label: "Expired",
    tone: "warn",
    say: (e) => [text("The certificate of "), subject(e), text(` expired from ${tier(e, "from")}`), ...lostBy(e)],
    brief: subjectOnly,
  },
  "certification.architecture_mismatch": {
    label: "Drift",
    tone: "bad",
    say: (e) => [subject(e), text(" was seen with another architecture: its certificate is void")],
    brief: subjectOnly,
  },
  "audit.requested": {
    label: "Audit asked",
    say: (e) => [text(`${article(e)} audit of `), subject(e), text(" was asked for"), ...because(e)],
    brief: subjectAndReason,
  },
  "audit.started": {
    label: "Audit begun",
    say: (e) => [text(`${article(e)} audit of `), subject(e), text(" began")],
    brief: subjectOnly,
  },
  "audit.finished": {
    label: "Audit",
    say: (e) => [text(`${article(e)} audit of `), subject(e), ...outcome(e)],
    brief: (e) => [subject(e), ...outcome(e)],
  },
  "audit.cancelled": {
    label: "Audit cancelled",
    say: (e) => [text(`${article(e)} audit of `), subject(e), text(" was cancelled"), ...because(e)],
    brief: subjectAndReason,
  },
  "account.topped_up": {
    label: "Top-up",
    say: (e) => [text("The account of "), subject(e), text(" was topped up by "), strong(sats(e, "amountSats")), ...because(e)],
    brief: (e) => [subject(e), text(" "), strong(sats(e, "amountSats"))],
  },
  "routing_policy.changed": {
    label: "Routing",
    say: (e) => setting(`The routing policy ${word(e, "name") ?? ""}`)(e),
    brief: versionAndReason,
  },
  "task.posted": {
    label: "Task",
    say: (e) => [text("A task was posted: "), strong(task(e))],
    brief: (e) => [text(task(e))],
  },
  "routing.decided": {
    label: "Routed",
    say: (e) =>
      e.agentId === null
        ? [text("Nobody got the task "), strong(task(e)), ...decided(e)]
        : [subject(e), text(" got the task "), strong(task(e)), ...decided(e)],
    brief: (e) => (e.agentId === null ? [text("nobody"), ...decided(e)] : [subject(e), text(` ${task(e)}`)]),
  },
  "routing.overridden": {
    label: "Override",
    say: (e) => [text("The task "), strong(task(e)), text(" was given to "), subject(e), ...because(e)],
    brief: subjectAndReason,
  },
  "task.started": {
    label: "Task begun",
    say: (e) => [subject(e), text(" began the task "), strong(task(e))],
    brief: (e) => [subject(e), text(` ${task(e)}`)],
  },
  "task.completed": {
    label: "Task done",
    say: (e) => [subject(e), text(" completed the task "), strong(task(e)), text(" and earned "), strong(sats(e, "paidSats"))],
    brief: (e) => [subject(e), text(" "), strong(sats(e, "paidSats"))],
  },
  "task.failed": {
    label: "Task failed",
    tone: "warn",
    say: (e) => [subject(e), text(" failed the task "), strong(task(e)), ...because(e)],
    brief: subjectAndReason,
  },
  "task.expired": {
    label: "Task expired",
    tone: "warn",
    say: (e) =>
      e.agentId === null
        ? [text("Nobody took the task "), strong(task(e)), text(" in time")]
        : [subject(e), text(" did not finish the task "), strong(task(e)), text(" in time")],
    brief: (e) => (e.agentId === null ? [text(task(e))] : [subject(e), text(` ${task(e)}`)]),
  },
  "weights.changed": { label: "Weights", say: setting("Trust weights"), brief: versionAndReason },
  "trust_policy.changed": { label: "Policy", say: setting("Trust policy"), brief: versionAndReason },
  "gate.changed": { label: "Gate", say: setting("Gate"), brief: versionAndReason },
  "key.created": { label: "Key made", say: (e) => [text("The key "), key(e), text(" was created")], brief: (e) => [key(e)] },
  "key.updated": {
    label: "Key changed",
    say: (e) => [text("The limits of the key "), key(e), text(" changed"), ...fields(e)],
    brief: (e) => [key(e), ...fields(e)],
  },
  "key.revoked": { label: "Key revoked", say: (e) => [text("The key "), key(e), text(" was revoked")], brief: (e) => [key(e)] },
  "key.rotated": {
    label: "Key rotated",
    say: (e) => [text("The key "), key(e), text(" got a successor"), ...because(e)],
    brief: (e) => [key(e)],
  },
  "user.created": {
    label: "User added",
    say: (e) => [strong(word(e, "name") ?? "A user"), text(` was added as ${word(e, "role") ?? "viewer"}`)],
    brief: (e) => [strong(word(e, "name") ?? "a user")],
  },
  "user.updated": {
    label: "User changed",
    say: (e) => [strong(word(e, "name") ?? "A user"), text(" was changed"), ...fields(e)],
    brief: (e) => [strong(word(e, "name") ?? "a user"), ...fields(e)],
  },
  "session.ended": {
    label: "Signed out",
    say: (e) => [text("Sessions of "), strong(word(e, "name") ?? "a user"), text(" ended"), ...because(e)],
    brief: (e) => [strong(word(e, "name") ?? "a user"), ...because(e)],
  },
  "retention.changed": { label: "Retention", say: setting("Retention"), brief: versionAndReason },
  "backup.created": {
    label: "Backup",
    say: (e) => [text("A backup was written: "), strong(word(e, "file") ?? "unnamed")],
    brief: (e) => [strong(word(e, "file") ?? "unnamed")],
  },
  "view.shared": {
    label: "View shared",
    say: (e) => [
      text("The view "),
      view(e),
      text(e.data.changed ? ", which is shared, was changed" : " was shared with everybody"),
    ],
    brief: (e) => [view(e)],
  },
  "view.unshared": {
    label: "View unshared",
    say: (e) => [text("The view "), view(e), text(" is shared no longer")],
    brief: (e) => [view(e)],
  },
  "operator.signed_in": { label: "Sign-in", say: (e) => [strong(e.actor), text(" signed in")], brief: (e) => [strong(e.actor)] },
  "signals.recorded": { label: "Signals", say: (e) => [signals(e), text(" recorded"), ...about(e)], brief: (e) => [signals(e)] },
} as const satisfies Record<EntryType, Line>;

/** Says in plain words what an entry records. Texts that came from agents stay plain text, cut to 200 characters. */
export function describe(entry: Entry): Sentence {
  const line: Line = LINES[entry.type];
  const now = number(entry, "score");
  const before = number(entry, "previousScore");
  return {
    label: line.label,
    tone: line.tone ?? "plain",
    parts: line.say(entry),
    brief: line.brief(entry),
    change: now === null || before === null ? null : now - before,
  };
}

/** The short label of an entry type, for filters. */
export function entryLabel(type: EntryType): string {
  return LINES[type].label;
}

/** The sentence as one string, for titles and tables; agents by their id unless `nameOf` knows better. */
export function sentenceText(parts: readonly Part[], nameOf: (id: string) => string = (id) => id): string {
  return parts.map((p) => ("agent" in p ? nameOf(p.agent) : "strong" in p ? p.strong : p.text)).join("");
}

function text(value: string): Part {
  return { text: value };
}

function strong(value: string): Part {
  return { strong: value };
}

function view(entry: Entry): Part {
  return strong(word(entry, "name") ?? "unnamed");
}

function did(what: string): Say {
  return (entry) => [subject(entry), text(` ${what}`), ...because(entry)];
}

function setting(what: string): Say {
  return (entry) => [text(undo(entry, what)), strong(version(entry)), text(" took effect"), ...because(entry)];
}

function subjectOnly(entry: Entry): Part[] {
  return [subject(entry)];
}

function subjectAndReason(entry: Entry): Part[] {
  return [subject(entry), ...because(entry)];
}

function versionAndReason(entry: Entry): Part[] {
  return [strong(version(entry)), ...because(entry)];
}

function key(entry: Entry): Part {
  return strong(word(entry, "name") ?? word(entry, "id") ?? "unnamed");
}

function signals(entry: Entry): Part {
  return strong(counted(number(entry, "count") ?? 0, "signal"));
}

function subject(entry: Entry): Part {
  return entry.agentId === null ? text("An agent") : { agent: entry.agentId };
}

function word(entry: Entry, field: string): string | null {
  const value = entry.data[field];
  if (typeof value !== "string" || value === "") return null;
  return cut(value, 200);
}

function number(entry: Entry, field: string): number | null {
  const value = entry.data[field];
  return typeof value === "number" ? value : null;
}

function because(entry: Entry): Part[] {
  const reason = word(entry, "reason") ?? word(entry, "note");
  return reason === null ? [] : [text(`: ${reason}`)];
}

/** Why a decision fell as it did; Muster's own sentence, so it is not cut like texts from outside. */
function decided({ data: { reason } }: Entry): Part[] {
  return typeof reason === "string" && reason !== "" ? [text(": "), ...reasonParts(cut(reason, 1000))] : [];
}

function model(entry: Entry): Part[] {
  const value = word(entry, "model");
  return value === null ? [] : [text(` with the model ${value}`)];
}

function fields(entry: Entry): Part[] {
  const { changed } = entry.data;
  const names = Array.isArray(changed) ? changed.filter((name) => typeof name === "string") : [];
  return names.length === 0 ? [] : [text(`: ${names.slice(0, 10).join(", ")}`)];
}

function score(entry: Entry): Part[] {
  const value = number(entry, "score");
  return value === null ? [] : [text(` at ${value}`)];
}

function bandName(key: string | null): string {
  return BANDS.find((b) => b.band === key)?.name ?? "Unrated";
}

function bands(entry: Entry): Part[] {
  if (word(entry, "from") === null) return [text(" is rated: "), strong(bandName(word(entry, "to")))];
  return [text(" went from "), strong(bandName(word(entry, "from"))), text(" to "), strong(bandName(word(entry, "to")))];
}

function hold(entry: Entry): string {
  const cause = word(entry, "cause") ?? "";
  return HOLD_NAMES[cause as HoldCause] ?? (cause || "unknown");
}

function tier(entry: Entry, field: string): string {
  return word(entry, field) ?? "T0";
}

const DIRECTIONS: Readonly<Record<string, string>> = { upgrade: ", up from ", demotion: ", down from " };

function direction(entry: Entry): Part[] {
  const way = word(entry, "direction") ?? "";
  if (way === "renewal") return [text(" again")];
  const words = DIRECTIONS[way];
  return words === undefined ? [] : [text(`${words}${tier(entry, "previousTier")}`)];
}

function lostBy(entry: Entry): Part[] {
  const { dimensions, by } = entry.data;
  const names = Array.isArray(dimensions) ? dimensions.map((name) => String(name).slice(0, 2).toUpperCase()).join(", ") : "";
  if (by === "gate") return [text(`: the gate was changed${names === "" ? "" : `, ${names} holds it there`}`)];
  return names === "" ? [] : [text(`: ${names} decayed`)];
}

function article(entry: Entry): string {
  const type = word(entry, "auditType") ?? "";
  return type === "" ? "An" : `${type === "upgrade" ? "An" : "A"} ${type}`;
}

function outcome(entry: Entry): Part[] {
  if (word(entry, "status") === "inconclusive") {
    const [cause] = Array.isArray(entry.data.causes) ? (entry.data.causes as { detail?: unknown }[]) : [];
    return [text(" was inconclusive"), ...(typeof cause?.detail === "string" ? [text(`: ${cut(cause.detail, 200)}`)] : [])];
  }
  return [text(" measured "), strong(tier(entry, "tier"))];
}

function task(entry: Entry): string {
  // The sentence goes on behind it, so the full stop that a title may end with would stand in its middle.
  return (word(entry, "title") ?? word(entry, "taskId") ?? "unknown").replace(/(?<=[^.])[.:;]$/, "");
}

function sats(entry: Entry, field: string): string {
  return `${number(entry, field) ?? "?"} sats`;
}

function undo(entry: Entry, what: string): string {
  return number(entry, "undoes") === null ? `${what} ` : `An undo: ${what.toLowerCase()} `;
}

function version(entry: Entry): string {
  return `version ${number(entry, "version") ?? "?"}`;
}

function about(entry: Entry): Part[] {
  return entry.agentId === null ? [] : [text(" about "), subject(entry)];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
