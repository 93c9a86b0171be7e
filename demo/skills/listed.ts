import { errandOf } from "../mind/errand";
import { kin } from "../mind/knowledge";
import { thingIn } from "../mind/properties";
import type { Finding, Request } from "../mind/request";
import { firstNumber, gist, grouped, quotesIn } from "../mind/text";
import { testIn } from "./lists";

type Entry = { name: string; value: string; number: number };

const DOWN =
  /\b(?:descending|(?:largest|highest|biggest|greatest|most|heaviest|longest|oldest|latest)\b[^.,;]{0,20}\bfirst|(?:high|large|big)\w* to (?:low|small)\w*|from the (?:top|highest|largest) down)\b/i;
const UP =
  /\b(?:ascending|(?:smallest|lowest|least|fewest|lightest|shortest|youngest|earliest)\b[^.,;]{0,20}\bfirst|(?:low|small)\w* to (?:high|large|big)\w*)\b/i;
const BY_NAME = /\b(?:A to Z|A-Z|alphabet\w*|from A (?:on|to))\b/i;
const CSV_HEADER =
  /\b(?:header|columns?|heading|first line)\b(?: row| line)?(?: is| of| reads?| named)?:? ["“`]?([\p{L}_][\w]*(?:,[\p{L}_]\w*)+)/iu;

/** Entries with one number each as CSV, or the names of those that pass a limit in one line. */
export function listed(request: Request): Finding | undefined {
  const { orders } = errandOf(request.dialogue.last.text);
  const entries = entriesFor(orders, request);
  if (entries.length < 2) return undefined;
  const header = CSV_HEADER.exec(orders)?.[1]?.split(",");
  const test = testIn(orders.replace(/"[^"\n]*"/g, " "));
  const chosen = sorted(test ? entries.filter(({ number }) => test(number)) : entries, orders);
  if (header?.length === 2 && /\bCSV\b/i.test(orders) && !test)
    return whole([header.join(","), ...chosen.map(({ name, value }) => `${name},${bare(value)}`)].join("\n"));
  const joint = jointIn(orders);
  return test && joint !== undefined && chosen.length > 0 ? whole(chosen.map(({ name }) => name).join(joint)) : undefined;
}

const whole = (text: string): Finding => ({ kind: "words", short: text, sentence: text, whole: true });
const bare = (value: string) => (/^\d[\d.]* \p{L}+$/u.test(value) ? String(firstNumber(value)) : value);

/** The largest group of things that share a property with a number, the asked one before others. */
function entriesFor(orders: string, { knowledge }: Request): Entry[] {
  const asked = new Set(gist(orders));
  const numbered = knowledge.facts.flatMap(({ entity, attribute, value }) => {
    const number = /^\D{0,2}\d[\d.,]*(?: \p{L}+)?$/u.test(value) ? firstNumber(value) : undefined;
    return number === undefined || entity === "" ? [] : [{ name: entity, value, number, attribute }];
  });
  const groups = [...grouped(numbered, ({ attribute }) => attribute)].filter(([, entries]) => entries.length >= 2);
  const best = groups.toSorted(
    ([a, x], [b, y]) =>
      Number([...kin(b)].some((word) => asked.has(word))) - Number([...kin(a)].some((word) => asked.has(word))) ||
      y.length - x.length,
  )[0];
  return best ? best[1] : [];
}

function sorted(entries: readonly Entry[], orders: string): Entry[] {
  if (BY_NAME.test(orders)) return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (DOWN.test(orders)) return entries.toSorted((a, b) => b.number - a.number);
  return UP.test(orders) ? entries.toSorted((a, b) => a.number - b.number) : [...entries];
}

/** The mark that is to stand between the entries. */
function jointIn(orders: string): string | undefined {
  const found =
    /\b(?:join\w*|separat\w*|divid\w*|split|link\w*|connect\w*)\b(?: them)?(?: (?:by|with))?(?: an?| the)?(?: (?:mark|sign|string))? ?["“`]([^"”`\n]+)["”`]/i.exec(
      orders,
    );
  return found?.[1];
}

const RULE =
  /(?:\b([Uu]nder|[Bb]elow|[Ll]ess than|[Oo]ver|[Aa]bove|[Mm]ore than|[Aa]t least|[Aa]t most|[Uu]p to|[Ff]rom|[Bb]etween) )?(\d+)(?: (?:to|and|-|–) (\d+))?(?! [A-Z])[^\d.;]{0,20}?(?::|\bis\b|\bas\b|\bcalled\b|->|→|=)\s*["“`]?(\p{Lu}\p{Ll}[\p{L}-]+)/gu;

/** "Under 10 it is Low, from 10 to 20 Mid, over 20 High": the one name whose limits fit the property that is meant. */
export function graded(request: Request): Finding | undefined {
  const { orders } = errandOf(request.dialogue.last.text);
  const rules = [...orders.matchAll(RULE)];
  const thing = thingIn(orders, request.knowledge);
  if (rules.length < 2 || !thing || /\bACTION\b/.test(orders)) return undefined;
  const value = orders
    .split(/[^\p{L}]+/u)
    .filter((word) => /^\p{L}{3,}$/u.test(word) && !/^(?:under|over|from|word|only|label|sort|reply|answer)$/i.test(word))
    .map((word) => firstNumber(thing.of(word) ?? ""))
    .find((number) => number !== undefined);
  if (value === undefined) return undefined;
  const fits = ([, word = "", low = "", high]: RegExpMatchArray) => {
    const a = Number(low);
    if (high !== undefined) return value >= a && value <= Number(high);
    if (/under|below|less/i.test(word)) return value < a;
    if (/over|above|more/i.test(word)) return value > a;
    return /most|up to/i.test(word) ? value <= a : value >= a;
  };
  const label = rules.find(fits)?.[4];
  return label === undefined ? undefined : { kind: "computed", short: label, sentence: label, whole: true };
}

const NAMES = /\p{Lu}[\p{L}'’-]+(?:, (?:and )?\p{Lu}[\p{L}'’-]+){2,}/u;
const BACKWARDS =
  /\b(?:revers\w*|backwards|turn(?:ed)? (?:it )?around|last (?:one )?(?:comes |goes )?first|from (?:the )?(?:last|end) to (?:the )?(?:first|beginning|start)|from back to front)\b/i;

/** A list of names, turned round, in other letters, numbered, one to a line: all that is asked for at once. */
export function relisted({ dialogue }: Request): Finding | undefined {
  const { orders, material } = errandOf(dialogue.last.text);
  const found = NAMES.exec(material)?.[0];
  if (found === undefined || quotesIn(orders).some((quote) => NAMES.test(quote))) return undefined;
  const upper = /\b(?:upper[ -]?case|capital letters|capitals|all caps)\b/i.test(orders);
  const lower = /\blower[ -]?case\b/i.test(orders);
  const numbered = /\bnumber(?:ed|s|ing)?\b[^.]*\b1[.)]/i.test(orders) || /\bnumbered\b/i.test(orders);
  const changes = [upper || lower, numbered, BACKWARDS.test(orders), BY_NAME.test(orders)].filter(Boolean).length;
  if (changes < 2) return undefined;
  let names = found.split(/, (?:and )?/);
  if (BY_NAME.test(orders)) names = names.toSorted();
  if (BACKWARDS.test(orders)) names = names.toReversed();
  if (upper || lower) names = names.map((name) => (upper ? name.toUpperCase() : name.toLowerCase()));
  if (numbered) names = names.map((name, i) => `${i + 1}. ${name}`);
  return whole(names.join(numbered || /\b(?:a|per|own|to a) line\b/i.test(orders) ? "\n" : ", "));
}
