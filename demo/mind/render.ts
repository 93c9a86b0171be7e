import type { Random } from "../random";
import { statedOf } from "../skills/lookup";
import { extract } from "../skills/reading";
import { cutTo, prose, sentenceOf, wholeIn } from "./compose";
import type { Form } from "./form-shape";
import { kin, namesIn } from "./knowledge";
import type { Finding, Request } from "./request";
import { countWords, escaped, firstNumber, gist, mentions, plain, quotesIn, sentencesOf, stem, wordsOf } from "./text";

/** Puts a finding into exactly the form that was asked for. */
export function render(finding: Finding, request: Request, random: Random): string {
  const { form } = request;
  const body = form.exact ?? bodyOf(finding, request, random);
  return closed(finding.whole ? body : dressed(body, form), finding, form);
}

function bodyOf(finding: Finding, request: Request, random: Random): string {
  const { form } = request;
  if (finding.whole) return finding.short;
  if (form.json) return JSON.stringify(jsonOf(finding, request));
  if (form.csv && (form.csv.header.length > 0 || finding.rows)) return csvOf(finding, form.csv.header);
  if (form.perLine && finding.items) return finding.items.join("\n");
  if (form.oneOf && form.oneOf.length > 0) return labelOf(finding, form.oneOf);
  if (form.lastLine && finding.kind !== "words" && form.bare && !form.words && !form.sentences) return "";
  if (form.bare && !form.parts) return bareOf(finding, request);
  const topic = topicOf(request);
  if (form.bullets || form.numbered) return listOf(finding, request, topic, random);
  if (form.parts) return givenParts(request) ?? partsOf(finding, form, topic, random);
  if (form.paragraphs && form.paragraphs > 1)
    return Array.from({ length: form.paragraphs }, (_, i) =>
      i === 0 ? prose(finding.sentence, topic, form, random) : sentenceOf(9, topic, random, form.forbidden),
    ).join("\n\n");
  const text = form.words || form.sentences ? prose(finding.sentence, topic, form, random) : finding.sentence;
  return form.characters && text.length > form.characters ? finding.short.slice(0, form.characters) : text;
}

/** What is asked about, in two words at most. */
function topicOf({ task, own, form }: Request): string {
  const pattern = /\b(?:about|on|of|describ\w+|explain|why|how|for|topic:?) (?:the |an? |your |my )?([\p{L}-]+(?: [\p{L}-]+)?)/iu;
  const clean = (text: string) => text.replace(/["“”'`]/g, "");
  const about = (pattern.exec(clean(task)) ?? pattern.exec(clean(own)))?.[1] ?? "";
  const words = wordsOf(about).filter(
    (word) =>
      gist(word).length > 0 &&
      !/^(?:exactly|words?|sentences?|bullets?|points?|using|use|write|end|start|each|important|matters?|good|people|should|between|with|without|in|at|as|form|list|reply|text)$/i.test(
        word,
      ) &&
      !form.forbidden.some((ban) => mentions(word, ban)),
  );
  return words.length > 0 ? `the ${words.slice(0, 2).join(" ").toLowerCase()}` : "the matter";
}

const bareOf = (finding: Finding, request: Request) => {
  if (finding.items && finding.items.length > 1) return finding.items.join(request.form.perLine ? "\n" : ", ");
  const asksNumber =
    /\b(?:only|just|as) (?:the|a|an)? ?(?:plain |bare |single |whole )?(?:number|digits?|figure)|number only|without units?|digits only|only digits\b/i.test(
      `${request.own}\n${request.dialogue.system}`,
    );
  const number = firstNumber(finding.short);
  return asksNumber && number !== undefined && finding.kind !== "unknown" && !/\d:\d|\d-\d/.test(finding.short)
    ? plain(number)
    : finding.short;
};

/** One object with the asked keys; of a list of findings, one per entry. */
function jsonOf(finding: Finding, request: Request): unknown {
  const { form } = request;
  const keys = form.json?.keys ?? [];
  if (form.json?.list && finding.rows)
    return keys.length === 0
      ? (finding.items ?? [])
      : finding.rows.map((row) => Object.fromEntries(keys.map((key) => [key, typed(cellOf(row, key, keys))])));
  if (form.json?.list && finding.items) return finding.items;
  if (keys.length === 0) return { answer: typed(finding.short) };
  const [name] = namesIn(request.task, request.knowledge);
  const only = keys.length === 1;
  return Object.fromEntries(keys.map((key) => [key, valueFor(key, name, finding, request, only)]));
}

const ANSWERS =
  /^(?:answer|result|total|sum|balance|value|count|number|label|verdict|decision|time|category|class|stock|left|remaining|end|reply|text|summary|message|final)s?$/i;
const EVIDENCE = /^(?:reason|why|explanation|steps|working|note|comment|evidence|because|source)s?$/i;
const LISTS = /^(?:names|items|list|entries|results|matches)$/i;

function valueFor(key: string, name: string | undefined, finding: Finding, request: Request, only: boolean): unknown {
  if ((LISTS.test(key) || request.form.json?.arrays.includes(key)) && finding.kind !== "unknown")
    return finding.items ?? [finding.short];
  const isName = /^(?:name|entity|item|id|title|subject)$/i.test(key);
  const stated = statedOf(name, key, request.knowledge) ?? (isName ? name : statedOf(undefined, key, request.knowledge));
  if (finding.kind === "computed" && ANSWERS.test(key)) return typed(finding.short);
  if (EVIDENCE.test(key)) return finding.sentence;
  if (/^(?:unit|currency)$/i.test(key)) return /\d ?([\p{L}€$%]+)/u.exec(finding.short)?.[1] ?? null;
  if (stated !== undefined) return typed(stated);
  if (
    finding.kind !== "unknown" &&
    !finding.items &&
    mentions(
      request.question
        .split(/: /)
        .filter((part) => !/\bJSON\b/.test(part))
        .join(" "),
      key,
    )
  )
    return typed(finding.short);
  const read = extract(key, request);
  if (read !== undefined)
    return /^[€$£]?\d[\d.,]* ?(?:EUR|USD|€|euros?)?$/.test(read) && !/\b(?:currency|unit)/.test(key)
      ? (firstNumber(read) ?? read)
      : read;
  if (finding.kind !== "unknown" && (only || ANSWERS.test(key))) return typed(finding.short);
  if (/^(?:known|stated|found|certain|confident|sure)$/i.test(key)) return finding.kind !== "unknown";
  return request.form.unknown && !/^null$/i.test(request.form.unknown) ? request.form.unknown : null;
}

/** Numbers as numbers; what carries a unit stays text. */
function typed(text: string): unknown {
  return /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)
    ? Number(text.replaceAll(",", ""))
    : /^(?:true|false)$/.test(text)
      ? text === "true"
      : text;
}

function csvOf(finding: Finding, header: readonly string[]): string {
  const rows = finding.rows ?? [{ "": finding.short }];
  const columns =
    header.length > 0 ? header : ["name", ...new Set(rows.flatMap((row) => Object.keys(row).filter((key) => key !== "")))];
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns.join(","), ...rows.map((row) => columns.map((column) => cell(cellOf(row, column, columns))).join(","))].join(
    "\n",
  );
}

/** The cell of a row that a column's name means: by its words, else the row's name for the first, else its only number. */
function cellOf(row: Record<string, string>, column: string, columns: readonly string[]): string {
  const properties = Object.keys(row).filter((key) => key !== "");
  const wanted = wordsOf(column.replaceAll("_", " ")).map(stem);
  const exact =
    properties.find((key) => key.toLowerCase() === column.toLowerCase()) ??
    properties.find((key) => [...kin(key)].some((word) => wanted.includes(word)));
  const value =
    exact !== undefined
      ? row[exact]
      : columns[0] === column
        ? row[""]
        : row[properties[columns.indexOf(column) - 1] ?? properties[0] ?? ""];
  const unit = /_(?:kg|g|eur|usd|m|km|cm|mm|l|min|h|percent)$|\((?:kg|g|eur|€|m|km|cm|l|min|h)\)/i.test(column);
  const unnamed = /^[€$£]?\d[\d.,]* ?[\p{L}€$%]{1,4}$/u.test(value ?? "") && unit ? plain(firstNumber(value ?? "") ?? 0) : value;
  return unnamed ?? "";
}

/** The label that the finding means; the last one where none fits, as a label must be given. */
function labelOf({ short, sentence }: Finding, labels: readonly string[]): string {
  const meant =
    labels.find((label) => label.toLowerCase() === short.toLowerCase()) ??
    labels.find((label) => mentions(short, label)) ??
    labels.find((label) => mentions(sentence, label));
  const unsure = labels.find((label) => /^(?:unknown|unclear|not[_ -]stated|none|unsure|other)$/i.test(label));
  return meant ?? unsure ?? (labels.at(-1) as string);
}

function listOf(finding: Finding, request: Request, topic: string, random: Random): string {
  const { form } = request;
  const wanted = form.bullets && Object.keys(form.bullets).length > 0 ? form.bullets : (form.numbered ?? {});
  const given = finding.items ?? (finding.kind === "words" ? sentencesOf(finding.sentence) : [finding.short]);
  const count =
    wanted.min === undefined
      ? given.length
      : given.length >= wanted.min && given.length <= (wanted.max ?? given.length)
        ? given.length
        : wholeIn({ min: wanted.min, max: wanted.max ?? wanted.min }, random);
  const bounds = form.itemWords ?? { min: 1, max: 12 };
  const free = Array.from({ length: Math.max(0, count - given.length) }, () =>
    sentenceOf(Math.max(Math.min(bounds.max, 8), 1), topic, random, form.forbidden),
  );
  const items = [...given.slice(0, count), ...free].map((item) =>
    form.itemWords || !finding.items ? cutTo(item, bounds, random, topic) : item,
  );
  return items.map((item, i) => `${form.numbered ? `${i + 1}.` : (form.bulletMark ?? "-")} ${item}`.trimStart()).join("\n");
}

/** The parts themselves, where the user gives them in quotes. */
function givenParts({ own, form }: Request): string | undefined {
  const { separator, count } = form.parts as NonNullable<Form["parts"]>;
  const given = quotesIn(own).filter((quote) => quote !== separator);
  return given.length === count ? given.join(`\n${separator}\n`) : undefined;
}

function partsOf(finding: Finding, form: Form, topic: string, random: Random): string {
  const { separator, count } = form.parts as NonNullable<Form["parts"]>;
  const first = prose(finding.sentence, topic, { ...form, parts: undefined } as Form, random);
  const split = sentencesOf(finding.sentence);
  const rest = Array.from(
    { length: count - 1 },
    (_, i) =>
      (finding.items?.[i + 1] ?? (split.length >= count ? split[i + 1] : undefined)) ||
      sentenceOf(8, topic, random, form.forbidden),
  );
  const opening = finding.items?.[0] ?? (split.length >= count && !form.words ? (split[0] as string) : first);
  return [opening, ...rest].join(`\n${separator}\n`);
}

/** Start and end words, forbidden and required ones, commas, letters, wrapping. */
function dressed(body: string, form: Form): string {
  let text = body;
  const structured = form.json !== undefined || form.csv !== undefined;
  for (const ban of form.forbidden)
    if (ban.length > 1 && !structured)
      text = text.replace(
        new RegExp(`(?<![\\p{L}\\p{N}])${escaped(ban)}(?:'s)?(?![\\p{L}\\p{N}])`, "giu"),
        /^[a-z]/i.test(ban) ? "it" : "",
      );
  for (const word of form.required)
    if (!mentions(text, word) && !structured) text = form.words ? swapIn(text, word) : `${text.replace(/\.$/, "")} with ${word}.`;
  if (form.starts && !text.startsWith(form.starts))
    text = `${form.starts}${/[\p{L}\p{N}]$/u.test(form.starts) ? " " : " "}${text}`;
  if (form.ends && !text.trimEnd().endsWith(form.ends))
    text = `${text.trimEnd()}${/^[\p{Ll}]/u.test(form.ends) ? (text.trimEnd().replace(/[.!]$/, "") === text.trimEnd() ? " " : " ") : " "}${form.ends}`;
  if (form.noCommas && !structured)
    text = text
      .replace(/, (?=and |or )/g, " ")
      .replace(/,\s*/g, /, .*, /.test(text) ? " and " : " ")
      .replace(/ and and /g, " and ");
  if (form.letters && !structured) text = form.letters === "upper" ? text.toUpperCase() : text.toLowerCase();
  return form.wrap ? `${form.wrap.before}${text}${form.wrap.after}` : text;
}

/** Required words take the place of others, so that the count stays. */
function swapIn(text: string, word: string): string {
  const words = text.split(" ");
  const at = words.length - countWords(word) - 1;
  return at < 2 ? `${text} ${word}` : [...words.slice(0, at), word, ...words.slice(at + countWords(word))].join(" ");
}

/** The lines that belong to every reply: opener, first line, last line, tag. */
function closed(body: string, finding: Finding, form: Form): string {
  if (form.exact) return body;
  const value = finding.short.split("\n")[0] ?? "";
  const labelled = finding.kind === "words" && !finding.items && value.length > 60 ? "done" : value;
  const lines = [
    form.opener && !body.startsWith(form.opener) ? `${form.opener} ${body}` : body,
    form.ownLine ?? "",
    form.lastLine ? `${form.lastLine.label}: ${labelled}` : "",
  ].filter((line) => line !== "");
  const whole = (form.firstLine ? [`${form.firstLine.label}: ${labelled}`, ...lines] : lines).join("\n");
  return form.tag && !whole.trimEnd().endsWith(form.tag)
    ? `${whole}${form.json || form.csv || form.lastLine ? "\n" : " "}${form.tag}`
    : whole;
}
