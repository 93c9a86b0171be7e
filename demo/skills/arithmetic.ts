import type { Finding, Request } from "../mind/request";
import { NUMBER, numberOf, plain, sentencesOf, stem } from "../mind/text";

const UNITS: Record<string, readonly [string, number]> = {
  mm: ["length", 0.001],
  cm: ["length", 0.01],
  m: ["length", 1],
  metre: ["length", 1],
  meter: ["length", 1],
  km: ["length", 1000],
  mg: ["mass", 0.001],
  g: ["mass", 1],
  gram: ["mass", 1],
  kg: ["mass", 1000],
  kilogram: ["mass", 1000],
  t: ["mass", 1e6],
  tonne: ["mass", 1e6],
  ml: ["volume", 1],
  cl: ["volume", 10],
  l: ["volume", 1000],
  litre: ["volume", 1000],
  liter: ["volume", 1000],
  s: ["time", 1],
  second: ["time", 1],
  sec: ["time", 1],
  min: ["time", 60],
  minute: ["time", 60],
  h: ["time", 3600],
  hour: ["time", 3600],
  day: ["time", 86_400],
  week: ["time", 604_800],
};
const Q = `((?:[€$£] ?)?${NUMBER}(?:\\.\\d+)?)`;
const NOUN = "((?:(?!and|of|with|at|from|for|to|each|per|are|is|by)[\\p{L}]+ ){0,2}?[\\p{L}%€]+)";

/** Expressions, percentages, sums with units, and so many times so many. */
export function calculate(request: Request): Finding | undefined {
  const text = numbersOnly(`${request.dialogue.last.passages.map((passage) => passage.text).join("\n")}\n${request.own}`);
  const task = numbersOnly(request.task);
  if (
    !/\b(?:how (?:many|much|far|heavy|long)|total|sum|product|what is|what are|what's|calculate|compute|work out|add|result|altogether|difference|multiply|divide|subtract|convert|percent|average|mean|costs?|prime|even|odd|divisible|paid?|need|rest)\b|[=×*+]/i.test(
      task,
    )
  )
    return undefined;
  return (
    expression(task) ??
    inTurn(task) ??
    nature(task) ??
    rate(text) ??
    percentage(text) ??
    named(task) ??
    conversion(task) ??
    story(text, task) ??
    unitSum(text, task)
  );
}

const computed = (value: number, unit = ""): Finding => ({
  kind: "computed",
  short: `${plain(value)}${unit}`,
  sentence: `The result is ${plain(value)}${unit}.`,
});

/** Amounts that are about the form of the answer are no amounts. */
function numbersOnly(text: string): string {
  return sentencesOf(text)
    .map((sentence) =>
      sentence.replace(
        new RegExp(
          `\\b(?:exactly|at most|at least|in|between|no more than)? ?${NUMBER}(?: (?:and|to|or) ${NUMBER})? (?:words?|sentences?|bullets?|lines?|decimals?|decimal places|characters)\\b`,
          "gi",
        ),
        "",
      ),
    )
    .join("\n");
}

function expression(task: string): Finding | undefined {
  const spoken = task
    .replace(
      new RegExp(
        `\\b(${NUMBER})(?=\\s+(?:plus|minus|times|multiplied|divided|over)\\b)|(?<=\\b(?:plus|minus|times|by)\\s+)(${NUMBER})\\b`,
        "gi",
      ),
      (word) => String(numberOf(word)),
    )
    .replace(/(\d+) squared/gi, "$1^2")
    .replace(/(\d+) cubed/gi, "$1^3")
    .replace(/\bplus\b/gi, "+")
    .replace(/\bminus\b/gi, "-")
    .replace(/\b(?:times|multiplied by)\b/gi, "*")
    .replace(/\bdivided by\b/gi, "/")
    .replace(/[×·]|(?<=\d) ?x ?(?=\d)/g, "*")
    .replace(/[÷]/g, "/")
    .replace(/[−–]/g, "-")
    .replace(/(?<=\d),(?=\d{3})/g, "");
  const found = [...spoken.matchAll(/[(\d][\d\s.()+*/^-]*[\d)]/g)]
    .map((match) => match[0])
    .find((candidate) => /\d\s*\)*\s*[+*/^]\s*\(*\s*\d|\d\s+-\s+\(?\d|\)\s*-|\d-\d+\s*[*+]/.test(candidate));
  if (!found || /\d{4}-\d\d-\d\d/.test(found)) return undefined;
  const value = evaluate(found.replace(/\s+/g, ""));
  return value === undefined || !Number.isFinite(value) ? undefined : computed(value);
}

/** Value of an expression in digits, `+ - * / ^` and brackets; undefined if it is none. */
function evaluate(text: string): number | undefined {
  let at = 0;
  const peek = () => text[at];
  function factor(): number {
    if (peek() === "-") {
      at++;
      return -factor();
    }
    if (peek() === "(") {
      at++;
      const inner = sum();
      if (text[at++] !== ")") return Number.NaN;
      return power(inner);
    }
    const digits = /^\d+(?:\.\d+)?/.exec(text.slice(at))?.[0] ?? "";
    at += digits.length;
    return digits === "" ? Number.NaN : power(Number(digits));
  }
  function power(base: number): number {
    if (peek() !== "^") return base;
    at++;
    return base ** factor();
  }
  function product(): number {
    let value = factor();
    while (peek() === "*" || peek() === "/") value = text[at++] === "*" ? value * factor() : value / factor();
    return value;
  }
  function sum(): number {
    let value = product();
    while (peek() === "+" || peek() === "-") value = text[at++] === "+" ? value + product() : value - product();
    return value;
  }
  const value = sum();
  return at === text.length && !Number.isNaN(value) ? value : undefined;
}

function percentage(text: string): Finding | undefined {
  const of = /(\d+(?:\.\d+)?) ?(?:%|per ?cent) of (?:[€$£] ?)?(\d[\d.,]*)/i.exec(text);
  if (of) return computed((Number(of[1]) * numberOf(of[2] as string)) / 100);
  const rate =
    /(?:(plus|add(?:ed|ing)?|with|increase[ds]?(?: by)?|rises? by|surcharge of|tax of|vat of)|(discount(?: of)?|reduc\w+(?: by)?|less|minus|off|drops? by|falls? by)) (?:an? )?(\d+(?:\.\d+)?) ?(?:%|per ?cent)|(\d+(?:\.\d+)?) ?(?:%|per ?cent) (?:(discount|off|rebate|reduction|less)|(VAT|tax|surcharge|tip|increase|more))/i.exec(
      text,
    );
  const base = [...text.matchAll(/(?:[€$£] ?)?(\d+(?:[.,]\d+)*)(?! ?(?:%|per ?cent)|[\d.,])/g)].map((match) =>
    numberOf(match[1] as string),
  );
  if (!rate || base.length !== 1) return undefined;
  const share = Number(rate[3] ?? rate[4]) / 100;
  return computed((base[0] as number) * (rate[2] || rate[5] ? 1 - share : 1 + share));
}

/** "the sum of 3, 4 and 5", "add 12, 45 and 7", "the product of 6 and 7". */
function named(task: string): Finding | undefined {
  const list =
    /\b(sum|total|product|difference|average|mean|add(?: up)?|multiply|subtract|divide)\b(?: of| between| up| together| the numbers?)*:? ((?:-?\d[\d.]*(?:, and |, | and | from | by | & )?){2,})(?! ?[\p{L}€%])/iu.exec(
      task,
    );
  if (!list) return undefined;
  const numbers = (list[2] as string).match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [];
  if (numbers.length < 2) return undefined;
  const [a = 0, b = 0] = numbers;
  const sum = numbers.reduce((total, value) => total + value, 0);
  const word = (list[1] as string).toLowerCase();
  if (word === "product" || word === "multiply") return computed(numbers.reduce((total, value) => total * value, 1));
  if (word === "difference") return computed(Math.abs(a - b));
  if (word === "subtract") return computed(/from/.test(list[2] as string) ? b - a : a - b);
  if (word === "divide") return computed(a / b);
  return computed(word === "average" || word === "mean" ? sum / numbers.length : sum);
}

function conversion(task: string): Finding | undefined {
  const direct = new RegExp(`${Q} ?(\\p{L}+) (?:in|to|into|as) (\\p{L}+)`, "iu").exec(task) ?? undefined;
  const asked = new RegExp(`how many (\\p{L}+) (?:are|is|in|make|does|do)(?: there)?(?: in)? ${Q} ?(\\p{L}+)`, "iu").exec(task);
  const [amount, from, to] = asked ? [asked[2], asked[3], asked[1]] : [direct?.[1], direct?.[2], direct?.[3]];
  const [a, b] = [unit(from), unit(to)];
  return amount && a && b && a[0] === b[0] ? computed((numberOf(amount) * a[1]) / b[1], ` ${to}`) : undefined;
}

const unit = (word: string | undefined) =>
  word === undefined ? undefined : (UNITS[word] ?? UNITS[word.toLowerCase()] ?? UNITS[word.toLowerCase().replace(/s$/, "")]);
const money = (text: string) => /[€$£]|\b(?:EUR|USD|euros?|dollars?|pounds?|cents?|francs?)\b/i.test(text);
const amount = (text: string) => numberOf(text.replace(/[€$£] ?/, ""));

type Term = { value: number; unit: string; minus: boolean };

/** "Multiply 14 by 6 and add 9". */
function inTurn(task: string): Finding | undefined {
  const first = /\b(?:(multiply|divide) (\d[\d.]*) by (\d[\d.]*)|(?:take|start with|double) (\d[\d.]*))/i.exec(task);
  const rest = first && [
    ...task
      .slice(first.index + first[0].length)
      .matchAll(
        /\b(add|subtract|multiply (?:it |the result )?by|divide (?:it |the result )?by|double|halve)\b(?: it| the result)? ?(\d[\d.]*)?/gi,
      ),
  ];
  if (!first || !rest || rest.length === 0) return undefined;
  const [a, b] = [Number(first[2] ?? first[4]), Number(first[3] ?? 1)];
  const start = /^divide/i.test(first[0]) ? a / b : /^double/i.test(first[0]) ? a * 2 : a * b;
  return computed(
    rest.reduce((value, [, verb = "", number]) => {
      const operand = Number(number ?? 2);
      if (/^add/i.test(verb)) return value + operand;
      if (/^subtract/i.test(verb)) return value - operand;
      return /^(?:multiply|double)/i.test(verb) ? value * operand : value / operand;
    }, start),
  );
}

/** Prime, even, odd, divisible. */
function nature(task: string): Finding | undefined {
  const asked = /\bis (\d+) (?:an? )?(prime|even|odd|divisible by (\d+))/i.exec(task);
  if (!asked) return undefined;
  const number = Number(asked[1]);
  const prime =
    number > 1 &&
    Array.from({ length: Math.floor(Math.sqrt(number)) }, (_, i) => i + 1).every(
      (divisor) => divisor === 1 || number % divisor !== 0,
    );
  const kind = (asked[2] as string).toLowerCase();
  const yes =
    kind === "prime"
      ? prime
      : kind === "even"
        ? number % 2 === 0
        : kind === "odd"
          ? number % 2 === 1
          : number % Number(asked[3]) === 0;
  return {
    kind: "computed",
    short: yes ? "yes" : "no",
    sentence: `${yes ? "Yes" : "No"}, ${number} is ${yes ? "" : "not "}${kind}.`,
  };
}

/** "6 litres per 100 km", for another distance. */
function rate(text: string): Finding | undefined {
  const per = /(\d[\d.]*) ?([\p{L}€]+) (?:per|for every|for each|for) (\d[\d.]*) ?(\p{L}+)/iu.exec(text);
  if (!per) return undefined;
  const rest = text.replace(per[0], " ");
  const size = new RegExp(`(\\d[\\d.]*) ?${per[4]}\\b`, "iu").exec(rest)?.[1];
  return size && Number(per[3]) > 1 ? computed((Number(per[1]) * Number(size)) / Number(per[3]), ` ${per[2]}`) : undefined;
}

/** "12 crates of 8 bottles and 5 crates of 6 bottles, 4 bottles are broken". */
function story(text: string, task: string): Finding | undefined {
  const terms: Term[] = [];
  const perUnit = new Map<string, { value: number; unit: string }>();
  const facts = text
    .replace(/\n/g, " ")
    .replace(
      /\b\d{1,2}:\d\d\b|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*(?: \d{4})?|\b\d{4}-\d\d-\d\d\b/gi,
      " ",
    );
  const each = new RegExp(
    `(?:each|every|an?|one|per) ([\\p{L}]+) (?:costs?|weighs?|holds?|contains?|has|takes?|carries|needs|uses|is|measures|makes|seats) ${Q}(?![\\d.]| ?\\p{L}+ (?:with|of|containing|holding|each)) ?([\\p{L}€%]*)|${Q} ?([\\p{L}€]*) (?:(?:per|a|an|for each|for every) |/ ?)([\\p{L}]+)`,
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
function unitSum(text: string, task: string): Finding | undefined {
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
