import { isQuestion, isRequest } from "../mind/dialogue";
import { onlyInsists } from "../mind/insistence";
import type { Finding, Request } from "../mind/request";
import { firstNumber, gist, NUMBER, numberOf, plain, sentencesOf } from "../mind/text";

type Entry = { text: string; amount: number; live: boolean };

const OPENING =
  /\b(?:start(?:s|ed|ing)?|open(?:s|ed|ing)?|initial(?:ly)?|began|begins?|at first|carried (?:over|forward)|brought forward|balance\b|there (?:were|are)|in stock|(?:had|holds|held|has|contained|have)\b)/i;
const IN =
  /(?:^|\s|:)\+ ?\d|\b(?:in|received|receipt|deliver(?:ed|y|ies)|arriv\w*|added?|adds|deposit\w*|return(?:ed|s)?|came|bought|purchas\w*|found|credit\w*|income|paid in|restock\w*|incoming|gain\w*|earned|harvest\w*|produced|won|intake|inflow|refund(?:ed)? to us|donat\w*|transfer(?:red)? in|gets?|got|bakes?|baked|another|makes|made|joins?|joined|boards?|boarded)\b/i;
const OUT =
  /(?:^|\s|:)[-−–] ?\d|\b(?:out|sold|sale|shipp?\w*|sent|remov\w*|withdr\w*|paid(?! in)|pays|spent|used|lost|loss|broke\w*|gave|given|taken|took|issued|left(?! over)|debit\w*|outgoing|expense|consum\w*|discard\w*|eaten|ate|eats|threw|thrown|drank|cut|lent|scrapp\w*|outflow|handed|sells|gives?|hands|dispatch\w*|refund(?:ed)?|rent|fee|transfer(?:red)? out)\b/i;
const VOID =
  /\b(?:(?:does|do|did) not count|doesn't count|not counted|not (?:yet )?(?:booked|paid|shipped|delivered|executed|final|posted|moved)|uncounted|cancel\w*|void(?:ed)?|quote[ds]?|quotation|estimate\w*|plan(?:ned|s)?|draft|proposed|proposal|pending|reserv\w*|duplicate|forecast|tomorrow|next week|will (?:be|arrive|come|ship)|rumou?r|refused|rejected|expected|ignore|memo only|for information|test entry|offer(?:ed)?|never (?:arrived|happened|left)|not part of|counted twice|announced|strike|struck)\b/i;
const CORRECTION =
  /\b(?:correct\w*|should (?:be|read|have been)|was (?:really|actually|in fact)|actually|instead of|,? not \d|misread|mistyped|wrong|recount\w*|changed? (?:from|to)|amended|in truth|revised)\b/i;
const ASKED =
  /\b(?:balance|stock|left|remain\w*|now|end|total|how many|how much|on hand|in hand|clos\w*|final|result|amount|tally|add up|sum|hold|inventory|count)\b/i;

/** Follows a stock or an account through what comes in and goes out: void lines do not count, corrections replace. */
export function balance(request: Request): Finding | undefined {
  const lines = linesOf(request);
  const start = lines.find((line) => OPENING.test(line) && amountIn(line) !== undefined && !isCorrection(line));
  if (start === undefined || !ASKED.test(`${request.task} ${request.own}`)) return undefined;
  const entries: Entry[] = [{ text: start, amount: amountIn(start) as number, live: true }];
  for (const line of lines) if (line !== start) book(line, entries);
  if (entries.length < 3 && !entries.slice(1).some(({ text }) => /^\s*[-+−]|\b(?:in|out|sold|received)\b/i.test(text)))
    return undefined;
  if (entries.length < 2) return undefined;
  const total = entries.filter(({ live }) => live).reduce((sum, { amount }) => sum + amount, 0);
  const steps = entries
    .filter(({ live }) => live)
    .map(({ amount }, i) => (i === 0 ? plain(amount) : `${amount < 0 ? "-" : "+"} ${plain(Math.abs(amount))}`));
  return { kind: "computed", short: plain(total), sentence: `${steps.join(" ")} = ${plain(total)}.` };
}

function linesOf({ dialogue }: Request): string[] {
  const texts = dialogue.turns.flatMap((turn) => {
    const handed = turn.passages.map((passage) => passage.text);
    return [...handed, turn.own];
  });
  return texts
    .flatMap((text) => text.split("\n"))
    .flatMap((line) => line.split(/;\s+/))
    .flatMap(sentencesOf)
    .flatMap((sentence) => (isCorrection(sentence) || VOID.test(sentence) ? [sentence] : splitMoves(sentence)))
    .filter(
      (line) =>
        !isQuestion(line) &&
        !onlyInsists(line) &&
        !(isRequest(line) && !/^(?:correct|strike|add|ignore|cancel)/i.test(line) && !/\d/.test(line)),
    );
}

/** "12 arrived and 5 were sold" are two moves. */
function splitMoves(sentence: string): string[] {
  const parts = sentence.split(/,? (?:and|then|but|after that)(?: then)? |, /);
  return parts.length > 1 && parts.every((part) => /\d/.test(part) && (IN.test(part) || OUT.test(part) || OPENING.test(part)))
    ? parts
    : [sentence];
}

const isCorrection = (line: string) => CORRECTION.test(line);

/** The amount of a line: not its date, number or time. */
function amountIn(line: string): number | undefined {
  const bare = line
    .replace(/^\s*(?:\d+[.)]|#?\d+:|(?:entry|line|no\.?|item|row|booking) #?\d+\s*[:.)-]?|[A-Z]\d+:)\s+/i, "")
    .replace(/\b(?:entry|line|row|booking|invoice|order|no\.?|day|week|item|slip|receipt|docket) #?[A-Z]*-?\d+\b/gi, "")
    .replace(
      /\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}:\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}\.\d{1,2}\.(?:\d{4})?|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}\b(?!\d)/gi,
      "",
    );
  const number = firstNumber(bare.replace(/[−–](?= ?\d)/g, "-").replace(/([-+]) (?=\d)/g, "$1"));
  if (number !== undefined) return Math.abs(number);
  const word = new RegExp(`\\b(${NUMBER})\\b`, "i").exec(bare)?.[1];
  return word === undefined || /^(?:an?|one|single)$/i.test(word) ? undefined : numberOf(word);
}

function book(line: string, entries: Entry[]): void {
  if (isCorrection(line) && correct(line, entries)) return;
  if (VOID.test(line)) {
    const struck = referred(line, entries);
    if (struck && (amountIn(line) === undefined || amountIn(line) === Math.abs(struck.amount))) struck.live = false;
    return;
  }
  const amount = amountIn(line);
  if (amount === undefined) return;
  const signed = /(?:^|\s|:)([-+−–]) ?[€$£]?\d/.exec(line)?.[1];
  const inward = signed ? signed === "+" : IN.test(line);
  const outward = signed ? signed !== "+" : OUT.test(line);
  if (!inward && !outward) return;
  entries.push({
    text: line,
    amount: outward && (!inward || last(line, OUT) > last(line, IN) || signed) ? -amount : amount,
    live: true,
  });
}

function last(line: string, pattern: RegExp): number {
  return [...line.matchAll(new RegExp(pattern.source, "gi"))].findLast((match) => !/^in$/i.test(match[0].trim()))?.index ?? -1;
}

/** Puts the right amount into the entry that a correction is about: the one it names, or the one with the wrong amount. */
function correct(line: string, entries: Entry[]): boolean {
  const wrong = /\b(?:not|instead of|rather than|from) [€$£]?(\d[\d.,]*)/i.exec(line)?.[1];
  const rest = wrong
    ? line.replace(new RegExp(`\\b(?:not|instead of|rather than|from) [€$£]?${wrong.replace(".", "\\.")}`, "i"), "")
    : line;
  const right = amountIn(
    rest.replace(/^correction[^:]*:/i, (head) =>
      head.replace(/\d+/g, (digits) =>
        /(?:entry|line|row|booking|no\.?|item) #?$/i.test(head.slice(0, head.indexOf(digits))) ? "" : digits,
      ),
    ),
  );
  const byAmount = wrong === undefined ? undefined : entries.findLast((entry) => Math.abs(entry.amount) === firstNumber(wrong));
  const entry = byAmount ?? referred(line, entries);
  if (!entry || right === undefined) return false;
  entry.amount = Math.sign(entry.amount || 1) * right;
  return true;
}

/** The entry that a line talks about: by its number, or by the words both share. */
function referred(line: string, entries: readonly Entry[]): Entry | undefined {
  const time = [...line.matchAll(/\b\d\d:\d\d\b/g)].at(-1)?.[0];
  const timed = time === undefined ? undefined : entries.find(({ text }) => text.trim().startsWith(time));
  if (timed) return timed;
  const number = /\b(?:entry|line|row|booking|no\.?|item|slip|#) ?#?([A-Z]*-?\d+)\b/i.exec(line)?.[1];
  if (number !== undefined) {
    const named = entries.find(({ text }) =>
      new RegExp(`(?:^|\\b(?:entry|line|row|booking|no\\.?|item|slip) |#)#?${number}\\b(?:[.):]|\\s)`, "i").test(text),
    );
    if (named) return named;
    const label = /\bentry|line|row\b/i.test(line) ? entries[Number(number)] : undefined;
    if (label) return label;
  }
  const words = new Set(gist(line).filter((word) => !/^\d+$/.test(word)));
  const scored = entries.map((entry) => ({
    entry,
    shared: gist(entry.text).filter((word) => words.has(word) && !/^\d+$/.test(word)).length,
  }));
  const best = scored.toSorted((a, b) => b.shared - a.shared)[0];
  return best && best.shared > 0 ? best.entry : undefined;
}
