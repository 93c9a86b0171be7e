import { isQuestion } from "../mind/dialogue";
import type { Finding, Request } from "../mind/request";
import { firstNumber, gist, mentions, overlap, plain, sentencesOf, stem, wordsOf } from "../mind/text";

const NAME = /(?<=[\p{L},:] )\p{Lu}[\p{L}\d-]{2,}/gu;
const CODE = /\b(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])[A-Z\d]+(?:-[A-Z\d]+)*\b/g;
const DAY = /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/;
const STATED = "(?:is|was|shows?|showed|reads?|reports?|indicates?|displays?|stands at|measures|says)";

/** What single statements say about a name: its latest count or reading, its code, when something was done, how it came out. */
export function readStatement(request: Request): Finding | undefined {
  const clauses = clausesOf(request);
  return (
    outcome(request, clauses) ??
    entryAt(request) ??
    code(request, clauses) ??
    reading(request, clauses) ??
    count(request, clauses)
  );
}

/** Everything the user told or handed over, clause by clause; questions are left out. */
function clausesOf({ dialogue }: Request): string[] {
  return dialogue.turns.flatMap(({ text }) =>
    sentencesOf(text)
      .filter((sentence) => !isQuestion(sentence))
      .flatMap((sentence) => sentence.split(/;\s+/)),
  );
}

const namesOf = (question: string) => [...question.matchAll(NAME)].map(([name]) => name);
const stated = (short: string, sentence = `It is ${short}.`): Finding => ({ kind: "stated", short, sentence });

/** "On which day did the pump fail" where the pump passed: it did not. */
function outcome({ question }: Request, clauses: readonly string[]): Finding | undefined {
  const asked = /\b(?:which|what) (?:week)?day did (.+?) (fail|pass|break|leak|stop|win|lose|arrive|leave|open|close)\b/i.exec(
    question,
  );
  if (!asked) return undefined;
  const [, who = "", verb = ""] = asked;
  const name = namesOf(` ${who}`).at(-1) ?? who;
  const about = clauses.filter((clause) => mentions(clause, name) && DAY.test(clause) && clause.length < 160);
  if (about.length === 0) return undefined;
  const hit = about.findLast(
    (clause) => wordsOf(clause).some((word) => stem(word) === stem(verb)) && !/\b(?:not|never|n't)\b/i.test(clause),
  );
  if (hit) return stated(DAY.exec(hit)?.[0] as string);
  return { kind: "unknown", short: `it did not ${verb}`, sentence: `${name} did not ${verb}, as far as the text says.` };
}

/** The line of a diary or log of one's own that tells when something was done. */
function entryAt({ question, dialogue }: Request): Finding | undefined {
  if (!/\b(?:when|what time|which time|what hour)\b/i.test(question)) return undefined;
  const names = namesOf(question);
  const lines = dialogue.turns
    .flatMap(({ text }) => text.split("\n"))
    .map((line) => /^\W*(\d{1,2}[:.]\d\d)\b\W+(\p{L}.*)$/u.exec(line.trim()))
    .filter((match) => match !== null && names.every((name) => mentions(match[2] as string, name))) as RegExpExecArray[];
  const best = lines.toSorted((a, b) => overlap(question, b[2] as string) - overlap(question, a[2] as string))[0];
  return best && names.length > 0 ? stated(best[1] as string, `It was at ${best[1]}.`) : undefined;
}

/** The code that was told together with a name. */
function code({ question, task }: Request, clauses: readonly string[]): Finding | undefined {
  const asked = /\?/.test(question) ? question : task;
  if (!/\b(?:code|password|pin|key|reference|serial|token|identifier|badge)\b/i.test(asked)) return undefined;
  const names = namesOf(asked);
  const hits = clauses.filter((clause) => names.length > 0 && names.every((name) => mentions(clause, name)));
  const codes = hits
    .flatMap((clause) => [...clause.matchAll(CODE)].map(([found]) => found))
    .filter((found) => !names.includes(found));
  return codes.length > 0 ? stated(codes.at(-1) as string) : undefined;
}

/** What a meter or gauge shows. */
function reading({ question }: Request, clauses: readonly string[]): Finding | undefined {
  if (!/\b(?:shows?|reads?|reports?|indicates?|displays?|measures?|reading)\b/i.test(question)) return undefined;
  const name = namesOf(question)[0];
  if (name === undefined) return undefined;
  const shown = new RegExp(`^(.*?)\\b(?:now |currently )?${STATED} (-?\\d[\\d.,]*\\d|\\d)`, "i");
  const hits = clauses.flatMap((clause, i) => {
    const [, who = "", value] = shown.exec(clause) ?? [];
    const subject = /^it\s*$/i.test(who) ? (clauses[i - 1] ?? "") : who;
    return value !== undefined && mentions(subject, name) ? [value] : [];
  });
  const last = hits.at(-1);
  return last === undefined ? undefined : stated(last);
}

/** "How many were counted at gate B": the last number said of that place. */
function count({ question }: Request, clauses: readonly string[]): Finding | undefined {
  if (!/^(?:.*\b)?how many\b/i.test(question) || !/\b(?:at|in|on|from|by|through)\b/i.test(question)) return undefined;
  const [name, ...others] = namesOf(question);
  if (name === undefined || others.length > 0) return undefined;
  const about = clauses.filter(
    (clause) =>
      mentions(clause, name) &&
      /\d/.test(clause) &&
      /\b(?:count\w*|saw|found|noted|seen|correct\w*|should (?:be|read|have been)|recount\w*)\b/i.test(clause),
  );
  const told = about.map(
    (clause) => clause.replace(/\b(?:not|instead of|rather than) -?\d[\d.,]*/gi, "").match(/-?\d[\d.]*\d|\d/g) ?? [],
  );
  const shared = gist(question).some((word) => about.some((clause) => gist(clause).includes(word)));
  if (told.length === 0 || !shared || told.some((numbers) => numbers.length !== 1)) return undefined;
  return {
    kind: "computed",
    short: plain(firstNumber(told.at(-1)?.[0] as string) as number),
    sentence: `It is ${told.at(-1)?.[0]}.`,
  };
}
