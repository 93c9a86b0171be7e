import { namesIn } from "../mind/knowledge";
import type { Finding, Request } from "../mind/request";
import { firstNumber, NUMBER, numberOf, stem } from "../mind/text";
import { statedOf } from "./lookup";
import { amount, computed, money, Q, unit } from "./units";

const NOUN = "((?:(?!and|of|with|at|from|for|to|each|per|are|is|by)[\\p{L}]+ ){0,2}?[\\p{L}%€]+)";

type Term = { value: number; unit: string; minus: boolean };

/** So many of a thing whose price or mass is stated: "What do 5 pieces of valve-3 cost?" */
export function several({ question, knowledge }: Request): Finding | undefined {
  const [name] = namesIn(question, knowledge);
  if (name === undefined || !/\b(?:costs?|weigh|price|mass|total|altogether|heavy)\b/i.test(question)) return undefined;
  const count = new RegExp(`\\b(${NUMBER}) (?:pieces?|units?|items?|of|times|such|\\p{L}+)`, "iu").exec(
    question.replace(name, " of "),
  )?.[1];
  const property = /\b(?:weigh|mass|heavy)\b/i.test(question) ? "mass" : "price";
  const value = statedOf(name, property, knowledge);
  const each = value === undefined ? undefined : firstNumber(value);
  if (count === undefined || each === undefined) return undefined;
  return computed(numberOf(count) * each, /\d( ?\p{L}+)$/u.exec(value ?? "")?.[1] ?? "");
}

/** "3 metres cost 24 EUR": what one costs, or another number of them. */
export function single(text: string): Finding | undefined {
  const all = /(\d[\d.]*) (\p{L}+)(?: of \p{L}+)? (?:costs?|weighs?|takes?|needs?) (?:[€$£] ?)?(\d[\d.]*) ?(\p{L}*)/iu.exec(text);
  if (!all) return undefined;
  const noun = (all[2] as string).replace(/s$/, "");
  const wanted = new RegExp(`\\b(${NUMBER}) ${noun}s?\\b`, "iu").exec(text.replace(all[0], " "))?.[1];
  return wanted ? computed((Number(all[3]) / Number(all[1])) * numberOf(wanted), all[4] ? ` ${all[4]}` : "") : undefined;
}

/** "6 litres per 100 km", for another distance. */
export function rate(text: string): Finding | undefined {
  const per = /(\d[\d.]*) ?([\p{L}€]+) (?:per|for every|for each|for) (\d[\d.]*) ?(\p{L}+)/iu.exec(text);
  if (!per) return undefined;
  const rest = text.replace(per[0], " ");
  const size = new RegExp(`(\\d[\\d.]*) ?${per[4]}\\b`, "iu").exec(rest)?.[1];
  return size && Number(per[3]) > 1 ? computed((Number(per[1]) * Number(size)) / Number(per[3]), ` ${per[2]}`) : undefined;
}

/** "12 crates of 8 bottles and 5 crates of 6 bottles, 4 bottles are broken". */
export function story(text: string, task: string): Finding | undefined {
  const terms: Term[] = [];
  const perUnit = new Map<string, { value: number; unit: string }>();
  const facts = text
    .replace(/\n/g, " ")
    .replace(/(\d+) (?:single|loose|extra|additional|further) (\p{L}+)/giu, "$1 $2 more")
    .replace(
      /\b\d{1,2}:\d\d\b|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*(?: \d{4})?|\b\d{4}-\d\d-\d\d\b/gi,
      " ",
    );
  const each = new RegExp(
    `(?:each|every|an?|one|per) ([\\p{L}]+) (?:costs?|weighs?|holds?|contains?|has|takes?|carries|needs|uses|is|measures|makes|seats) ${Q}(?![\\d.]| ?\\p{L}+ (?:with|of|containing|holding|each)) ?([\\p{L}€%]*)|${Q} ?([\\p{L}€]*) (?:(?:per|a|an|for each|for every|for) |/ ?)([\\p{L}]+)`,
    "giu",
  );
  for (const [, thing, value, unitName, value2, unit2, thing2] of facts.matchAll(each)) {
    const key = stem((thing ?? thing2) as string);
    perUnit.set(key, {
      value: amount((value ?? value2) as string),
      unit: (unitName ?? unit2 ?? "") || (money(value ?? value2 ?? "") ? "money" : ""),
    });
  }
  const rest = facts.replace(each, " ");
  const grouped = new RegExp(
    `${Q} ${NOUN} (?:with|of|containing|holding|at|à|for|carrying|weighing|costing|each (?:with|of|holding|containing|weighing|costing|at)|that (?:each )?(?:hold|contain|carry|weigh|cost)|(?:hold|contain|carry|weigh|cost|have|seat)|x|×|@) (?:each )?${Q} ?([\\p{L}€%]*)`,
    "giu",
  );
  const used = rest.replace(grouped, (whole, count: string, _noun: string, size: string, unitName: string) => {
    terms.push({ value: amount(count) * amount(size), unit: unitName, minus: LOST.test(after(rest, whole)) });
    return " ";
  });
  for (const [key, per] of perUnit) {
    const count = [...used.matchAll(new RegExp(`${Q} (?:\\p{L}+ ){0,2}?(\\p{L}+)`, "giu"))].filter((match) =>
      (match[0].match(/\p{L}{2,}/gu) ?? []).some((word) => stem(word) === key),
    );
    for (const match of count) terms.push({ ...inside(per, perUnit, amount(match[1] as string)), minus: false });
  }
  if (terms.length === 0) {
    const chain = [...perUnit.values()]
      .map((outer) => [outer, perUnit.get(stem(outer.unit))] as const)
      .find(([, inner]) => inner !== undefined);
    if (chain?.[1]) return computed(chain[0].value * chain[1].value, unitFor({ ...chain[1], minus: false }, task));
    return undefined;
  }
  const target = stem(terms[0]?.unit ?? "");
  for (const match of used.matchAll(new RegExp(`([^.;,]{0,60})\\b${Q} (\\p{L}+)?([^.;,]{0,40})`, "giu"))) {
    const [, before = "", value = "", noun = "", behind = ""] = match;
    if (perUnit.size > 0 && perUnit.has(stem(noun))) continue;
    const fits = target !== "" && stem(noun) === target;
    if (fits && (LOST.test(before) || LOST.test(behind))) terms.push({ value: amount(value), unit: noun, minus: true });
    else if (fits && /\b(?:more|extra|further|additional|plus|loose|another)\b/i.test(`${before}${behind}`))
      terms.push({ value: amount(value), unit: noun, minus: false });
    else if (
      /\b(?:delivery|shipping|fee|deposit|postage|handling|flat|fixed|once)\b/i.test(`${before} ${noun} ${behind}`) &&
      money(match[0])
    )
      terms.push({ value: amount(value), unit: noun, minus: false });
  }
  const total = terms.reduce((sum, term) => sum + (term.minus ? -term.value : term.value), 0);
  return computed(total, unitFor(terms[0] as Term, task));
}

/** So many of something that holds other things, down to the innermost: pallets of sacks of so many kilograms. */
function inside(
  per: { value: number; unit: string },
  all: ReadonlyMap<string, { value: number; unit: string }>,
  count: number,
  depth = 0,
): { value: number; unit: string } {
  const next = depth < 3 ? all.get(stem(per.unit)) : undefined;
  return next && next !== per ? inside(next, all, count * per.value, depth + 1) : { value: count * per.value, unit: per.unit };
}

const LOST =
  /\b(?:broken|broke|lost|removed?|sold|gone|eaten|used|missing|spoilt|spoiled|damaged|away|fewer|taken|empty|less|minus|discount|rebate|off|cut|spill\w*|poured out|drunk|drank|remain used)\b/i;

function after(text: string, part: string): string {
  const at = text.indexOf(part);
  return text.slice(at + part.length, at + part.length + 25).split(/[.;,]| and /)[0] ?? "";
}

function unitFor(term: Term, task: string): string {
  if (term.unit === "" || term.unit === "money" || /^(?:each|in|and|the)$/i.test(term.unit)) return "";
  return unit(term.unit) || (money(term.unit) && /how much|cost|price|total/i.test(task)) ? ` ${term.unit}` : "";
}

/** "2.5 kg and 300 g": in the unit that is asked for, else in the first. */
export function unitSum(text: string, task: string): Finding | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?) ?(\p{L}+)\b/gu)].flatMap((match) => {
    const found = unit(match[2]);
    const minus = LOST.test(
      text
        .slice(Math.max(0, match.index - 25), match.index)
        .split(/[.;]/)
        .at(-1) ?? "",
    )
      ? -1
      : 1;
    return found
      ? [{ value: minus * Number(match[1]) * found[1], kind: found[0], name: match[2] as string, size: found[1] }]
      : [];
  });
  if (parts.length < 2 || !parts.every((part) => part.kind === parts[0]?.kind)) return undefined;
  if (
    !/\b(?:total|sum|add|together|altogether|in all|how (?:much|many|long|far|heavy)|combined|rest|left|remain\w*)\b/i.test(task)
  )
    return undefined;
  const wanted = /\b(?:in|as|how many) (\p{L}+)\b(?![^?]*\bin (?:mm|cm|km|kg|min|minutes|metres|grams)\b)/iu.exec(task)?.[1];
  const target = unit(wanted)?.[0] === parts[0]?.kind ? (wanted as string) : (parts[0]?.name as string);
  return computed(parts.reduce((sum, part) => sum + part.value, 0) / (unit(target)?.[1] ?? 1), ` ${target}`);
}
