import type { Check, Message, Probe, Verdict } from "./probe";
import { lastLabelled, linesOf, tidy, unmarked, wordsOf } from "./rules/answer";

/** Shingles an answer must have before copying is measured, and the share that makes it an echo. */
const SHINGLE = 6;
const ENOUGH_SHINGLES = 30;
const COPIED = 0.6;
/** Far more than the 4,096 tokens an answer may have, and little enough for every rule. Unit: UTF-16 units after NFKC. */
const LONGEST_ANSWER = 32_000;
/** What an answer may bring into a verdict. Unit: UTF-16 units. */
const LONGEST_SHOWN = 300;

/** The messages of the next request, given the answers so far; null when the probe is through. */
export function nextRequest(probe: Probe, answers: readonly string[]): Message[] | null {
  if (answers.length >= probe.calls) return null;
  const later = answers.flatMap((answer, turn): Message[] => [
    { role: "assistant", content: answer },
    { role: "user", content: probe.followUps[turn] as string },
  ]);
  return [...probe.opening, ...later];
}

/**
 * The verdict on the answers to all turns, one text per turn (an empty or filtered answer is an empty text).
 * Throws RangeError where a turn is missing: what was not answered is `unmeasured`.
 */
export function grade(probe: Probe, answers: readonly string[]): Verdict {
  if (answers.length !== probe.calls) throw new RangeError(`${probe.id} takes ${probe.calls} answers, not ${answers.length}`);
  const request = nextRequest(probe, answers.slice(0, -1)) as Message[];
  const prompt = request.map((message) => message.content).join("\n");
  const always = answers.flatMap((answer, turn) => firstOf(nextRequest(probe, answers.slice(0, turn)) as Message[], answer));
  return verdictOf(always.length > 0 ? always : probe.grade(answers, prompt));
}

/** A probe the endpoint failed on. `code` names how, such as `timeout` or `http_503`. */
export function unmeasured(code: string, detail: string): Verdict {
  return { pass: null, code, detail, checks: [] };
}

/** Whether an answer that was cut off (`finish_reason: length`) had said its answer line by then, and so needs no second, longer try. */
export function saidBeforeCut({ label }: Probe, answer: string): boolean {
  return label !== null && lastLabelled(linesOf(unmarked(answer)), label) !== null;
}

/** An answer that was cut off twice before its answer line: a fail. */
export function truncated(): Verdict {
  return verdictOf([{ name: "finished", expected: "an end", observed: "cut off", pass: false, code: "truncated" }]);
}

/** A grader that looked at nothing must not pass. */
function verdictOf(checks: readonly Check[]): Verdict {
  if (checks.length === 0) throw new Error("a grader looked at nothing");
  const failed = checks.find((check) => !check.pass);
  if (failed !== undefined && failed.code === "ok") throw new Error(`the check "${failed.name}" failed without a code`);
  const shown = failed ?? (checks[0] as Check);
  return {
    pass: failed === undefined,
    code: shown.code,
    detail: `${shown.name}: expected ${cut(shown.expected)}; observed ${cut(shown.observed)}`,
    checks: checks.map(({ name, expected, observed, pass }) => ({
      name,
      expected: cut(expected),
      observed: cut(observed),
      pass,
    })),
  };
}

/** The beginning, never half a character. */
function cut(text: string): string {
  return text.length <= LONGEST_SHOWN ? text.toWellFormed() : `${text.slice(0, LONGEST_SHOWN).toWellFormed()}…`;
}

/** What fails before any rule is asked: nothing said, far too much, or the question said back. */
function firstOf(request: readonly Message[], answer: string): Check[] {
  if (wordsOf(tidy(answer)).length === 0) {
    return [{ name: "answered", expected: "an answer", observed: "nothing", pass: false, code: "empty" }];
  }
  const length = answer.normalize("NFKC").length;
  if (length > LONGEST_ANSWER) {
    return [
      {
        name: "length",
        expected: `${LONGEST_ANSWER} characters or fewer`,
        observed: `${length}`,
        pass: false,
        code: "degenerate",
      },
    ];
  }
  const how = echoOf(request, answer);
  return how === null
    ? []
    : [{ name: "own words", expected: "no copy of the question", observed: how, pass: false, code: "echo" }];
}

function echoOf(request: readonly Message[], answer: string): string | null {
  const said = squeezed(answer);
  const asked = request.map((message) => squeezed(message.content));
  const whole = asked.join(" ");
  if (said === whole || asked.some((text, i) => request[i]?.role !== "assistant" && said === text))
    return "equal to the question";
  // A copy with a few words around it is still a copy.
  const last = asked.at(-1) ?? "";
  if (said.includes(last) && said.length <= 1.5 * last.length) return "the question with a few words around it";
  const shingles = shinglesOf(said);
  if (shingles.length < ENOUGH_SHINGLES) return null;
  const given = new Set(shinglesOf(whole));
  const share = shingles.filter((shingle) => given.has(shingle)).length / shingles.length;
  return share > COPIED ? `${Math.round(share * 100)} % copied` : null;
}

function shinglesOf(text: string): string[] {
  const words = text.split(" ");
  return Array.from({ length: Math.max(0, words.length - SHINGLE + 1) }, (_, i) => words.slice(i, i + SHINGLE).join(" "));
}

function squeezed(text: string): string {
  return tidy(text).toLowerCase().replace(/\s+/g, " ").trim();
}
