import { misfitOf } from "./json-schema";
import { WorkTooLarge } from "./json-work";
import type { CheckResult, TaskCheck } from "./task-shape";

/** What a check says of a place in a result is cut here, and of what is wrong there: names come from outside. UTF-16 units. */
const LONGEST_POINTER = 100;
const LONGEST_DETAIL = 200;

/**
 * Letters and digits of any script, also around an apostrophe; where a script puts no spaces between words, each character.
 * (`Intl.Segmenter` knows words better, and takes seconds for a text of this length.)
 */
const WORD =
  /(?!\p{M})[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

type Judged = Pick<CheckResult, "passed" | "detail">;

const failed = (detail: string): Judged => ({ passed: false, detail });
const passed = (detail: string): Judged => ({ passed: true, detail });

/**
 * What each declared check says of a result; no result fulfils none. The same text is always judged the same, in bounded
 * time: schemas are those that `schemaFault` lets pass, and nothing from outside is ever run.
 */
export function judgeResult(checks: readonly TaskCheck[], result: string | undefined): CheckResult[] {
  return checks.map((check) => ({
    kind: check.kind,
    ...(result === undefined ? failed("There is no result.") : judgeBy(check, result)),
  }));
}

/** Whether a result passed everything that was asked of it. */
export const allPassed = (results: readonly CheckResult[]): boolean => results.every((result) => result.passed);

/** What the first check that failed says; null where none did. */
export function firstFailure(results: readonly CheckResult[]): string | null {
  const failed = results.find((result) => !result.passed);
  return failed ? `The check "${failed.kind}" failed: ${failed.detail}` : null;
}

function judgeBy(check: TaskCheck, result: string): Judged {
  switch (check.kind) {
    case "json":
      return judgeJson(check, result);
    case "contains":
      return judgeText(check, result);
    case "words":
      return judgeLength(check, result);
  }
}

function judgeJson({ schema }: Extract<TaskCheck, { kind: "json" }>, result: string): Judged {
  let value: unknown;
  try {
    value = JSON.parse(withoutFence(result));
  } catch {
    return failed("Is not JSON.");
  }
  try {
    const misfit = misfitOf(schema, value);
    if (!misfit) return passed("Is JSON that fits the schema.");
    return failed(`${placeOf(misfit.pointer)} ${cutTo(LONGEST_DETAIL, misfit.detail)}.`);
  } catch (error) {
    if (error instanceof WorkTooLarge) return failed("Is too large or too deep to be judged by the schema.");
    throw error;
  }
}

function placeOf(pointer: string): string {
  if (pointer === "") return "The whole";
  return cutTo(LONGEST_POINTER, pointer);
}

function cutTo(most: number, text: string): string {
  return text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;
}

/** Models like to put JSON between lines of three backticks. */
function withoutFence(text: string): string {
  const trimmed = text.trim();
  const firstLine = trimmed.indexOf("\n");
  if (!trimmed.startsWith("```") || !trimmed.endsWith("```") || firstLine === -1) return trimmed;
  return trimmed.slice(firstLine + 1, -3);
}

function judgeText({ text, ignoreCase = false }: Extract<TaskCheck, { kind: "contains" }>, result: string): Judged {
  const found = ignoreCase ? result.toLowerCase().includes(text.toLowerCase()) : result.includes(text);
  return found ? passed("Contains the text.") : failed("Does not contain the text.");
}

function judgeLength({ min = 0, max = Number.POSITIVE_INFINITY }: Extract<TaskCheck, { kind: "words" }>, result: string): Judged {
  const words = wordsIn(result);
  const detail = `Has ${words} ${words === 1 ? "word" : "words"}`;
  if (words < min) return failed(`${detail}, fewer than ${min}.`);
  if (words > max) return failed(`${detail}, more than ${max}.`);
  return passed(`${detail}.`);
}

function wordsIn(text: string): number {
  return text.match(WORD)?.length ?? 0;
}
