import type { Dialogue } from "./dialogue";
import { isQuestion, isRequest } from "./dialogue";
import { onlyInsists } from "./insistence";
import { readTables } from "./tables";
import { sentencesOf, unquoted } from "./text";

/** Something stated: who or what, which property or relation, and its value. */
export type Fact = {
  entity: string;
  attribute: string;
  value: string;
  /** Position among all that was said: later is larger. */
  order: number;
  turn: number;
  /** Text it came from; facts from different passages of one turn can contradict each other. */
  passage: string;
  /** Whether what says it claims to replace what was said before. */
  replaces: boolean;
  /** Whether its source says that it no longer holds. */
  outdated: boolean;
};

/** A stretch of text that states things, in the order in which it was said. */
type Saying = { text: string; turn: number; passage: string; own: boolean };

const REPLACES =
  /\b(?:correct(?:ion|ed|s)|corrigendum|erratum|actually|update[ds]?|instead|replac(?:es|ed|ing)|supersed(?:es|ed|ing)|sorry|no longer|changed? (?:to|from)|mistake|wrong|amend(?:s|ed|ment)|revis(?:es|ed|ion)|is now|are now|now (?:has|weighs|costs|sits|reports|stands|reads)|moved to|in force|overrid(?:es|den)|withdrawn|outdated|obsolete|scrap that|I meant|make that|should (?:be|read|have been)|new(?:er)? (?:value|version|figure|data))\b/i;
const OLD = /\b(?:superseded by|replaced by|outdated|obsolete|no longer (?:valid|in force|current)|withdrawn|out of date)\b/i;

/** Everything the dialogue states, oldest first. What the assistant said is no source. */
export function readFacts(dialogue: Dialogue): Fact[] {
  const facts: Fact[] = [];
  for (const saying of sayingsOf(dialogue)) {
    const tables = readTables(saying.text);
    const lines = tables.rest.split("\n");
    const whole = `${saying.passage}\n${saying.text}`;
    const outdated = !saying.own && OLD.test(whole);
    const replacing = REPLACES.test(whole) && !outdated;
    const add = (entity: string, attribute: string, value: string, text: string) => {
      const clean = {
        entity: tidy(entity),
        attribute: attribute
          .trim()
          .toLowerCase()
          .replace(/^(?:the|its|a|an) /, ""),
        value: tidy(value),
      };
      if (/^you$/i.test(clean.entity) || /^you$/i.test(clean.value)) return;
      if (clean.value === "" || (clean.entity === "" && clean.attribute === "")) return;
      const replaces = (saying.own ? REPLACES.test(text) : replacing) && !OLD.test(text);
      facts.push({ ...clean, order: facts.length, turn: saying.turn, passage: saying.passage, replaces, outdated });
    };
    for (const { entity, attribute, value } of tables.cells) add(entity, attribute, value, "");
    readLines(lines, add, saying.own);
  }
  return facts;
}

function sayingsOf(dialogue: Dialogue): Saying[] {
  const all: Saying[] = [{ text: dialogue.system, turn: -1, passage: "system", own: true }];
  for (const turn of dialogue.turns) {
    if (turn.own !== "") all.push({ text: turn.own, turn: turn.at, passage: `user ${turn.at}`, own: true });
    for (const [i, passage] of turn.passages.entries())
      all.push({ text: passage.text, turn: turn.at, passage: passage.source || `passage ${i + 1}`, own: false });
  }
  return all;
}

type Add = (entity: string, attribute: string, value: string, text: string) => void;

function readLines(lines: readonly string[], add: Add, own: boolean): void {
  let heading = "";
  for (const raw of lines) {
    const line = raw.trim();
    if (line === "") {
      heading = "";
      continue;
    }
    const bullet = /^(?:[-*•]|\d+[.)])\s+(.*)$/.exec(line);
    const body = (bullet?.[1] ?? line).trim();
    const title = /^(?:#+ )?([\p{L}][\p{L}\p{N} .'’-]{0,50}):?$/u.exec(line);
    if (title && (line.endsWith(":") || line.startsWith("#"))) {
      heading = title[1] as string;
      continue;
    }
    for (const sentence of sentencesOf(body)) {
      if (isQuestion(sentence) || (own && onlyInsists(sentence))) continue;
      if (own && isRequest(sentence) && !TOLD.test(sentence)) {
        const rest = sentence.slice(sentence.indexOf(": ") + 2);
        if (/: /.test(sentence) && !readSheet(rest, "", add)) readSentence(rest, add);
        continue;
      }
      const told = sentence.replace(TOLD, "");
      if (!readSheet(told, heading, add)) readSentence(told, add);
    }
  }
}

const TOLD = /^(?:please )?(?:remember|note|assume|suppose|keep (?:this |that )?in mind|imagine|add|correct)(?: that| this)?:? /i;
const UNIT_VALUE = /^(?:about |approx\.? |~|[€$£]\s?)?-?[\d.,]*\d/;

/** `Kestrel: mass 42 kg; dock B7`, `- mass: 42 kg` under a heading, `Ada: 34`, `Ada 34, Bo 51`. */
function readSheet(line: string, heading: string, add: Add): boolean {
  const kinded = /^(\p{Lu}[\p{L}\p{N}'’ -]{0,40}?) \((\p{L}[\p{L} -]{1,30})\)(?=\s*:)/u.exec(line);
  if (kinded) {
    add(kinded[1] as string, "is", kinded[2] as string, line);
    return readSheet(`${kinded[1]}${line.slice(kinded[0].length)}`, heading, add);
  }
  const colon =
    /^([^:;|?!"“]{1,90}?)\s*(?::|=|\u2013|\u2014| - )\s+(\S.*)$/.exec(line) ??
    /^([^:;|?!"“\d]{1,40}?)\s*[:=]\s*(\S.*)$/.exec(line);
  if (colon) {
    const [, name = "", rest = ""] = colon;
    if (isRequest(name) || /^(?:correction|update|erratum|sorry|note|ps)\b|\b(?:typo|mistake|wrong)\b/i.test(name.trim()))
      return (
        readSheet(rest, heading, (entity, attribute, value) => add(entity, attribute, value, line)) || readRest(rest, line, add)
      );
    const parts = rest.replace(/[.;]\s*$/, "").split(/;\s*|,\s+(?=[\p{L} ]{2,30}?(?::|=|\s)\s*[€$£]?-?[\p{L}\d])/u);
    const pairs = parts.map((part) => attributeAndValue(part));
    if (parts.length > 1 && pairs.every((pair) => pair !== undefined)) {
      for (const pair of pairs as [string, string][])
        add(heading && looksLikeList(pairs as [string, string][]) ? name : name, pair[0], pair[1], line);
      return true;
    }
    const single = parts.length === 1 ? attributeAndValue(parts[0] as string) : undefined;
    if (single && !UNIT_VALUE.test(rest) && /[:=]/.test(rest)) add(name, single[0], single[1], line);
    else if (single && /^\p{Ll}/u.test(rest) && /\d/.test(rest) && sentencesOf(rest).length === 1 && rest.split(" ").length <= 5)
      add(name, single[0], single[1], line);
    else if (sentencesOf(rest).length > 1 || / (?:is|are|was|reports|sits|has|weighs|costs) /.test(rest))
      return readRest(rest, line, add);
    else if (heading) add(heading, name, rest, line);
    else add(name, "", rest, line);
    return true;
  }
  if (VERB.test(line) || HAS.test(line) || IS.test(line)) return false;
  const entries = line.replace(/[.;]\s*$/, "").split(/[,;]\s+(?:and )?|\s+and\s+/);
  const read = entries.map((entry) =>
    /^([\p{Lu}][\p{L}\p{N}'’-]*(?: [\p{L}\p{N}'’-]+){0,3}?)[ (]+(-?[€$£]?\d[\d.,]*(?: ?[%\p{L}°/²³]{1,12})?)\)?$/u.exec(
      entry.trim(),
    ),
  );
  if (!read.every((match) => match !== null)) return false;
  for (const match of read as RegExpExecArray[]) add(match[1] as string, "", match[2] as string, line);
  return true;
}

function looksLikeList(pairs: readonly [string, string][]): boolean {
  return pairs.every(([, value]) => UNIT_VALUE.test(value));
}

function readRest(rest: string, line: string, add: Add): boolean {
  const before = { count: 0 };
  for (const sentence of sentencesOf(rest))
    readSentence(sentence, (entity, attribute, value) => {
      before.count++;
      add(entity, attribute, value, line);
    });
  return before.count > 0;
}

/** `mass 42 kg`, `mass: 42 kg`, `dock = B7`, `colour is green`. */
function attributeAndValue(part: string): [string, string] | undefined {
  const explicit = /^([\p{L}][\p{L} _-]{0,30}?)\s*(?::|=| is | of )\s*(\S.*)$/u.exec(part.trim());
  if (explicit) return [explicit[1] as string, explicit[2] as string];
  const numeric = /^([\p{L}][\p{L} _-]*?)\s+((?:[€$£~]\s?)?-?\d.*)$/u.exec(part.trim());
  if (numeric) return [numeric[1] as string, numeric[2] as string];
  const token = /^([\p{Ll}][\p{L}_-]*(?: (?:no|number|code|name|type|date|time))?)\s+(\S.*)$/u.exec(part.trim());
  return token ? [token[1] as string, token[2] as string] : undefined;
}

const NAME = "((?:[Tt]he |[Mm]y |[Oo]ur |[Aa]n? )?[\\p{L}\\p{N}][\\p{L}\\p{N}'’#/-]*(?: [\\p{L}\\p{N}'’#/-]+){0,4}?)";
const VERBS =
  "reports(?: directly)? to|reported to|sits in|sits at|sat in|works in|works for|works at|works with|lives in|lives at|is (?:located|based|kept|stored|parked|housed|held|placed) (?:in|at|on|under)|lies in|stands in|stands on|hangs in|belongs to|is owned by|is led by|is run by|is managed by|is headed by|is made by|is built by|is written by|was written by|was built by|was founded by|was founded in|was built in|is supplied by|is part of|leads|manages|owns|runs|heads|mentors|supervises|teaches|drives|maintains|repairs|supplies|handles|uses|keeps|plays|speaks|studies|grows|sells|weighs|costs|measures|opens at|closes at|runs in|runs at|runs on|takes place in|takes place at|is held in|is moored at|is docked at|opens|locks|guards|feeds|powers|connects to|leads to|hangs on|is kept in|opens on|closes on|opened in|closed in|starts at|ends at|begins at|departs at|departs from|arrives at|leaves at|leaves from|takes|lasts|holds|carries|contains|is in|is at|is on|is (?:assigned|allocated) to|is responsible for|comes to|amounts to|adds up to|shows|indicates|displays|is married to|is named after|answers to|shares (?:an? )?(?:office|room) with|moved to|was born in|joined in|has the (?:badge|code|number)|has badge|has code";
const VERB = new RegExp(
  `^${NAME} (?:now |always |currently |actually |only |also |still )?(${VERBS}) (.+?)(?: now| instead| again)?[.!]?$`,
  "u",
);
const OF = new RegExp(
  `^(?:the|an?) ([\\p{L}][\\p{L} _-]{1,30}?) (?:of|for|in|on|at) ${NAME} (?:is|are|was|were|=|equals|stands at|reads|is now|should be|should read) (?:now )?(.+?)[.!]?$`,
  "iu",
);
const POSSESSIVE = new RegExp(
  `^${NAME}['’]s? ([\\p{L}][\\p{L} _-]{1,30}?) (?:is|are|was|were|equals|stands at|reads|should be|has been changed to|changed to) (?:now )?(?:actually )?(.+?)[.!]?$`,
  "u",
);
const HAS = new RegExp(
  `^${NAME} (?:now )?(?:has|have|had) (?:an? |the )?(?:(?:([\\p{L}][\\p{L} _-]{1,30}?) (?:of |number |no\\. |code )?((?:[€$£]\\s?)?\\d.*?|[A-Z]+-?\\d\\w*))|((?:[€$£]\\s?)?\\d\\S*(?: (?:kg|g|t|m|km|cm|mm|l|ml|%|EUR|USD|kWh|W))?) ([\\p{L}][\\p{L} -]{1,30}?))[.!]?$`,
  "u",
);
const IS = new RegExp(`^${NAME} (?:is|was|are|were) (?:now )?(?:actually )?(.+?)[.!]?$`, "u");

/** Sentences in which the thing does not come first: "There are 5 jars of jam in stock", "You find the pump at bay 7". */
const TURNED: readonly (readonly [RegExp, (match: RegExpExecArray) => [string, string, string]])[] = [
  [
    new RegExp(`^[Tt]here (?:is|are) (\\d[\\d.,]*(?: \\p{L}+)?) of ${NAME} (?:in|on|at) (?:the )?(\\p{L}+)[.!]?$`, "u"),
    (m) => [m[2] as string, m[3] as string, m[1] as string],
  ],
  [
    new RegExp(
      `^(?:[Yy]ou|[Oo]ne|[Ww]e) (?:can |will |may )?(?:find|see|meet|get|keep|store)s? ${NAME} (in|at|on|under|near) (?:the )?(.+?)[.!]?$`,
      "u",
    ),
    (m) => [m[1] as string, `is located ${m[2]}`, m[3] as string],
  ],
  [
    new RegExp(`^${NAME} comes (?:in|with) (?:the |an? )?(\\p{Ll}+) (\\S+?)[.!]?$`, "u"),
    (m) => [m[1] as string, m[2] as string, m[3] as string],
  ],
];

/** "Mara reports to Ilse", "The mass of the Kestrel is 42 kg", "Ilse's room is 204", "The Kestrel weighs 42 kg". */
function readSentence(whole: string, add: Add): void {
  const opening =
    /^(?:(?:correction|update|actually|sorry|no|wait|erratum|in fact|note|yes|ok|okay|well|also|meanwhile|however|but|and|ps|p\.s\.|i meant|make that)\b[,:;—-]* (?:(?:that )?(?=\p{L}))?)+/iu;
  for (const clause of whole.split(
    /; (?=\p{Lu}|the |his |her |its )|, (?:and|while|whereas|but) (?=\p{Lu}|the )| (?:and|while|whereas) (?=\p{Lu}[\p{L}'’]+ (?:is|reports|sits|works|weighs|costs|has|leads|owns|lives|manages|uses|keeps|opens|leaves|departs|arrives)\b)| and (?=the (?:new|correct|right|actual) )/u,
  )) {
    const sentence = clause.replace(opening, "").trim();
    const turned = TURNED.flatMap(([pattern, read]) => {
      const match = pattern.exec(sentence);
      return match ? [read(match)] : [];
    })[0];
    if (turned) {
      add(...turned, whole);
      continue;
    }
    const of = OF.exec(sentence);
    const owned = POSSESSIVE.exec(sentence);
    const verb = VERB.exec(sentence);
    const has = HAS.exec(sentence);
    const is = IS.exec(sentence);
    if (owned) add(owned[1] as string, owned[2] as string, withoutOld(owned[3] as string), whole);
    else if (of && !VERB.test(`X ${of[1]}`)) add(of[2] as string, of[1] as string, withoutOld(of[3] as string), whole);
    else if (verb) addVerb(verb[1] as string, verb[2] as string, verb[3] as string, whole, add);
    else if (has) add(has[1] as string, has[2] ?? has[5] ?? "", has[3] ?? has[4] ?? "", whole);
    else if (is) addIs(is[1] as string, is[2] as string, whole, add);
  }
}

const withoutOld = (value: string) =>
  value
    .replace(/,? (?:not|and not|instead of|rather than) .+$/i, "")
    .replace(/,? (?:and|but) (?:I|he|she|it|they|we|my|his|her|its|our) .+$/i, "");

function addVerb(entity: string, verb: string, rest: string, whole: string, add: Add): void {
  const [head = "", ...rows] = rest.split(/, (?:and )?(?=(?:to|in|from|at|for|on) \p{Lu}[\p{L}-]* \S*\d)/u);
  const stem = /^(.*\b)(?:to|in|from|at|for|on) \p{Lu}[\p{L}-]*$/u.exec(entity)?.[1];
  if (rows.length > 0 && stem !== undefined) {
    addVerb(entity, verb, head, whole, add);
    for (const row of rows) {
      const [, who = "", value = ""] = /^(\S+ \S+) (.+)$/.exec(row) ?? [];
      add(`${stem}${who}`, verb, value, whole);
    }
    return;
  }
  const parts = withoutOld(rest).split(
    /,? and (?=(?:sits|works|lives|reports|weighs|costs|owns|leads|opens|leaves|departs|arrives|is|has|drives|uses|keeps)\b)/,
  );
  add(entity, verb.replace(/^is (?=in|at|on)/, "is located "), parts[0] as string, whole);
  for (const part of parts.slice(1)) readSentence(`${entity} ${part}`, add);
}

function addIs(entity: string, rest: string, whole: string, add: Add): void {
  const value = withoutOld(rest);
  const role = /^(?:the )?(.+?)['’]s ([\p{L} -]+)$/u.exec(value);
  const roleOf = /^(?:the|an?) ([\p{L} -]+?) of (?:the )?(.+)$/u.exec(value);
  const measured = /^((?:[€$£]\s?)?\d[\d.,]* ?[\p{L}%°]*) (tall|long|wide|high|deep|old|heavy|away|thick)$/u.exec(value);
  if (role) add(role[1] as string, role[2] as string, entity, whole);
  else if (roleOf) add(roleOf[2] as string, roleOf[1] as string, entity, whole);
  else if (measured) add(entity, measured[2] as string, measured[1] as string, whole);
  else add(entity, /^\p{Ll}[\p{L} ]*$/u.test(entity) || /^the /i.test(entity) ? "" : "is", value, whole);
}

function tidy(text: string): string {
  return unquoted(text.trim().replace(/[.,;]+$/, ""))
    .replace(/^(?:the|an?|my|our) (?=\S)/i, "")
    .replace(/^\*\*(.*)\*\*$/, "$1")
    .trim();
}
