import type { Finding, Request } from "../mind/request";
import { firstNumber, gist, NUMBER, numberOf, plain, sentencesOf } from "../mind/text";

const EMPTY = /^[([<]?(?:empty|blank|none|missing|n\/a|not filled(?: in)?|left (?:open|blank|empty)|-+|—|_+|\.{2,}|…)?[)\]>]?$/i;

/** What offices ask: points for a form, the cheaper of two offers, whether two papers agree, what is left of a delivery. */
export function deal(request: Request): Finding | undefined {
  return points(request) ?? cheaper(request) ?? agreement(request) ?? delivery(request);
}

const computed = (short: string, sentence: string): Finding => ({ kind: "computed", short, sentence });

/** So many points for each field that is filled in. */
function points({ dialogue, task, own }: Request): Finding | undefined {
  const { text } = dialogue.last;
  const rule = new RegExp(
    `\\b(${NUMBER}) (?:points?|marks?) (?:for|per) (?:each|every|a)?\\b[^.\\n]*\\b(?:filled|answered|completed|given)`,
    "i",
  ).exec(text);
  if (!rule || !/\bhow many (?:points|marks)|\bscore|\bgrade\b/i.test(`${task} ${own}`)) return undefined;
  const fields = text.split("\n").flatMap((line) => {
    const field = /^\W{0,3}(\p{L}[\p{L} ]{0,30}):(?: (.*))?$/u.exec(line.trim());
    return field && !/\?|\bpoints?\b/i.test(line) ? [(field[2] ?? "").trim()] : [];
  });
  if (fields.length < 2) return undefined;
  const total = fields.filter((value) => !EMPTY.test(value)).length * numberOf(rule[1] as string);
  return computed(plain(total), `It earns ${plain(total)}.`);
}

const OFFER = /\b(\p{L}+ )?(\p{Lu}[\p{L}\d-]*): ([^.\n]*?\d[^.\n]*)/gu;

/** Offers with something once and something per month, week or day, over a given time. */
function cheaper({ dialogue, task }: Request): Finding | undefined {
  if (!/\b(?:cheap\w*|dear\w*|expensive|less money|costs? (?:less|more))\b/i.test(task)) return undefined;
  const { text } = dialogue.last;
  const span = new RegExp(`\\b(?:for|over|during|in) (${NUMBER}) (months?|weeks?|days?|years?|hours?)\\b`, "i").exec(text);
  if (!span) return undefined;
  const unit = (span[2] as string).replace(/s$/i, "");
  const times = numberOf(span[1] as string);
  const offers = [...text.matchAll(OFFER)].flatMap(([, , name = "", terms = ""]) => {
    const per = new RegExp(`(\\d[\\d.,]*)[^\\d]{0,20}?(?:\\b(?:a|per|each|every) |/)${unit}`, "i").exec(terms)?.[1];
    const once =
      /(\d[\d.,]*)[^\d]{0,20}?\b(?:once|one[- ]time|at the start|up front|to begin|set-?up)\b|\b(?:once|set-?up(?: fee)?|up front)(?: of)?:? (\d[\d.,]*)/i.exec(
        terms,
      );
    return per === undefined ? [] : [{ name, cost: times * numberOf(per) + numberOf(once?.[1] ?? once?.[2] ?? "0") }];
  });
  if (offers.length < 2) return undefined;
  const dear = /\b(?:dear\w*|expensive|costs? more)\b/i.test(task) && !/\bless expensive\b/i.test(task);
  const best = offers.toSorted((a, b) => (dear ? b.cost - a.cost : a.cost - b.cost))[0] as { name: string; cost: number };
  return computed(
    best.name,
    `${offers.map(({ name, cost }) => `${name} costs ${plain(cost)}`).join(" and ")}, so it is ${best.name}.`,
  );
}

const AGREES = /^(?:match\w*|same|equal\w*|agree\w*|identical|yes|ok|fits?|consistent|true|correct)$/i;

/** "Does the bill match the offer? Answer SAME or OTHER." */
function agreement({ question, dialogue, form, own }: Request): Finding | undefined {
  const asked =
    /\b(?:does|do|is|are) (?:the |these |this )?(\p{L}+)\b.{0,40}?\b(?:match|agree|equal|fit|the same|identical)\w*\b(?: (?:with|as|to))?(?: (?:the|its) (\p{L}+))?/iu.exec(
      question,
    );
  const labels = form.oneOf ?? /\b([A-Z]{2,}) or ([A-Z]{2,})\b/.exec(own)?.slice(1);
  if (!asked || !labels || labels.length !== 2) return undefined;
  const amountOf = (noun: string | undefined) => {
    const hit = sentencesOf(dialogue.last.text).find(
      (sentence) =>
        noun &&
        gist(sentence)
          .slice(0, 2)
          .includes(gist(noun)[0] ?? "") &&
        /\d/.test(sentence),
    );
    return hit === undefined ? undefined : firstNumber(hit);
  };
  const [a, b] = [amountOf(asked[1]), amountOf(asked[2])];
  const agrees = labels.find((label) => AGREES.test(label));
  if (a === undefined || b === undefined || agrees === undefined) return undefined;
  const label = a === b ? agrees : (labels.find((each) => each !== agrees) as string);
  return computed(label, `${plain(a)} against ${plain(b)}: ${label}.`);
}

const EACH = new RegExp(
  `\\b(${NUMBER}) (?:\\p{L}+ )?(\\p{L}+) (?:with|of|holding|carrying|containing) (${NUMBER}) (\\p{L}+) (?:on|in|to|per) (?:each|every)\\b`,
  "iu",
);
const GONE = new RegExp(
  `\\b(${NUMBER})(?: of (?:them|the \\p{L}+))? (?:were|was|are|is|had|have|got|turned out)\\b[^.]*?\\b(?:broken|damaged|lost|thrown|spoil\\w*|missing|rotten|cracked|stolen|crushed|useless|returned)\\b`,
  "giu",
);

/** So many carriers with so many things on each, less what was broken or lost. */
function delivery({ dialogue, task }: Request): Finding | undefined {
  const { text } = dialogue.last;
  const load = EACH.exec(text);
  if (!load || !/\bhow many\b/i.test(task)) return undefined;
  const gone = [...text.matchAll(GONE)].reduce((sum, match) => sum + numberOf(match[1] as string), 0);
  if (gone === 0) return undefined;
  const left = numberOf(load[1] as string) * numberOf(load[3] as string) - gone;
  return computed(plain(left), `${load[1]} times ${load[3]}, less ${gone}, is ${plain(left)}.`);
}
