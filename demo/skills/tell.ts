import { errandOf } from "../mind/errand";
import type { Form } from "../mind/form-shape";
import { type Properties, propertiesIn, thingIn } from "../mind/properties";
import type { Finding, Request } from "../mind/request";
import { countWords, firstNumber, plain } from "../mind/text";

/** What can be said of anything, to come to a length: by its number of words. */
const TAILS: Readonly<Record<number, readonly string[]>> = {
  1: ["today"],
  2: ["every day", "at work"],
  3: ["in good order", "for many years"],
  4: ["with very little effort", "without any great trouble"],
};
const FILLER = "It is ready for use";

/** Says the asked properties of one thing in the asked form: so many words or sentences, keys, bullets, parts, a frame. */
export function tell(request: Request): Finding | undefined {
  const { form, dialogue, knowledge } = request;
  const { orders } = errandOf(dialogue.last.text);
  const thing = thingIn(orders, knowledge);
  if (!thing) return undefined;
  const asked = propertiesIn(orders, thing);
  if (asked.length === 0 || !isShaped(form, asked.length)) return undefined;
  if (form.json) return object(asked, thing, orders);
  if (form.parts) return parts(asked, thing, orders, form.parts.separator);
  if (form.bullets) return whole(asked.map((word) => `${form.bulletMark ?? "-"} ${word} ${thing.of(word)}`).join("\n"));
  if (form.sentences && form.sentences.min > 1) return whole(sentences(asked, thing, form.sentences.min));
  const said = `${thing.name} has ${phrases(asked, thing)}`;
  if (form.starts || form.ends)
    return whole([form.starts, "says that", said, form.ends && "and so it ends with", form.ends].filter(Boolean).join(" "));
  if (form.words) return whole(`${lengthened(said, form.words)}.`);
  return { kind: "stated", short: thing.of(asked[0] as string) as string, sentence: `${said}.`, whole: false };
}

const whole = (text: string): Finding => ({ kind: "words", short: text, sentence: text, whole: true });
const phrases = (asked: readonly string[], thing: Properties) => asked.map((word) => `${word} ${thing.of(word)}`).join(" and ");

/** Whether the form is one of telling; a question on one property is looked up like any other. */
function isShaped(form: Form, count: number): boolean {
  if (form.csv || form.oneOf || form.lastLine || form.exact) return false;
  if (form.json) return count > 1 || form.json.keys.length === 0;
  return (
    Boolean(form.parts ?? form.bullets ?? form.sentences ?? form.words ?? form.starts ?? form.ends ?? form.tag) ||
    form.noCommas === true
  );
}

function object(asked: readonly string[], thing: Properties, orders: string): Finding {
  const bare = /\b(?:bare|without (?:an? |the |any )?units?|no units?|numbers? (?:only|as numbers))\b/i.test(orders);
  const asJson = (word: string) => {
    const value = thing.of(word) as string;
    const number = /^[\d.,]+(?: \p{L}+)?$/u.test(value) ? firstNumber(value) : undefined;
    return number !== undefined && (bare || /^[\d.]+$/.test(value)) ? number : value;
  };
  return whole(JSON.stringify(Object.fromEntries(asked.map((word) => [word, asJson(word)]))));
}

/** What is named before the separator goes into a sentence, what is named behind it stands alone. */
function parts(asked: readonly string[], thing: Properties, orders: string, separator: string): Finding {
  const at = orders.indexOf(separator);
  const first = asked.filter((word) => orders.toLowerCase().indexOf(word.toLowerCase()) < at);
  const second = asked.filter((word) => !first.includes(word));
  const value = (word: string) => plain(firstNumber(thing.of(word) as string) ?? Number.NaN);
  const alone = second.map((word) => (value(word) === "NaN" ? thing.of(word) : value(word))).join("\n");
  return whole(`The ${phrases(first, thing).replace(" ", ` of ${thing.name} is `)}.\n${separator}\n${alone}`);
}

function sentences(asked: readonly string[], thing: Properties, count: number): string {
  const said = asked.slice(0, count - 1).map((word) => `The ${word} of ${thing.name} is ${thing.of(word)}.`);
  const rest = asked.slice(count - 1);
  if (rest.length > 0) said.push(`It has ${phrases(rest, thing)}.`);
  while (said.length < count) said.push(`${FILLER}${said.length % 2 === 0 ? "" : " every day"}.`);
  return said.join(" ");
}

/** With phrases that change nothing, up to the middle of the asked range. */
function lengthened(said: string, { min, max }: { min: number; max: number }): string {
  const target = Math.min(Number.isFinite(max) ? Math.floor((min + max) / 2) : min + 2, max);
  let text = countWords(said) + 7 <= target ? `${said} and it is ready for use` : said;
  for (let turn = 0; countWords(text) < target && turn < 40; turn++) {
    const room = Math.min(target - countWords(text), 1 + (turn % 4) + 1, 4);
    const pool = TAILS[room] as readonly string[];
    text += ` ${pool[turn % pool.length]}`;
  }
  return text;
}
