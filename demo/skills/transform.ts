import type { Finding, Request } from "../mind/request";
import { firstNumber, NUMBER, numberOf, quotesIn, sentencesOf, wordsOf } from "../mind/text";

type Change = readonly [RegExp, (text: string, task: string) => string];

/** Changes of a given text, by the words that ask for them; the first that is asked for is made. */
const CHANGES: readonly Change[] = [
  [
    /\bhow many (?:letters|characters)\b|\b(?:count|number of) (?:the )?(?:letters|characters)\b/i,
    (text) => String([...text.replace(/[^\p{L}\p{N}]/gu, "")].length),
  ],
  [/\bhow many sentences\b/i, (text) => String(sentencesOf(text).length)],
  [/\bhow many (?:words)\b|\bcount the words\b/i, (text) => String(wordsOf(text).length)],
  [/\bhow many vowels\b|\bcount the vowels\b/i, (text) => String((text.match(/[aeiou]/gi) ?? []).length)],
  [
    /\b(?:first letters?|initials|acronym)\b/i,
    (text) =>
      wordsOf(text)
        .map((word) => word.charAt(0).toUpperCase())
        .join(""),
  ],
  [
    /\b(?:alphabetical|alphabetically|A to Z)\b/i,
    (text, task) => {
      const sorted = partsOf(text).toSorted((a, b) => a.localeCompare(b));
      return (/\breverse alphabetical|Z to A\b/i.test(task) ? sorted.toReversed() : sorted).join(joint(text));
    },
  ],
  [
    /\b(?:reverse|backwards|reversed|in reverse)\b.*\b(?:words|order of|list|items|names|lines)\b|\b(?:words|list|items|names|lines)\b.*\b(?:reverse|reversed|backwards)\b/i,
    (text) => partsOf(text).toReversed().join(joint(text)),
  ],
  [/\b(?:reverse|backwards|reversed|mirror)\b/i, (text) => [...text].toReversed().join("")],
  [
    /\b(?:ascending|smallest first|lowest first|smallest to largest|low to high)\b/i,
    (text) =>
      partsOf(text)
        .toSorted((a, b) => (firstNumber(a) ?? 0) - (firstNumber(b) ?? 0))
        .join(joint(text)),
  ],
  [
    /\b(?:descending|largest first|highest first|largest to smallest|high to low)\b/i,
    (text) =>
      partsOf(text)
        .toSorted((a, b) => (firstNumber(b) ?? 0) - (firstNumber(a) ?? 0))
        .join(joint(text)),
  ],
  [/\b(?:upper[ -]?case|capital letters|all caps|capitals)\b/i, (text) => text.toUpperCase()],
  [/\blower[ -]?case\b/i, (text) => text.toLowerCase()],
  [
    new RegExp(`\\b(?:repeat|write|say|print)\\b.*\\b(?:${NUMBER} times|twice)\\b`, "i"),
    (text, task) =>
      Array(numberOf(new RegExp(`\\b(${NUMBER}) times|\\b(twice)`, "i").exec(task)?.slice(1).find(Boolean) ?? "1"))
        .fill(text)
        .join(" "),
  ],
  [/\b(?:remove|delete|drop|without)\b.*\bvowels\b/i, (text) => text.replace(/[aeiou]/gi, "")],
  [/\b(?:spell|hyphens?|dash(?:es)?) .*\b(?:letter|between)\b|\bspell\b/i, (text) => [...text.replace(/\s/g, "")].join("-")],
  [/\b(?:last word)\b/i, (text) => wordsOf(text).at(-1) ?? ""],
  [/\b(?:first word)\b/i, (text) => wordsOf(text)[0] ?? ""],
  [
    /\b(?:repeat|copy|echo|verbatim|word for word)\b|\b(?:say|write|print|return) (?:back )?(?:the (?:words?|sentence|line|text) )?["“'`]/i,
    (text) => text,
  ],
];

const SORTS = /\b(?:sort|order|alphabetical\w*|ascending|descending|highest first|lowest first|largest first|smallest first)\b/i;

/** What is said for the case that nothing is known, and about the line that closes the reply. */
const ASIDE =
  /^(?:say|write|answer|reply|put)\b.{0,40}\b(?:if|where|when|unless)\b|^(?:if|where|should|when|whenever|in case|unless)\b(?![^?]*\?)|\b(?:last|final|closing|one) line\b|\bends? with\b/i;
const OF_TABLES = /\b(?:column|attach\w*|sum|total)\b/i;

/** Changes a given text as asked: case, order, repetition, counts. */
export function transform(request: Request): Finding | undefined {
  const { task, form, knowledge } = request;
  const asides = sentencesOf(request.own).filter((sentence) => ASIDE.test(sentence));
  const own = asides.reduce((text, aside) => text.replace(aside, ""), request.own);
  if (OF_TABLES.test(own)) return undefined;
  if (/\b(?:mail|letter(?!s)|poem|story|explain|describe|about|certificate|summar)\w*\b/i.test(task)) return undefined;
  const listed = knowledge.facts.filter((fact) => /\d/.test(fact.value)).length >= 2;
  const replaced = /\breplace (?:every |each |all |the )*["“'`](.+?)["”'`] (?:with|by) ["“'`](.*?)["”'`]/i.exec(own);
  const target = targetOf({ ...request, own }, replaced?.[0]);
  if (target === undefined || /^(?:what|which|who|when|where|how|why|is|are|does|do)\b/i.test(target)) return undefined;
  if (replaced) return changed(target.replaceAll(replaced[1] as string, replaced[2] as string));
  const change = CHANGES.find(([pattern]) => pattern.test(own));
  if (!change || form.exact || (listed && SORTS.test(own))) return undefined;
  const text = change[1](target, own);
  const items = partsOf(text);
  return { ...changed(text), ...(items.length > 1 && joint(text) !== " " ? { items } : {}) };
}

const changed = (text: string): Finding => ({ kind: "computed", short: text, sentence: text });

/** The text to be changed: what is quoted, else what follows a colon, else what was handed over. */
function targetOf({ own, dialogue, form }: Request, skip: string | undefined): string | undefined {
  const given = [
    form.tag,
    form.ends,
    form.starts,
    form.opener,
    form.lastLine?.label,
    form.unknown,
    form.parts?.separator,
    ...form.forbidden,
    ...form.required,
  ].filter((text) => text !== undefined);
  const quoted = quotesIn(skip ? own.replace(skip, "") : own).filter((quote) => !given.some((text) => quote.includes(text)));
  if (quoted.length > 0) return quoted[0];
  const named =
    /\b(?:words|names|items|numbers|towns|cities|letters|fruits|animals|things) ((?:[\p{L}\p{N}'-]+(?:, (?:and )?| and ))+[\p{L}\p{N}'-]+)(?= (?:in|by|from|alphabetically|backwards|so)\b|[.:]|$)/iu.exec(
      own,
    )?.[1];
  if (named) return named.replace(/,? and /g, ", ");
  const colon =
    /(?:words?|names?|items?|list|text|sentence|phrase|numbers|line|lines|order|case|letters|backwards|alphabetically|following|reversed?|list|first|descending|ascending|towns|cities|things|this)[^:.?\n]{0,40}:\s*([\s\S]+)$/i.exec(
      own,
    )?.[1];
  if (colon) return (colon.split(/(?<=[.!?])\s+(?=[A-Z])|\n\n/)[0] ?? "").replace(/[.!?]$/, "").trim();
  const passage = dialogue.last.passages.at(-1)?.text;
  if (passage && passage.length < 400) return passage;
  return (
    /\b(?:the|this|that|an?) (?:[\p{L}-]+ )?words? ([\p{L}-]+)\b(?! ["“'`])/u.exec(own)?.[1] ??
    /\b(?:reverse|spell|uppercase) ([\p{L}-]+)\b/iu.exec(own)?.[1]
  );
}

function partsOf(text: string): string[] {
  const mark = text.includes("\n") ? "\n" : text.includes(";") ? ";" : text.includes(",") ? "," : " ";
  return text
    .split(mark)
    .map((part) => part.trim().replace(/^(?:and|[-*•]|\d+[.)]) /, ""))
    .filter((part) => part !== "");
}

function joint(text: string): string {
  return text.includes("\n") ? "\n" : text.includes(";") ? "; " : text.includes(",") ? ", " : " ";
}
