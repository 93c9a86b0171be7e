import { z } from "zod";
import { Refusal, type RefusalItem } from "../refusal";
import { type Evidence, evidenceOf, RawSignal, Signal, TYPED_SIGNALS } from "../trust/signal";
import { itemsOf } from "./handle";

const MAX_SIGNALS = 10_000;
/** Named of one signal; a batch of nothing but errors would be answered with more than was sent. */
const MOST_ERRORS = 5;
const AHEAD_MS = 5 * 60_000;
const TIME_CODES = ["trust/from-the-future", "trust/too-old"] as const;
const OLD_MS = 7 * 86_400_000;

/** As documented. Requests are parsed item by item (see `evidenceFrom`), which names the one schema an item was meant for. */
export const SignalBatchDocument = z
  .strictObject({ signals: z.array(Signal).min(1).max(MAX_SIGNALS) })
  .meta({ id: "SignalBatch" });

export const SignalBatch = z.strictObject({ signals: z.array(z.unknown()).min(1).max(MAX_SIGNALS) });

/** A line of NDJSON that is not JSON, where the others are to be stored (`partial`). */
class UnreadableLine {
  constructor(readonly number: number) {}
}

/**
 * NDJSON as a batch: one signal a line, blank lines skipped. Refuses 400 `http/json` for a line that is not JSON, which
 * with `partial` becomes an error of its own.
 */
export function signalLines(text: string, partial: boolean): { signals: unknown[] } {
  const signals: unknown[] = [];
  const notBlank = /\S/g;
  let number = 1;
  let counted = 0;
  // One more than allowed is enough to be refused for it.
  for (let found = notBlank.exec(text); found && signals.length <= MAX_SIGNALS; found = notBlank.exec(text)) {
    const newline = text.indexOf("\n", found.index);
    const end = newline === -1 ? text.length : newline;
    notBlank.lastIndex = end;
    const value = parsed(text.slice(found.index, end));
    if (value === undefined) {
      number += newlines(text, counted, found.index);
      counted = found.index;
      if (!partial) throw new Refusal(400, "http/json", `Line ${number} is not valid JSON. Nothing was stored.`);
    }
    signals.push(value === undefined ? new UnreadableLine(number) : value);
  }
  return { signals };
}

/** A line's value; undefined, which JSON cannot say, for what is none. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === 0x0a) count += 1;
  return count;
}

export type CheckedBatch = { signals: Evidence[]; positions: number[]; errors: RefusalItem[] };

/**
 * Signals of a request as evidence, each with its position. Refuses 422 with a pointer for each invalid item,
 * `trust/from-the-future` and `trust/too-old` among them; with `partial` those are left out and named instead.
 */
export function checkBatch(items: readonly unknown[], now: number, partial: boolean): CheckedBatch {
  const errors: RefusalItem[] = [];
  const signals: Evidence[] = [];
  const positions: number[] = [];
  for (let i = 0; i < items.length && (partial || errors.length < 50); i++) {
    const item = items[i];
    if (item instanceof UnreadableLine) {
      errors.push({ pointer: `/signals/${i}`, code: "http/json", detail: `Line ${item.number} is not valid JSON.` });
      continue;
    }
    const parsed = schemaFor(item).safeParse(item);
    if (!parsed.success) {
      errors.push(...itemsOf(parsed.error.issues, `/signals/${i}`, MOST_ERRORS));
      continue;
    }
    const late = timeError(parsed.data.observedAt, i, now);
    if (late) {
      errors.push(late);
      continue;
    }
    signals.push(evidenceOf(parsed.data));
    positions.push(i);
  }
  const [first] = errors;
  if (first && !partial) {
    const code = TIME_CODES.find((known) => known === first.code) ?? "http/schema";
    throw new Refusal(422, code, `${first.pointer}: ${first.detail} Nothing was stored.`, errors);
  }
  return { signals, positions, errors };
}

type Schema = (typeof TYPED_SIGNALS)[keyof typeof TYPED_SIGNALS] | typeof RawSignal;

function schemaFor(item: unknown): Schema {
  const kind = typeof item === "object" && item !== null && "kind" in item ? item.kind : undefined;
  return typeof kind === "string" && Object.hasOwn(TYPED_SIGNALS, kind)
    ? TYPED_SIGNALS[kind as keyof typeof TYPED_SIGNALS]
    : RawSignal;
}

function timeError(observedAt: string | undefined, index: number, now: number): RefusalItem | null {
  if (observedAt === undefined) return null;
  const at = Date.parse(observedAt);
  const pointer = `/signals/${index}/observedAt`;
  if (at > now + AHEAD_MS)
    return { pointer, code: "trust/from-the-future", detail: "More than 5 minutes ahead of Muster's clock." };
  if (at < now - OLD_MS) return { pointer, code: "trust/too-old", detail: "More than 7 days old." };
  return null;
}
