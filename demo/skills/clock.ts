import { isQuestion } from "../mind/dialogue";
import type { Finding, Request } from "../mind/request";
import { gist, NUMBER, numberOf, sentencesOf } from "../mind/text";

const TIME =
  /\b([01]?\d|2[0-3])[:.]([0-5]\d)(?: ?(am|pm|a\.m\.|p\.m\.))?(?!\d|\.\d| ?(?:kg|km|EUR|€|m\b|l\b|%))|\b(1[0-2]|[1-9]) ?(am|pm|a\.m\.|p\.m\.)|(?<=\b(?:at|dep|start|starts|started|from|begin|begins|arr|until|by|off|on|set out|left|leaves)\.? )([01]\d|2[0-3])([0-5]\d)\b(?! ?(?:kg|km|EUR|€|words))|\b(noon|midnight)\b/gi;
const LENGTH = new RegExp(
  `(?:(\\bhalf an hour|\\ba quarter of an hour|\\bthree quarters of an hour|\\ban hour and a half|\\b(?:an|one) hour)|(${NUMBER}(?:\\.\\d+)?)[ -]?h(?:ours?|rs?)?(?![a-z])(?:(?: and|,)? ?(${NUMBER})[ -]?(?:minutes?|mins?|min|m)?\\b(?! ?(?:words|stops|breaks|pauses)))?|(${NUMBER}(?:\\.\\d+)?)[ -]?(?:minutes?|mins?|min|m|')(?![\\p{L}]))`,
  "giu",
);
const INCLUDED = /\b(?:includ\w+|of which|thereof|already counted|within that)\b/i;
const CORRECTED =
  /\b(?:correct\w*|actually|instead|sorry|rather|changed? (?:to|from)|update\w*|not \d|make that|I meant|wrong|no,)\b/i;

type Span = { minutes: number; label: Set<string>; sign: 1 | -1 };

/** Adds durations to a clock, or takes them off: start + journey + pause, also in telegram style. */
export function clock(request: Request): Finding | undefined {
  const { task, dialogue } = request;
  const backwards =
    /\b(?:latest|must|should|need to|have to|when (?:did|does|do|must|should)[^?]*(?:leave|start|begin|depart|set out))\b/i.test(
      task,
    ) &&
    !/\b(?:really|actually|in fact|delay\w*|late|after all)\b/i.test(task) &&
    /\b(?:leave|start|begin|depart|set out|set off|latest)\b/i.test(task);
  const lengthAsked = /\bhow (?:long|many (?:minutes|hours))\b|\bduration\b/i.test(task);
  if (
    !lengthAsked &&
    !/\b(?:when|what time|which time|at what|clock|eta|arriv\w*|finish\w*|end\w*|ready|done|over|back|arr|depart|leave|start)\b/i.test(
      task,
    )
  )
    return undefined;
  const sentences = [...dialogue.turns.flatMap((turn) => [...turn.passages.map((passage) => passage.text), turn.own])].flatMap(
    (text) => sentencesOf(text).flatMap((sentence) => sentence.split(/;\s*/)),
  );
  const times: number[] = [];
  const spans: Span[] = [];
  for (const sentence of sentences.map(halvesSpelt).map(minutesNamed)) {
    if (isQuestion(sentence) && !/\d/.test(sentence)) continue;
    if (/\b(?:does|do|did) not count(?! as)|ignore\b/i.test(sentence)) continue;
    collect(sentence, times, spans);
  }
  const total = spans.reduce((sum, span) => sum + span.minutes * span.sign, 0);
  if (lengthAsked && times.length >= 2) {
    const pauses = spans.reduce((sum, span) => sum + span.minutes, 0);
    const length = (((times.at(-1) as number) - (times[0] as number) + 1440) % 1440) - pauses;
    return computed(
      /\bhow many minutes|in minutes\b/i.test(`${task} ${request.own}`) ? `${length} minutes` : inHours(length),
      `It takes ${inHours(length)}, that is ${length} minutes.`,
    );
  }
  if (lengthAsked && times.length === 0 && spans.length >= 2)
    return computed(/minutes/i.test(task) ? `${total} minutes` : inHours(total), `Together ${total} minutes.`);
  if (times.length === 0 || spans.length === 0) return undefined;
  const at = ((times[0] as number) + (backwards ? -total : total) + 2880) % 1440;
  return computed(
    asClock(at),
    `${asClock(times[0] as number)} ${backwards ? "minus" : "plus"} ${total} minutes is ${asClock(at)}.`,
  );
}

const computed = (short: string, sentence: string): Finding => ({ kind: "computed", short, sentence });

/** "Two and a half hours" in minutes. */
function halvesSpelt(sentence: string): string {
  return sentence.replace(
    new RegExp(`\\b(${NUMBER}) and a half hours`, "gi"),
    (_, hours: string) => `${numberOf(hours) * 60 + 30} minutes`,
  );
}

/** In telegrams a delay or a pause is told in minutes: "DELAY +12". */
function minutesNamed(sentence: string): string {
  return sentence.replace(
    /\b(dela(?:y|yed)|dly|late|pause|break|halt)\b:? (?:by )?\+?(\d{1,3})\b(?! ?(?:h|m|min\w*|hours?)\b|[:.\d])/gi,
    "$1 $2 min",
  );
}

function collect(sentence: string, times: number[], spans: Span[]): void {
  const corrected = CORRECTED.test(sentence);
  const withoutOld = sentence.replace(
    /,? (?:not|instead of|rather than) (?:at )?\d[\d:.]*(?: ?(?:h|hours?|min|minutes?)\b)?/gi,
    "",
  );
  const found = [...withoutOld.matchAll(TIME)].map(minutesOf);
  if (corrected && found.length > 0 && times.length > 0) times.splice(0, 1, found[0] as number);
  else times.push(...found);
  const withoutTimes = withoutOld.replace(TIME, (time) => " ".repeat(time.length));
  for (const part of withoutTimes.split(/,\s*(?!\d)|\b(?:and then|then|plus|with|after|followed by)\b/i)) {
    for (const match of part.matchAll(LENGTH)) {
      const before = part.slice(0, match.index);
      if (INCLUDED.test(before)) continue;
      const several = new RegExp(
        `\\b(${NUMBER}) (?:\\w+ )?(?:pauses?|breaks?|stops?|rests?|laps?|rounds?|legs?|sessions?|talks?|halts?|sets?|batches|times)\\b(?: of| lasting| at|,| x| à|:)*\\s*$`,
        "i",
      ).exec(before);
      const each = several && !/^(?:an?|one|single)$/i.test(several[1] as string) ? numberOf(several[1] as string) : 1;
      const label = new Set(
        gist(part.replace(LENGTH, " ")).filter(
          (word) => !/\d/.test(word) && !/^(?:correct|actually|sorry|hour|minute|min|only|really)$/.test(word),
        ),
      );
      const span: Span = {
        minutes: lengthOf(match) * each,
        label,
        sign: /\b(?:earlier|saved|saves|faster|ahead|shorter|cut|gain(?:ed|s)?|early)\b/i.test(part) ? -1 : 1,
      };
      const known = corrected ? spans.find((other) => [...label].some((word) => other.label.has(word))) : undefined;
      if (known) known.minutes = span.minutes;
      else spans.push(span);
    }
  }
}

function minutesOf(match: RegExpMatchArray): number {
  const [, hour, minute, half, bareHour, bareHalf, hour4, minute4, word] = match;
  if (word) return word.toLowerCase() === "noon" ? 720 : 0;
  const h = Number(hour ?? bareHour ?? hour4);
  const late = (half ?? bareHalf ?? "").toLowerCase();
  const shifted = late.startsWith("p") && h < 12 ? h + 12 : late.startsWith("a") && h === 12 ? 0 : h;
  return shifted * 60 + Number(minute ?? minute4 ?? 0);
}

function lengthOf(match: RegExpMatchArray): number {
  const [, words, hours, rest, minutes] = match;
  if (words)
    return /half an/i.test(words)
      ? 30
      : /three/i.test(words)
        ? 45
        : /a quarter/i.test(words)
          ? 15
          : /and a half/i.test(words)
            ? 90
            : 60;
  if (minutes) return numberOf(minutes);
  return numberOf(hours ?? "0") * 60 + (rest ? numberOf(rest) : 0);
}

function asClock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function inHours(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
