import { kin, namesIn } from "../mind/knowledge";
import type { Finding, Request } from "../mind/request";
import { firstNumber, gist, mentions, NUMBER, numberOf, plain, stem, wordsOf } from "../mind/text";

/** A thing with its properties, as far as they are stated. */
type Item = { name: string; properties: Map<string, string> };
type Test = (value: number) => boolean;

const NOT_FORM = "(?! ?(?:words?|sentences?|bullets?|lines?|characters?|bullet points?|items? per|steps|paragraphs?)\\b)";
const V = `[€$£]? ?(${NUMBER}(?:[.,]\\d+)?)${NOT_FORM}`;
const TESTS: readonly [RegExp, (a: number, b: number) => Test][] = [
  [new RegExp(`(?<![\\d.,])${V} ?(?:to|-|–) ?${V}`, "iu"), (a, b) => (value) => value >= a && value <= b],
  [new RegExp(`\\bbetween ${V}(?: ?\\p{L}+)? and ${V}`, "iu"), (a, b) => (value) => value >= a && value <= b],
  [new RegExp(`\\bfrom ${V}(?: ?\\p{L}+)? (?:up )?to ${V}`, "iu"), (a, b) => (value) => value >= a && value <= b],
  [
    new RegExp(
      `\\b(?:at least|no less than|not less than|not under|not below|a minimum of) ${V}|${V}(?: ?\\p{L}+)? (?:or|and) (?:more|above|over|higher|older|heavier)`,
      "iu",
    ),
    (a) => (value) => value >= a,
  ],
  [
    new RegExp(
      `\\b(?:at most|no more than|not more than|not over|not above|a maximum of|up to) ${V}|${V}(?: ?\\p{L}+)? (?:or|and) (?:less|fewer|under|below|lower|younger|lighter)`,
      "iu",
    ),
    (a) => (value) => value <= a,
  ],
  [
    new RegExp(`\\b(?:(?:\\w+er|more|worth more) than|over|above|exceed(?:s|ing)?|beyond|past|after|>) ${V}`, "iu"),
    (a) => (value) => value > a,
  ],
  [
    new RegExp(
      `\\b(?:(?:less|fewer|lower|smaller|lighter|younger|cheaper|shorter|earlier|slower) than|under|below|before|<) ${V}`,
      "iu",
    ),
    (a) => (value) => value < a,
  ],
  [new RegExp(`\\b(?:exactly|equal to|equals|precisely) ${V}`, "iu"), (a) => (value) => value === a],
];
const LESS = /\b(?:less|fewer|lower|smaller|lighter|younger|cheaper|shorter|earlier|slower) than/i;

const MOST =
  /\b(?:most|highest|largest|biggest|greatest|heaviest|longest|tallest|oldest|maximum|fastest|widest|deepest|dearest|top|best|warmest|hottest|newest|latest|busiest|(?:heavier|longer|taller|older|higher|bigger|larger|greater|faster|wider|deeper|dearer|warmer|more)(?! than))\b/i;
const LEAST =
  /\b(?:least|lowest|smallest|fewest|lightest|shortest|youngest|minimum|cheapest|slowest|narrowest|shallowest|worst|coldest|coolest|earliest|(?:lighter|shorter|younger|lower|smaller|cheaper|slower|narrower|colder|fewer|less)(?! than))\b/i;

/** Picks, counts, adds up and sorts the entries of a list, a table or several sheets. */
export function pickFromList(request: Request): Finding | undefined {
  const { task, form } = request;
  const items = itemsOf(request);
  const wanted = form.csv !== undefined || form.sort !== undefined || form.json?.list === true;
  const test = testIn(task);
  const timed = items.some(({ properties }) => [...properties].some(([name, value]) => isTime(name, value)));
  const superlative = (
    timed ? task.replace(/\b(?:fastest|quickest|soonest|swiftest)\b/gi, "shortest").replace(/\bslowest\b/gi, "longest") : task
  ).replace(/\b(?:\w+est|least|most)(?: \w+)? first\b/gi, "");
  const extreme =
    MOST.test(superlative) && !/\bat most\b|\bmore than\b|\bor more\b/i.test(superlative)
      ? "most"
      : LEAST.test(superlative.replace(/\bat least\b/gi, ""))
        ? "least"
        : undefined;
  const adding = /\b(?:total|sum|add up|altogether|combined|in all|together)\b/i.test(task);
  const averaging = /\b(?:average|mean)\b/i.test(task);
  const counting = /\b(?:how many|count|number of)\b/i.test(task);
  const choosing = /\b(?:which|who|whose|list|name|names|give|show|return|all|sort|order|select|filter|rank)\b/i.test(task);
  if (
    items.length < 2 ||
    !(test || extreme || twoValues(request, items) || adding || averaging || counting || wanted || /\b(?:odd|even)\b/i.test(task))
  )
    return undefined;
  if (counting && !test && namesIn(task, request.knowledge).length === 1) return undefined;
  const column = columnIn(request, items);
  if (column === undefined && !(counting || wanted || choosing)) return undefined;
  const numbered = items.filter((item) => numberIn(item, column) !== undefined);
  const pool = byProperty(numbered.length >= 2 ? numbered : items, request, column);
  const parity = /\bodd\b/i.test(task) ? 1 : /\beven\b/i.test(task) ? 0 : undefined;
  let chosen = pool.filter((item) => {
    const value = numberIn(item, column);
    if (parity !== undefined && (value === undefined || Math.abs(value % 2) !== parity)) return false;
    return !test || (value !== undefined && test(value));
  });
  if (pool === items && !test && parity === undefined && counting && !extreme) return undefined;
  if (adding && !(form.csv && !/\b(?:sum|add)\b/i.test(task)) && column !== undefined) {
    const sum = chosen.reduce((total, item) => total + (numberIn(item, column) ?? 0), 0);
    return computed(`${plain(sum)}${unitOf(chosen, column)}`, `The total is ${plain(sum)}${unitOf(chosen, column)}.`);
  }
  if (averaging && column !== undefined && chosen.length > 0) {
    const mean = chosen.reduce((total, item) => total + (numberIn(item, column) ?? 0), 0) / chosen.length;
    return computed(`${plain(mean)}${unitOf(chosen, column)}`, `The average is ${plain(mean)}${unitOf(chosen, column)}.`);
  }
  if (counting && !extreme) return computed(String(chosen.length), `There are ${chosen.length}.`);
  const compared = namesIn(task, request.knowledge).map((name) => name.toLowerCase());
  if (extreme && compared.length >= 2) chosen = chosen.filter((item) => compared.includes(item.name.toLowerCase()));
  if (extreme) chosen = extremes(chosen, column, extreme === "most", task);
  chosen = sorted(chosen, request, column);
  if (
    extreme &&
    chosen.length === 1 &&
    /\b(?:what is the|what was the) (?:highest|lowest|largest|smallest|maximum|minimum|most|least)\b/i.test(task) &&
    column !== undefined
  ) {
    const value = (chosen[0] as Item).properties.get(column) ?? "";
    return computed(value, `It is ${value}, of ${chosen[0]?.name}.`);
  }
  const names = chosen.map((item) => item.name);
  return {
    ...computed(names.join(", ") || "none", names.length > 0 ? `${names.join(", ")}.` : "None of them."),
    items: names,
    rows: chosen.map((item) => ({
      "": item.name,
      ...Object.fromEntries([...item.properties].map(([name, value]) => [name || "value", value])),
    })),
  };
}

/** Of times the smaller one is the faster. */
function isTime(name: string, value: string): boolean {
  return (
    /\b(?:time|duration|days?|hours?|minutes?)\b/i.test(name) ||
    /^\d[\d.,]* ?(?:days?|h|hours?|min|minutes?|weeks?|s|seconds?)$/i.test(value)
  );
}

const computed = (short: string, sentence: string): Finding => ({ kind: "computed", short, sentence });

function itemsOf({ knowledge }: Request): Item[] {
  const items = new Map<string, Item>();
  for (const fact of knowledge.facts) {
    if (fact.entity === "" || fact.turn < -1) continue;
    const item = items.get(fact.entity.toLowerCase()) ?? { name: fact.entity, properties: new Map() };
    item.properties.set(fact.attribute, fact.value);
    items.set(fact.entity.toLowerCase(), item);
  }
  const all = [...items.values()];
  const shared = new Map<string, number>();
  for (const item of all) for (const name of item.properties.keys()) shared.set(name, (shared.get(name) ?? 0) + 1);
  return all.filter((item) => [...item.properties.keys()].some((name) => (shared.get(name) ?? 0) >= 2));
}

/** The limit that a clause sets on a number. */
export function testIn(task: string): Test | undefined {
  for (const [pattern, make] of TESTS) {
    const match = pattern.exec(task);
    if (!match || (pattern.source.includes("exceed") && LESS.test(match[0]))) continue;
    const [a = 0, b = 0] = match
      .slice(1)
      .filter((group) => group !== undefined)
      .map(numberOf);
    return make(a, b);
  }
  return undefined;
}

/** The property that the task is about: the one it names, else the only one with numbers. */
function columnIn({ task, form }: Request, items: readonly Item[]): string | undefined {
  const counts = new Map<string, number>();
  for (const item of items)
    for (const [name, value] of item.properties)
      if (firstNumber(value) !== undefined && /^\D{0,3}\d[\d.,]*\D{0,12}$/.test(value))
        counts.set(name, (counts.get(name) ?? 0) + 1);
  const columns = [...counts].filter(([, count]) => count >= 2).map(([name]) => name);
  const asked = new Set(gist(task));
  const byWord = columns.filter((name) => name !== "" && [...kin(name)].some((word) => asked.has(word)));
  const direct = byWord.find((name) => wordsOf(name).some((word) => asked.has(stem(word))));
  const sort = columns.find((name) => form.sort?.by && [...kin(name)].includes(stem(form.sort.by)));
  const unit = /\d ?([\p{L}%€]+)/u.exec(task)?.[1];
  const byUnit =
    unit === undefined
      ? undefined
      : columns.find((name) =>
          items.some((item) => new RegExp(`\\d ?${unit.replace(/\W/g, "\\$&")}\\b`).test(item.properties.get(name) ?? "")),
        );
  return byUnit ?? direct ?? byWord[0] ?? sort ?? (columns.length >= 1 ? columns[0] : undefined);
}

function numberIn(item: Item, column: string | undefined): number | undefined {
  return column === undefined ? undefined : firstNumber(item.properties.get(column) ?? "");
}

/** Keeps those that have a property which the task names by its value: "which open tickets …". */
function byProperty(items: readonly Item[], { task, knowledge }: Request, column: string | undefined): Item[] {
  const names = namesIn(task, knowledge).map((name) => name.toLowerCase());
  const values = new Map<string, Set<string>>();
  for (const item of items) {
    for (const [property, value] of item.properties) {
      if (property === column || value.length < 2 || firstNumber(value) === Number(value)) continue;
      const said = mentions(task, value) || (/^\p{L}+$/u.test(value) && gist(task).includes(stem(value)) && value.length > 3);
      if (said && !names.includes(value.toLowerCase()))
        values.set(property, (values.get(property) ?? new Set()).add(value.toLowerCase()));
    }
  }
  const negated = (value: string) =>
    new RegExp(`\\b(?:not|except|other than|without|no) (?:in |of |from |the )*${value.replace(/\W/g, "\\$&")}`, "i").test(task);
  if (values.size === 0) return items as Item[];
  return items.filter((item) =>
    [...values].every(([property, wanted]) => {
      const value = (item.properties.get(property) ?? "").toLowerCase();
      return [...wanted].some((each) => (negated(each) ? value !== each : value === each));
    }),
  );
}

function extremes(items: readonly Item[], column: string | undefined, most: boolean, task: string): Item[] {
  const ranked = items.toSorted((a, b) => ((numberIn(a, column) ?? 0) - (numberIn(b, column) ?? 0)) * (most ? -1 : 1));
  const several = new RegExp(
    `\\b(?:top|the|first) (${NUMBER}) (?:\\w+ )?(?:with |most|highest|largest|heaviest|lowest|smallest|cheapest|\\w+est|items|entries|\\w+s\\b)`,
    "i",
  ).exec(task);
  return ranked.slice(0, several ? numberOf(several[1] as string) || 1 : 1);
}

function sorted(items: readonly Item[], { form, task }: Request, column: string | undefined): Item[] {
  if (!form.sort) return [...items];
  const { by, down } = form.sort;
  const properties = [...new Set(items.flatMap((item) => [...item.properties.keys()]))];
  const wanted = stem(wordsOf(by).at(-1) ?? "");
  const named = properties.find((name) => name !== "" && [...kin(name)].includes(wanted));
  const byName =
    !named &&
    (/^(?:names?|title|items?|alphabet\w*)$/i.test(by.trim()) ||
      /alphabetical/i.test(task) ||
      (form.csv?.header[0] ?? " ").toLowerCase() === by.trim().toLowerCase());
  const key = named ?? column;
  const order = (a: Item, b: Item) => {
    if (byName || key === undefined) return a.name.localeCompare(b.name);
    const [x, y] = [a.properties.get(key) ?? "", b.properties.get(key) ?? ""];
    const numbers = firstNumber(x) !== undefined && firstNumber(y) !== undefined && !/\d-\d|:/.test(x);
    return numbers ? (firstNumber(x) as number) - (firstNumber(y) as number) : x.localeCompare(y);
  };
  return items.toSorted((a, b) => (down ? order(b, a) : order(a, b)));
}

function unitOf(items: readonly Item[], column: string): string {
  const units = new Set(items.map((item) => /\d( ?[\p{L}%°€]+)$/u.exec(item.properties.get(column) ?? "")?.[1] ?? ""));
  return units.size === 1 ? ([...units][0] ?? "") : "";
}

/** Whether the task names things by two of their properties at once: "which open ticket belongs to Oda". */
function twoValues({ task }: Request, items: readonly Item[]): boolean {
  const said = (item: Item) =>
    [...item.properties.values()].filter((value) => value.length > 1 && /^\p{L}/u.test(value) && mentions(task, value)).length;
  return items.some((item) => said(item) >= 2);
}
