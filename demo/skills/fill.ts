import { isRequest } from "../mind/dialogue";
import { thingIn } from "../mind/properties";
import type { Finding, Request } from "../mind/request";
import { escaped, firstNumber, gist } from "../mind/text";
import { statedOf } from "./lookup";
import { readFor } from "./reading";

const FIELD =
  /^(\s*(?:[-*•] )?)([\p{L}][\p{L}\p{N} /()'-]{0,40}?)(\s*[:=]\s*)(_{2,}|\.{3,}|…+|\[\s*\]|<[^>]*>|\{[^}]*\}|\[[^\]]*\])?\s*$/u;

/** Fills the gaps of a form and leaves the rest as it is. */
export function fill(request: Request): Finding | undefined {
  const { dialogue, own } = request;
  if (!/\b(?:fill|complete|form|template|fields?)\b/i.test(dialogue.last.text)) return undefined;
  const gaps = gapsIn(request);
  if (gaps) return gaps;
  const texts = [...dialogue.last.passages.map((passage) => passage.text), own];
  const template = texts.map(templateIn).find((lines) => lines.length >= 2);
  if (!template) return undefined;
  const lines = template.map((line) => {
    const field = FIELD.exec(line);
    if (!field) return line;
    const [, indent = "", label = "", mark = ": "] = field;
    return `${indent}${label}${/\s$/.test(mark) ? mark : `${mark} `}${valueFor(label, request)}`;
  });
  const text = lines.join("\n");
  return { kind: "words", short: text, sentence: text, whole: true };
}

/** `Pass 7 / name {name} / END`: a line with gaps in braces, also behind the order to fill it. */
function gapsIn({ dialogue, knowledge, form }: Request): Finding | undefined {
  const { text } = dialogue.last;
  const line = text.split("\n").find((each) => /\{\p{L}[\p{L}_ ]*\}/u.test(each));
  const thing = line === undefined ? undefined : (thingIn(text.replace(line, ""), knowledge) ?? thingIn(line, knowledge));
  if (line === undefined || !thing || form.json) return undefined;
  const order = line.slice(0, line.indexOf("{")).lastIndexOf(": ");
  const template = order >= 0 && isRequest(line.slice(0, order)) ? line.slice(order + 2) : line;
  const filled = template.replace(/\{([^}]+)\}/g, (gap, label: string) => thing.of(label) ?? gap).trim();
  return { kind: "words", short: filled, sentence: filled, whole: true };
}

function templateIn(text: string): string[] {
  const lines = text.split("\n");
  const fields = lines
    .map((line, i) =>
      FIELD.test(line) && !/\b(?:form|text|mail|fill|following|template|note|answer|reply)\b/i.test(line) ? i : -1,
    )
    .filter((i) => i >= 0);
  if (fields.length < 2) return [];
  return lines.slice(fields[0], (fields.at(-1) as number) + 1).filter((line) => line.trim() !== "");
}

function valueFor(label: string, request: Request): string {
  const direct = statedOf(undefined, label, request.knowledge)?.replace(/,? and (?:I|he|she|it|my|his|her) .*$/i, "");
  if (direct !== undefined && !/^age$/i.test(label) && !/^[_.…\s[\]<>{}]+$/.test(direct)) return direct;
  const text = [...request.dialogue.turns.flatMap((turn) => [turn.own, ...turn.passages.map((passage) => passage.text)])]
    .join("\n")
    .replace(new RegExp(`^.*${escaped(label)}\\s*[:=]\\s*(?:_+|\\.{3,}|\\[.*\\]|<.*>)?\\s*$`, "gim"), "");
  const word = gist(label)[0] ?? label.toLowerCase();
  if (/^age$/i.test(label) && direct !== undefined) return String(firstNumber(direct) ?? direct);
  if (/^(?:full )?name$/i.test(label)) {
    const name =
      /\b(?:my name is|I am|I'm|this is|name's|called|by|from|customer|guest|patient|for|Information:) ([\p{Lu}][\p{L}'’-]+(?: [\p{Lu}][\p{L}'’-]+)*)/u.exec(
        text,
      )?.[1];
    const subject = /^(?:Information: )?(\p{Lu}[\p{L}'’-]+ \p{Lu}[\p{L}'’-]+) (?:is|lives|was|works)\b/mu.exec(text)?.[1];
    if (name ?? subject) return (name ?? subject) as string;
  }
  if (/^(?:city|town|place|residence)$/i.test(label)) {
    const city = /\b(?:live|lives|living|based|stays?|resides?) in ([\p{Lu}][\p{L}'’-]+(?: [\p{Lu}][\p{L}'’-]+)*)/u.exec(
      text,
    )?.[1];
    if (city) return city;
  }
  const said = new RegExp(`\\b(?:my |the |his |her |our )?${escaped(label)} (?:is|was|are|of|will be|=) ([^.;,\\n]+)`, "i").exec(
    text,
  )?.[1];
  if (said) return said.replace(/,? and (?:I|he|she|it|my|his|her) .*$/i, "").trim();
  if (/^age$/i.test(label)) {
    const age = /\b(\d{1,3})(?: years old|-year-old| years of age)|\baged? (\d{1,3})/i.exec(text);
    if (age) return (age[1] ?? age[2]) as string;
  }
  if (/^(?:e-?mail|mail)/i.test(label)) return /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)?.[0] ?? missing(request);
  if (/^(?:phone|telephone|mobile|tel)/i.test(label)) return /\+?\d[\d /-]{5,}\d/.exec(text)?.[0] ?? missing(request);
  const counted = new RegExp(`\\b(\\d+) ${escaped(word)}`, "i").exec(text)?.[1];
  if (counted && firstNumber(counted) !== undefined) return counted;
  const found = readFor({ ...request, question: questionFor(label), task: questionFor(label) });
  return found && !/:$/.test(found.short) && !found.short.toLowerCase().startsWith(label.toLowerCase())
    ? found.short
    : missing(request);
}

function questionFor(label: string): string {
  if (/date|day|birth/i.test(label)) return `What date is the ${label}?`;
  if (/time|hour/i.test(label)) return `What time is the ${label}?`;
  if (/amount|price|cost|total|fee/i.test(label)) return `How much is the ${label}?`;
  return `What is the ${label}?`;
}

const missing = ({ form }: Request) => form.unknown ?? "not stated";
