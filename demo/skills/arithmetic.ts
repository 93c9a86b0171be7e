import type { Finding, Request } from "../mind/request";
import { NUMBER, numberOf, sentencesOf } from "../mind/text";
import { rate, several, single, story, unitSum } from "./stories";
import { computed, Q, unit } from "./units";

/** Expressions, percentages, sums with units, and so many times so many. */
export function calculate(request: Request): Finding | undefined {
  const text = numbersOnly(`${request.dialogue.last.passages.map((passage) => passage.text).join("\n")}\n${request.own}`);
  const task = numbersOnly(request.task);
  if (
    !/\b(?:how (?:many|much|far|heavy|long)|total|sum|product|what is|what are|what's|calculate|compute|work out|add|result|altogether|difference|multiply|divide|subtract|convert|percent|average|mean|costs?|prime|even|odd|divisible|paid?|pay|need|rest|weigh|measure|minutes|hours)\b|[=×*+]/i.test(
      task,
    )
  )
    return undefined;
  return (
    expression(task) ??
    (/\b(?:add up|sum|total|make|together)\b/i.test(task)
      ? expression(text.replace(/\b(?:makes?|is|gives?|equals|=)\s+\d[\d.,]*/gi, "; "))
      : undefined) ??
    inTurn(task) ??
    nature(task) ??
    rate(text) ??
    percentage(text) ??
    named(task) ??
    unitSum(text, task) ??
    conversion(task) ??
    several(request) ??
    single(text) ??
    story(text, task) ??
    unitSum(text, task)
  );
}

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
    .replace(/\bhalf of (\d+)/gi, "$1 / 2")
    .replace(/\b(?:a|one) third of (\d+)/gi, "$1 / 3")
    .replace(/\b(?:a|one) quarter of (\d+)/gi, "$1 / 4")
    .replace(/\b(?:twice|double) (\d+)/gi, "2 * $1")
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
  const of = /(\d+(?:\.\d+)?) ?(?:%|per ?cent) (?:\w+ )?(?:of|on) (?:[€$£] ?)?(\d[\d.,]*)/i.exec(text);
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
