import type { Check, Code, Grader } from "../probe";
import { hasToken, wordsOf } from "./answer";

/** One thing looked at. */
export function check(name: string, expected: string | number, observed: string | number, pass: boolean, code: Code): Check {
  return { name, expected: String(expected), observed: String(observed), pass, code: pass ? "ok" : code };
}

/** The content check that goes with every form: each value stands there as a token of its own. */
export function tells(text: string, values: readonly string[]): Check {
  const missing = values.filter((token) => !hasToken(text, token));
  return check(
    "content",
    values.join(", "),
    missing.length === 0 ? "all there" : `without ${missing.join(", ")}`,
    missing.length === 0,
    "content_missing",
  );
}

/** Refuses `Cat. Cat. Cat.`: where more than half of six or more words are repetitions. */
export function varied(text: string): Check {
  const words = wordsOf(text.toLowerCase());
  const share = words.length < 6 ? 1 : new Set(words).size / words.length;
  return check("varied", "half of the words or more distinct", share.toFixed(2), share >= 0.5, "degenerate");
}

/** Equal but for white space at the ends of lines. */
export function equals(read: (answer: string) => string, gold: string, code: Code = "not_exact"): Grader {
  return (answers) => {
    const observed = trimmed(read(answers.at(-1) ?? ""));
    return [check("exact", gold, observed, observed === trimmed(gold), code)];
  };
}

/** Every grader's checks, one after the other. */
export function each(...graders: readonly Grader[]): Grader {
  return (answers, prompt) => graders.flatMap((grade) => grade(answers, prompt));
}

function trimmed(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
}
