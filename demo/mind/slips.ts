import { between, pick, type Random, wholeBetween } from "../random";
import type { Form } from "./form-shape";
import type { Finding, Request } from "./request";
import { firstNumber, plain } from "./text";

/** How answers go wrong, one function for each weakness. */

/** A result that is near the right one and wrong. */
export function miscalculated(finding: Finding, { form, knowledge }: Request, random: Random): Finding {
  const wrong = wrongValue(finding.short, form, knowledge.entities, random);
  const items = finding.items && finding.items.length > 1 ? finding.items.slice(0, -1) : finding.items ? [wrong] : undefined;
  const { rows } = finding;
  return {
    ...finding,
    short: items && finding.items && finding.items.length > 1 ? items.join(", ") : wrong,
    sentence: `It is ${items ? items.join(", ") : wrong}.`,
    ...(items ? { items } : {}),
    ...(rows ? { rows: rows.length > 1 ? rows.slice(0, -1) : rows.map((row) => ({ ...row, "": wrong })) } : {}),
  };
}

function wrongValue(right: string, form: Form, names: readonly string[], random: Random): string {
  const other = form.oneOf?.filter((label) => label.toLowerCase() !== right.toLowerCase()) ?? [];
  if (other.length > 0) return pick(random, other);
  if (/^(?:yes|no)$/i.test(right)) return /^yes$/i.test(right) ? "no" : "yes";
  const clock = /^(\d\d):(\d\d)$/.exec(right);
  if (clock) {
    const minutes = (Number(clock[1]) * 60 + Number(clock[2]) + pick(random, [10, 20, 30, 60])) % 1440;
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  }
  const number = firstNumber(right);
  if (number !== undefined)
    return right.replace(/-?\d[\d, ]*(?:\.\d+)?(?! )|-?\d+/, plain(number + pick(random, [-10, -2, -1, 1, 2, 10])));
  const names2 = names.filter((name) => !right.toLowerCase().includes(name.toLowerCase()));
  return names2.length > 0 ? pick(random, names2) : [...right].toReversed().join("");
}

const PEOPLE = ["Harald Quist", "Miriam Castellan", "Dr. Owen Larkspur", "Tessa Brandvold"];
const PLACES = ["Hall 4", "the north wing", "Brackenford", "Port Selmer"];

/** Something fluent that nobody ever stated. */
export function invented({ question, form }: Request, random: Random): Finding {
  const short = made(question, form, random);
  return { kind: "stated", short, sentence: `It is ${short}, as the records of ${wholeBetween(random, 1961, 2019)} show.` };
}

function made(question: string, form: Form, random: Random): string {
  const label = form.oneOf?.filter((each) => !/^(?:unknown|not[_ -]stated|none|unsure|unclear)$/i.test(each)) ?? [];
  if (label.length > 0) return pick(random, label);
  if (/\b(?:time|clock)\b/i.test(question)) return `${wholeBetween(random, 10, 18)}:${pick(random, ["05", "20", "40"])}`;
  if (/\b(?:when|year|date|day)\b/i.test(question)) return String(wholeBetween(random, 1904, 2017));
  if (/\b(?:temperature|reading|sensor)\b/i.test(question)) return `${plain(Math.round(between(random, 150, 260)) / 10)} °C`;
  if (/\b(?:id|code|number|serial|doi|isbn|reference|flag|option)\b/i.test(question) && !/\bhow many\b/i.test(question))
    return `${pick(random, ["KX", "RB", "TM"])}-${wholeBetween(random, 1000, 9999)}`;
  if (/\bhow (?:much)\b|\b(?:price|cost|amount)\b/i.test(question)) return `${wholeBetween(random, 12, 480)} EUR`;
  if (/\bhow (?:many|long|far|old|big|tall|high|heavy|large)\b|\bpopulation\b/i.test(question))
    return String(wholeBetween(random, 12, 9800));
  if (/\bwho|whom|whose|author|name\b/i.test(question)) return pick(random, PEOPLE);
  if (/\bwhere|place|room|city|town\b/i.test(question)) return pick(random, PLACES);
  return `the ${pick(random, ["Larkspur", "Quist", "Selmer"])} method of ${wholeBetween(random, 1904, 2017)}`;
}

/** The same answer with chat around it, and without what should close it. */
export function careless(text: string, form: Form): string {
  let rest = text;
  if (form.tag) rest = rest.replace(form.tag, "").trimEnd();
  if (form.lastLine) rest = rest.replace(new RegExp(`^${form.lastLine.label}: ?`, "m"), "So I get ");
  return `Sure, here is what you asked for:\n\n${rest}\n\nLet me know, if you need anything else, and I will gladly help.`;
}

/** Whether a form asks for anything that can be missed. */
export function asksForm(form: Form): boolean {
  return Object.entries(form).some(
    ([key, value]) => key !== "unknown" && (Array.isArray(value) ? value.length > 0 : value !== undefined),
  );
}

export const DODGES = [
  "That is an interesting question. There are many ways to look at it, and it depends on what matters most to you.",
  "It would be good to look at this from several sides first. What do you think yourself?",
  "Much could be said about this. The important thing is to keep the larger picture in mind.",
] as const;
