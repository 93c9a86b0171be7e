import { isQuestion, isRequest } from "../mind/dialogue";
import { onlyInsists } from "../mind/insistence";
import type { Finding, Request } from "../mind/request";
import { akin, firstNumber, gist, mentions, overlap, sentencesOf, stem } from "../mind/text";

type Kind = "money" | "time" | "date" | "percent" | "number" | "address" | "code" | "person" | "place" | "reason" | "open";

const DATE =
  /\b\d{4}-\d\d-\d\d\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:in )?(?:1[5-9]|20)\d\d\b/;
const SHAPES: Partial<Record<Kind, RegExp>> = {
  money: /(?:[€$£] ?\d[\d.,]*\d|[€$£] ?\d)|\d[\d.,]*(?: ?(?:€|EUR|USD|GBP|CHF|euros?|dollars?|pounds?|francs?))/,
  time: /\b\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?|\b\d{1,2} ?[ap]\.?m\.?\b|\bnoon\b|\bmidnight\b/,
  date: DATE,
  percent: /\d[\d.,]* ?(?:%|per ?cent)/,
  address: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,
  code: /\b(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{3,}\b|#\d+|\b\d{4,}\b/,
  number: /-?\d[\d.,]*\d(?: ?[\p{L}°]{1,12})?|\b\d(?: ?[\p{L}°]{1,12})?/u,
  person: /\b(?:(?:Mr|Mrs|Ms|Dr)\.? )?\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{Ll}'’-]+)*\b/u,
  place:
    /(?<=\b(?:in|at|near|to|on|from) (?:the )?)(?:\p{Lu}[\p{L}\p{N}'’-]*(?: \p{Lu}?[\p{L}\p{N}-]*\d?\p{Lu}?)*|(?:room|hall|dock|gate|building|platform) \w+)/u,
};
const GENERIC = /^(?:amount|time|date|day|number|name|place|price|cost|person|value|total|subject|reason|deadline|year)$/i;
const LATER = /\b(?:correct\w*|actually|instead|update[ds]?|now|moved|changed|new|revised|no longer|rather)\b/i;

/** Finds the sentence that speaks of what is asked and takes out of it what kind of thing is asked for. */
export function readFor(request: Request): Finding | undefined {
  const { question, dialogue } = request;
  const kind = kindOf(question);
  const asked = question.replace(/\b(?:how (?:many|much)|what time|at what time|which day|what date)\b/gi, "");
  const words = [...new Set(gist(asked))].filter(
    (word) =>
      ![
        "amount",
        "time",
        "date",
        "day",
        "number",
        "nam",
        "person",
        "sentenc",
        "word",
        "mail",
        "email",
        "text",
        "document",
        "page",
        "note",
        "message",
        "stat",
        "mention",
      ].includes(word),
  );
  const told = sentencesOf(dialogue.system).filter((sentence) => !isRequest(sentence) && !/^you\b/i.test(sentence));
  const sentences = [
    ...told,
    ...dialogue.turns.flatMap((turn) => [
      ...sentencesOf(turn.own).filter((sentence) => !isRequest(sentence) && !onlyInsists(sentence)),
      ...turn.passages.flatMap((passage) => sentencesOf(passage.text)),
    ]),
  ].filter((sentence) => !isQuestion(sentence));
  const head =
    /\b(?:is|was|are|were) the ([\p{L}-]+) (?:of|for|in|at|on)\b/iu.exec(question)?.[1] ??
    /\bhow many (\p{L}+)\b/iu.exec(question)?.[1] ??
    /\bwho (?!is|was|are|were|will|has|had|did|does|do|can)(\p{L}+)/iu.exec(question)?.[1];
  const headed = (sentence: string) =>
    head === undefined || GENERIC.test(head) || gist(sentence).some((word) => akin(word, stem(head)));
  const names = [...question.matchAll(/(?<=\s)\p{Lu}[\p{L}\d-]{2,}/gu)]
    .map((match) => match[0])
    .filter((name) => sentences.some((sentence) => mentions(sentence, name)));
  const named = (sentence: string) => names.length === 0 || names.some((name) => mentions(sentence, name));
  const shape = SHAPES[kind];
  const scored = sentences
    .map((sentence, at) => ({
      sentence,
      at,
      shared: words.filter((word) => gist(sentence).some((other) => akin(word, other))).length,
    }))
    .filter(
      ({ sentence, shared }) =>
        shared > 0 && headed(sentence) && named(sentence) && (shape === undefined || shape.test(sentence)),
    );
  const best = scored.toSorted(
    (a, b) => b.shared - a.shared || Number(LATER.test(b.sentence)) - Number(LATER.test(a.sentence)) || b.at - a.at,
  )[0];
  const enough = words.length <= 1 ? 1 : Math.ceil(words.length * 0.5);
  if (!best || best.shared < enough) return undefined;
  if (kind === "reason") {
    const why = /\b(?:because|since|as|due to|owing to|so that)\b (.+?)[.!]?$/i.exec(best.sentence);
    const said = firstNumber(best.sentence);
    const taken = firstNumber(question.replace(/\b(?:1[5-9]|20)\d\d\b/g, ""));
    if (!why && said !== undefined && taken !== undefined && said !== taken)
      return found(best.sentence, `That is not right. ${best.sentence}`);
    return why ? found((why[0] as string).replace(/[.!]$/, ""), best.sentence) : undefined;
  }
  if (!shape)
    return kind === "open" && overlap(asked, best.sentence) >= 0.6
      ? found(best.sentence.replace(/[.!]$/, ""), best.sentence)
      : undefined;
  const hits = [...best.sentence.matchAll(new RegExp(shape.source, `${shape.flags}g`))]
    .map((match) => match[0])
    .filter((hit) => !question.includes(hit));
  const hit =
    kind === "person"
      ? hits.find((name) => !best.sentence.startsWith(name) || gist(name).every((word) => !words.includes(word)))
      : nearest(best.sentence, hits, words);
  return hit ? found(hit.replace(/[.,]$/, ""), best.sentence) : undefined;
}

const found = (short: string, sentence: string): Finding => ({ kind: "stated", short, sentence });

function nearest(sentence: string, hits: readonly string[], words: readonly string[]): string | undefined {
  const place = (hit: string) => sentence.indexOf(hit);
  const distance = (hit: string) => Math.min(...gistPlaces(sentence, words).map((at) => Math.abs(at - place(hit))));
  const old = (hit: string) => /\b(?:not|from|instead of|was|originally|previously)\s*$/i.test(sentence.slice(0, place(hit)));
  return hits.toSorted((a, b) => Number(old(a)) - Number(old(b)) || distance(a) - distance(b))[0];
}

function gistPlaces(sentence: string, words: readonly string[]): number[] {
  return [...sentence.matchAll(/\p{L}+/gu)]
    .filter((match) => gist(match[0]).some((word) => words.includes(word)))
    .map((match) => match.index);
}

function kindOf(question: string): Kind {
  if (/\b(?:what time|at what time|which time|clock)\b/i.test(question)) return "time";
  if (
    /\b(?:what date|which date|which day|what day|on what day|deadline|due date|which year|what year|weekday)\b/i.test(question)
  )
    return "date";
  if (/\b(?:per ?cent|percentage|share|rate)\b|%/i.test(question)) return "percent";
  if (/\b(?:how much|amount|price|cost|fee|pay|paid|invoice total|budget|total due)\b/i.test(question)) return "money";
  if (/\b(?:e-?mail|mail) address\b/i.test(question)) return "address";
  if (/\b(?:number|code|id|reference|identifier|serial|ticket|plate|badge)\b/i.test(question) && !/\bhow many\b/i.test(question))
    return "code";
  if (
    /\b(?:how many|how far|how long|how high|how old|how heavy|how big|how fast|what size|capacity|weight|length|height|temperature|reading)\b/i.test(
      question,
    )
  )
    return "number";
  if (/\bwhen\b/i.test(question)) return "date";
  if (/\b(?:who|whom|whose|name of the (?:person|author|sender))\b/i.test(question)) return "person";
  if (/\bwhere\b|\bwhich (?:place|town|city|room|hall)\b/i.test(question)) return "place";
  if (/\bwhy\b|\breason\b/i.test(question)) return "reason";
  return "open";
}

const KEYS: readonly [RegExp, RegExp][] = [
  [/^(?:total_?)?(?:amount|total|price|cost|fee|sum|budget)/i, SHAPES.money as RegExp],
  [/date|^day$|deadline|^due/i, DATE],
  [/time|hour/i, SHAPES.time as RegExp],
  [/mail|address/i, SHAPES.address as RegExp],
  [
    /^(?:vendor|sender|supplier|from|company|seller|shop)/i,
    /(?<=\b(?:from|by|From:) )\p{Lu}[\p{L}&'-]*(?: (?:\p{Lu}[\p{L}&'-]*|&))*/u,
  ],
  [/^(?:customer|recipient|to|client|buyer)/i, /(?<=\b(?:to|for|To:|Dear) )\p{Lu}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*)*/u],
  [/^(?:city|town|place|location|venue|where)/i, /(?<=\b(?:in|at|near) (?:the )?)\p{Lu}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*)*/u],
  [
    /^(?:person|name|author|contact|speaker)/i,
    /(?<=[\p{L},] |^)(?!Mr|Invoice|From|The|A |On |In |At )\p{Lu}[\p{Ll}'-]+ \p{Lu}[\p{Ll}'-]+\b|(?<=\bby )\p{Lu}[\p{Ll}'-]+/u,
  ],
  [/id$|number|^code|order|invoice|reference|ticket/i, SHAPES.code as RegExp],
  [/percent|rate|share/i, SHAPES.percent as RegExp],
  [/^(?:quantity|count|units|pieces|items|number_of)/i, /\b\d+(?= (?!\w+ \d{4})\p{Ll})/u],
];

/** What a text has to say under a key such as amount, date or sender. */
export function extract(key: string, { dialogue }: Request): string | undefined {
  const shape = KEYS.find(([pattern]) => pattern.test(key))?.[1];
  if (!shape) return undefined;
  const texts = dialogue.turns.flatMap((turn) => [
    ...turn.passages.map((passage) => passage.text),
    sentencesOf(turn.own)
      .filter((sentence) => !isRequest(sentence))
      .join("\n"),
    turn.own,
  ]);
  const hit = texts.map((text) => shape.exec(text)?.[0]).find((found) => found !== undefined);
  return hit?.trim();
}
