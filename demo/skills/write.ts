import { isQuestion } from "../mind/dialogue";
import { errandOf } from "../mind/errand";
import type { Finding, Request } from "../mind/request";
import { capitalised, countWords, gist, mentions, overlap, quotesIn, sentencesOf, wordsOf } from "../mind/text";

const PLAIN_NAME =
  /\b(?:to|for|from|by|named|called|dear|Mr|Mrs|Ms|Dr|signed|of)\.? ((?:(?:Mr|Mrs|Ms|Dr)\.? )?\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*)/u;

const SUMMARY =
  /\b(?:summar\w+|sum up|tl;?dr|in short|main points?|key points?|condense|what (?:has )?happened|what (?:the|this|that) (?:\w+ ){0,2}(?:wants?|asks?|says|is about)|what does (?:the|this) (?:\w+ ){1,2}(?:want|ask|say)|what is (?:the|this) (?:\w+ )?about)\b/i;

/** Sums up in a number of words; a count in the order is to be named, not counted. */
export function sumUp(request: Request): Finding | undefined {
  return request.form.words && SUMMARY.test(request.task) ? summary(request) : undefined;
}

/** Writes what is asked for: a short mail, a certificate, steps, a summary, a few words on a topic. */
export function write(request: Request): Finding | undefined {
  const { task, own, form } = request;
  const wantsValue = form.lastLine !== undefined && !form.words && !form.sentences && !form.bullets && !form.paragraphs;
  if (wantsValue || asksIdentifier(task)) return undefined;
  if (SUMMARY.test(task)) return summary(request);
  if (
    /\b(?:e-?mail|mail|letter|message|note|invitation|reminder|reply to|announcement|apology)\b/i.test(task) &&
    /\b(?:write|draft|compose|prepare|send|create|make|help)\b/i.test(task)
  )
    return mail(own, task);
  if (
    /\bcertificate|\bdiploma|\baward\b/i.test(task) &&
    /\b(?:write|draft|create|make|prepare|text|design|issue|help)\b/i.test(task)
  )
    return certificate(own);
  if (
    /\b(?:how (?:do|can|should|would|to)\b|steps?\b|instructions? (?:for|to|on)|guide|recipe|checklist|explain how|advice|tips)/i.test(
      task,
    )
  )
    return steps(task);
  if (
    /\b(?:write|describe|explain|tell me (?:about|something)|say something|name|list|give|suggest|compose|create|why|poem|story|haiku|slogan|introduce|sentences?|words|ideas|reasons|compare|advantages?|benefits?)\b/i.test(
      task,
    ) &&
    (!isQuestion(request.question) || /^(?:can|could|would|will)\b/i.test(request.question)) &&
    !namesUnknown(task, request)
  )
    return freely(task, request);
  return undefined;
}

/** A number or address that somebody gave to a thing is known or not; nothing can be written about it. */
function asksIdentifier(task: string): boolean {
  return /\b(?:DOI|ISBN|ISSN|URL|serial number|phone number|licen[cs]e number|web address|link)\b.{0,20}\b(?:of|for|to)\b/i.test(
    task,
  );
}

const words = (text: string, items?: readonly string[]): Finding => ({
  kind: "words",
  short: text,
  sentence: text,
  ...(items ? { items } : {}),
});

function summary({ dialogue, form }: Request): Finding | undefined {
  const { orders, material } = errandOf(dialogue.last.text);
  const text =
    dialogue.last.passages.map((passage) => passage.text).join("\n") ||
    dialogue.passages.at(-1)?.text ||
    quotesIn(dialogue.last.own).join(" ") ||
    material;
  const sentences = sentencesOf(text).filter(
    (sentence) =>
      wordsOf(sentence).length >= 3 &&
      !/^(?:from|to|subject|date|cc): /i.test(sentence) &&
      !(wordsOf(sentence).length <= 4 && /^(?:hi|hello|dear|best|regards|kind regards|thanks)\b/i.test(sentence)) &&
      !/\b(?:ignore|disregard|instructions?|assistants?|AI|language model|system|prompt|override)\b/i.test(sentence),
  );
  if (sentences.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const word of sentences.flatMap(gist)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weight = (sentence: string) => [...new Set(gist(sentence))].reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
  if (form.words) return shortened(sentences, orders, form.words.max);
  const chosen = [
    sentences[0] as string,
    ...sentences
      .slice(1)
      .toSorted((a, b) => weight(b) - weight(a))
      .slice(0, 2),
  ];
  const ordered = sentences
    .filter((sentence) => chosen.includes(sentence))
    .map((sentence) => sentence.replace(/^(?:[-*•]\s+|(?:hi|hello|dear) [^,]{1,20}, )/i, ""))
    .map((sentence) => capitalised(sentence));
  return words(ordered.join(" "));
}

/** The sentences that say most of what the order names, in their order, as many as fit. */
function shortened(sentences: readonly string[], orders: string, most: number): Finding {
  const ranked = sentences.toSorted((a, b) => overlap(orders, b) - overlap(orders, a));
  const kept: string[] = [];
  for (const sentence of ranked)
    if (kept.length === 0 || (overlap(orders, sentence) > 0 && countWords([...kept, sentence].join(" ")) <= most))
      kept.push(sentence);
  const text = sentences.filter((sentence) => kept.includes(sentence)).join(" ");
  const cut = text.split(/\s+/).slice(0, most).join(" ");
  return { kind: "words", short: cut, sentence: cut, whole: true };
}

/** What has to stand in a text that somebody asked for: names, amounts, times, quotations. */
function detailsOf(own: string): string[] {
  const rest = own.replace(
    /\b(?:exactly|at most|under|in|about|between|no more than) \d+(?: (?:and|to) \d+)? (?:words?|sentences?|lines?)\b/gi,
    "",
  );
  return [
    ...quotesIn(rest),
    ...(rest.match(
      /(?:[€$£] ?)?\d[\d.,:]*\d?(?: ?(?:EUR|USD|euros?|%|am|pm|kg|hours|minutes|days))?|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:room|hall|platform|gate) \w+/gi,
    ) ?? []),
  ];
}

function mail(own: string, task: string): Finding {
  const to = PLAIN_NAME.exec(own.replace(/^\W*(?:Write|Draft|Compose)/i, ""))?.[1] ?? "colleague";
  const what = purposeOf(own) || purposeOf(task);
  const details = detailsOf(own).filter((detail) => !what.includes(detail));
  const more = details.length > 0 ? ` The details: ${details.join(", ")}.` : "";
  return words(
    `Subject: ${short(what)}\n\nDear ${to},\n\nI am writing ${what}.${more} Please let me know if you have any questions.\n\nKind regards`,
  );
}

function purposeOf(text: string): string {
  const found =
    /\b((?:about|that|to (?!\p{Lu})|asking|saying|inviting|thanking|telling|reminding|because|for (?!\p{Lu}))\b.+?)(?:[.!?\n]|$)/u.exec(
      text.replace(/\b(?:in|with|at most|under|using) (?:exactly |at most )?\d+ (?:words|sentences)\b/gi, ""),
    )?.[1];
  return (found ?? "about this matter").trim();
}

const short = (text: string) => wordsOf(text).slice(0, 7).join(" ");

function certificate(own: string): Finding {
  const name = PLAIN_NAME.exec(own)?.[1] ?? "the holder";
  const what =
    /\bfor (?:completing|finishing|attending|winning|passing|taking part in|participating in|having)?[^.]+/i.exec(own)?.[0] ??
    /\bcertificate (?:of|for) [^.]+/i.exec(own)?.[0] ??
    "for good work";
  return words(
    `Certificate\n\nThis is to certify that ${name} is honoured ${what.trim()}.\n\nDate: __________  Signature: __________`,
  );
}

/** Steps that fit anything, with the thing itself in them. */
function steps(task: string): Finding {
  const goal = (
    /\b(?:how (?:do|can|should|would) (?:I|you|we|one|people|someone) |how to |steps? (?:to|for) |instructions? (?:for|to|on) |guide (?:to|for|on) |recipe for |advice (?:on|for) |tips (?:on|for) |checklist for )(.+?)(?:[?.!\n]|$| in (?:exactly|at most|\d))/i.exec(
      task,
    )?.[1] ?? gist(task).slice(0, 4).join(" ")
  ).trim();
  const items = [
    `Read up on how to ${goal} before you begin`,
    `Gather everything you need to ${goal}`,
    "Start with the easiest part and work carefully",
    "Check each part before you go on",
    `Finish and review the result of your work to ${goal}`,
  ].map((item) => item.replace(/\bto (?=\w+ing\b)/g, "for "));
  return words(`Here is how to ${goal}. ${items.join(". ")}.`, items);
}

const IDEAS: Record<string, readonly string[]> = {
  fruit: ["apple", "pear", "cherry", "plum", "banana", "grape", "lemon", "mango"],
  colour: ["red", "blue", "green", "yellow", "orange", "purple", "brown", "white"],
  color: ["red", "blue", "green", "yellow", "orange", "purple", "brown", "white"],
  animal: ["dog", "cat", "horse", "fox", "otter", "bear", "goat", "hare"],
  bird: ["robin", "owl", "swan", "sparrow", "heron", "eagle", "gull", "crow"],
  tree: ["oak", "birch", "pine", "maple", "beech", "willow", "ash", "larch"],
  vegetable: ["carrot", "potato", "leek", "onion", "cabbage", "pea", "bean", "beet"],
  city: ["Paris", "Rome", "Oslo", "Vienna", "Lisbon", "Madrid", "Dublin", "Athens"],
  cities: ["Paris", "Rome", "Oslo", "Vienna", "Lisbon", "Madrid", "Dublin", "Athens"],
  country: ["France", "Italy", "Norway", "Japan", "Chile", "Kenya", "Canada", "India"],
  countries: ["France", "Italy", "Norway", "Japan", "Chile", "Kenya", "Canada", "India"],
  planet: ["Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune"],
  instrument: ["piano", "violin", "flute", "guitar", "drum", "harp", "cello", "trumpet"],
  tool: ["hammer", "saw", "wrench", "pliers", "file", "drill", "level", "chisel"],
  metal: ["iron", "copper", "zinc", "tin", "silver", "gold", "nickel", "lead"],
  flower: ["rose", "tulip", "lily", "daisy", "iris", "poppy", "orchid", "violet"],
  season: ["spring", "summer", "autumn", "winter"],
};

function freely(task: string, { form }: Request): Finding {
  const kind = Object.keys(IDEAS).find((name) => mentions(task, name) || mentions(task, `${name}s`));
  if (kind && /\b(?:name|list|give|suggest|some)\b/i.test(task)) {
    const count =
      form.bullets?.min ??
      form.numbered?.min ??
      (Number(/\b(\d)\b/.exec(task)?.[1] ?? 0) ||
        ["", "one", "two", "three", "four", "five", "six", "seven", "eight"].findIndex(
          (word) => word !== "" && mentions(task, word),
        ));
    const items = (IDEAS[kind] as readonly string[]).slice(0, count > 0 ? count : 5);
    return { kind: "words", short: items.join(", "), sentence: `${items.join(", ")}.`, items };
  }
  const topic = topicWords(task);
  const sentences = [
    `There is much to say about ${topic}`,
    `${topic.charAt(0).toUpperCase()}${topic.slice(1)} can be useful and interesting to many people`,
    `It helps to look at ${topic} with care`,
    `A good example makes ${topic} easier to understand`,
    `In the end ${topic} depends on the people who deal with it`,
  ];
  return { kind: "words", short: `${sentences.slice(0, 3).join(". ")}.`, sentence: `${sentences.slice(0, 3).join(". ")}.` };
}

function topicWords(task: string): string {
  const about =
    /\b(?:about|on|of|describe|explain|compare|why|how|is|are) (?:the |an? )?([\p{L}' -]+?)(?:[.,?!:\n]| in (?:exactly|at most|about|one|two|three|four|five|\d|between|a|an)\b| (?:with|using|as|so that|each|to|for) |$)/iu.exec(
      task,
    )?.[1];
  return (
    (
      about ??
      wordsOf(task)
        .filter((word) => gist(word).length > 0)
        .slice(-2)
        .join(" ")
    ).trim() || "this"
  );
}

const KNOWN =
  /^(?:I|I'm|English|German|French|Spanish|Italian|Europe|Africa|Asia|America|Earth|Mars|Venus|Jupiter|Saturn|Linux|Windows|Python|JavaScript|Internet|Christmas|Easter|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|JSON|CSV|Paris|London|Berlin|Rome|Vienna|Oslo|Madrid|France|Germany|Italy|Spain|Norway|Japan|China|India|Canada|Alps|Rhine|Danube|Nile|Atlantic|Pacific)$/;

/** Whether the text is to be about somebody or something that nobody told of. */
function namesUnknown(task: string, { dialogue }: Request): boolean {
  const names = [
    ...task
      .replace(/[.!?:]\s+\p{Lu}/gu, ". ")
      .matchAll(/(?<=(?:about|describe|explain|of|by|in) (?:the |a |an )?(?:\w+ ){0,2})\p{Lu}[\p{Ll}]{2,}[\p{L}-]*/giu),
  ]
    .map((match) => match[0])
    .filter((name) => /^\p{Lu}/u.test(name));
  const told = dialogue.turns.flatMap((turn) => turn.passages.map((passage) => passage.text)).join("\n");
  return (
    names.some((name) => !KNOWN.test(name) && !mentions(told, name)) &&
    !/\b(?:poem|story|mail|letter|certificate|slogan|invent|imagine|fiction\w*)\b/i.test(task)
  );
}
