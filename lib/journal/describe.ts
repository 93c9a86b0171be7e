import type { HoldCause } from "../registry/agent";
import { HOLD_NAMES } from "../registry/hold";
import { BANDS } from "../trust/band";
import type { Entry, EntryType } from "./entry";

/** One piece of a sentence. `agent` is an id for the screen to name and link; the rest is plain text. */
export type Part = { text: string } | { strong: string } | { agent: string };

/** An entry in words: a short label for narrow columns, and the sentence. `bad` = stopped, `warn` = at risk. */
export type Sentence = { label: string; tone: "plain" | "warn" | "bad"; parts: Part[] };

type Line = { label: string; tone?: Sentence["tone"]; say: (entry: Entry) => Part[] };

const LINES = {
  "agent.registered": { label: "Registered", say: (e) => [subject(e), text(" was registered"), ...model(e)] },
  "agent.updated": { label: "Updated", say: (e) => [subject(e), text(" was edited"), ...fields(e)] },
  "agent.suspended": { label: "Suspended", tone: "bad", say: (e) => [subject(e), text(" was suspended"), ...because(e)] },
  "agent.resumed": { label: "Resumed", say: (e) => [subject(e), text(" was resumed"), ...because(e)] },
  "agent.revoked": { label: "Revoked", tone: "bad", say: (e) => [subject(e), text(" was revoked"), ...because(e)] },
  "agent.reinstated": { label: "Reinstated", say: (e) => [subject(e), text(" was reinstated"), ...because(e)] },
  "agent.deregistered": { label: "Deregistered", say: (e) => [subject(e), text(" was deregistered"), ...because(e)] },
  "agent.at_risk": {
    label: "At risk",
    tone: "warn",
    say: (e) => [subject(e), text(" fell below the warning line"), ...score(e)],
  },
  "agent.recovered": { label: "Recovered", say: (e) => [subject(e), text(" is above the warning line again"), ...score(e)] },
  "agent.band_changed": { label: "Band", say: (e) => [subject(e), ...bands(e), ...score(e)] },
  "agent.hold_set": {
    label: "Hold",
    tone: "bad",
    say: (e) => [subject(e), text(" was put on hold: "), strong(hold(e)), ...because(e)],
  },
  "agent.hold_lifted": {
    label: "Hold lifted",
    say: (e) => [text("The hold "), strong(hold(e)), text(" was lifted from "), subject(e), ...because(e)],
  },
  "weights.changed": {
    label: "Weights",
    say: (e) => [text(undo(e, "Trust weights")), strong(version(e)), text(" took effect"), ...because(e)],
  },
  "trust_policy.changed": {
    label: "Policy",
    say: (e) => [text(undo(e, "Trust policy")), strong(version(e)), text(" took effect"), ...because(e)],
  },
  "key.created": {
    label: "Key made",
    say: (e) => [text("The key "), strong(word(e, "name") ?? word(e, "id") ?? "unnamed"), text(" was created")],
  },
  "key.revoked": {
    label: "Key revoked",
    say: (e) => [text("The key "), strong(word(e, "name") ?? word(e, "id") ?? "unnamed"), text(" was revoked")],
  },
  "operator.signed_in": { label: "Sign-in", say: (e) => [strong(e.actor), text(" signed in")] },
  "signals.recorded": {
    label: "Signals",
    say: (e) => [strong(counted(number(e, "count") ?? 0, "signal")), text(" recorded"), ...about(e)],
  },
} as const satisfies Record<EntryType, Line>;

/** Says in plain words what an entry records. Texts that came from agents stay plain text, cut to 200 characters. */
export function describe(entry: Entry): Sentence {
  const line: Line = LINES[entry.type];
  return { label: line.label, tone: line.tone ?? "plain", parts: line.say(entry) };
}

/** The short label of an entry type, for filters. */
export function entryLabel(type: EntryType): string {
  return LINES[type].label;
}

/** The sentence as one string, for labels and exports. */
export function sentenceText(parts: readonly Part[]): string {
  return parts.map((p) => ("agent" in p ? p.agent : "strong" in p ? p.strong : p.text)).join("");
}

const text = (value: string): Part => ({ text: value });
const strong = (value: string): Part => ({ strong: value });

function subject(entry: Entry): Part {
  return entry.agentId === null ? text("An agent") : { agent: entry.agentId };
}

function word(entry: Entry, field: string): string | null {
  const value = entry.data[field];
  if (typeof value !== "string" || value === "") return null;
  return value.length > 200 ? `${value.slice(0, 199)}…` : value;
}

function number(entry: Entry, field: string): number | null {
  const value = entry.data[field];
  return typeof value === "number" ? value : null;
}

function because(entry: Entry): Part[] {
  const reason = word(entry, "reason") ?? word(entry, "note");
  return reason === null ? [] : [text(`: ${reason}`)];
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
