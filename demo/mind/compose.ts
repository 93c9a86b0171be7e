import { pick, type Random, wholeBetween } from "../random";
import type { Form, Range } from "./form-shape";
import { countWords, mentions, sentencesOf } from "./text";

const SUBJECTS = [
  "People",
  "Visitors",
  "Careful readers",
  "Many teams",
  "Good planners",
  "Local experts",
  "New colleagues",
  "Most families",
];
const VERBS = ["value", "describe", "enjoy", "study", "discuss", "remember", "support", "notice"];
const TAILS_TWO = ["in practice", "every day", "at work", "with care", "each year", "in detail", "at home", "without haste"];
const TAILS_THREE = [
  "in many places",
  "for good reasons",
  "with great interest",
  "in small groups",
  "on quiet days",
  "from the start",
  "around the country",
];
const TAILS_ONE = ["often", "today", "together", "calmly", "regularly", "gladly"];

/** Words that free text may not contain; nothing if any will do. */
type Bans = readonly string[];

/** A plain sentence on a topic with exactly so many words, at least `SHORTEST` more than the topic has. */
export function sentenceOf(length: number, topic: string, random: Random, bans: Bans): string {
  const allowed = (phrases: readonly string[]) => phrases.filter((phrase) => !bans.some((ban) => mentions(phrase, ban)));
  const subject = pick(
    random,
    allowed(SUBJECTS).filter((phrase) => countWords(phrase) + 1 + countWords(topic) <= length || countWords(phrase) === 1),
  );
  const words = [subject ?? "They", pick(random, allowed(VERBS)) ?? "see", topic];
  let left = length - countWords(words.join(" "));
  let recent = "";
  while (left > 0) {
    const pool = allowed(
      left === 1 ? TAILS_ONE : left === 2 || left === 4 ? TAILS_TWO : left === 3 ? TAILS_THREE : [...TAILS_TWO, ...TAILS_THREE],
    ).filter((phrase) => phrase !== recent);
    recent = pick(random, pool) ?? Array(Math.min(left, 2)).fill("indeed").join(" ");
    words.push(recent);
    left -= countWords(recent);
  }
  return `${words.join(" ").split(" ").slice(0, Math.max(length, 1)).join(" ")}.`;
}

const MOST = 9;

/** Text that starts with `core` and is filled up, or cut, to the asked number of words and sentences. */
export function prose(core: string, topic: string, form: Form, random: Random): string {
  const bans = form.forbidden;
  const fixed = sentencesOf(core.replace(/\s*\n\s*/g, " ")).filter((sentence) => !bans.some((ban) => mentions(sentence, ban)));
  const sentences = form.sentences ? wholeIn(form.sentences, random) : undefined;
  const extra = countWords(form.starts ?? "") + countWords(form.ends ?? "");
  const words = form.words ? { min: Math.max(1, form.words.min - extra), max: form.words.max - extra } : undefined;
  if (sentences === undefined && words === undefined) return fixed.join(" ") || sentenceOf(MOST, topic, random, bans);
  if (sentences === undefined && words && within(countWords(fixed.join(" ")), words)) return fixed.join(" ");
  const target = words ? Math.floor((Math.min(words.max, words.min + 40) + words.min) / 2) : undefined;
  return fitted(fixed, topic, sentences, target, random, bans);
}

/** A number of sentences and of words, with as much of what is there as fits. */
function fitted(
  fixed: readonly string[],
  topic: string,
  sentences: number | undefined,
  words: number | undefined,
  random: Random,
  bans: Bans,
): string {
  const count = sentences ?? Math.max(1, Math.round((words ?? MOST) / 11));
  const total = words ?? Math.max(count * MOST, countWords(fixed.slice(0, count).join(" ")));
  const shortest = countWords(topic) + 2;
  const kept: string[] = [];
  for (const sentence of fixed) {
    const used = countWords([...kept, sentence].join(" "));
    const open = count - kept.length - 1;
    if (
      open < 0 ||
      used > total ||
      (open === 0 && words !== undefined && used !== total) ||
      total - used < open * (open > 0 ? shortest : 0)
    )
      break;
    kept.push(sentence);
  }
  let left = total - countWords(kept.join(" "));
  const built = [...kept];
  for (let open = count - kept.length; open > 0; open--) {
    const length = Math.floor(left / open);
    const short =
      length < shortest
        ? topic
            .split(" ")
            .slice(0, Math.max(1, length - 2))
            .join(" ")
        : topic;
    built.push(length >= 3 ? sentenceOf(length, short, random, bans) : `${["Yes", "Good topic"][length - 1] ?? "Yes"}.`);
    left -= length;
  }
  return built.join(" ");
}

export function wholeIn({ min, max }: Range, random: Random): number {
  return wholeBetween(random, min, Number.isFinite(max) ? max : min);
}

function within(value: number, { min, max }: Range): boolean {
  return value >= min && value <= max;
}

/** At most so many words, without leaving a dangling small word. */
export function cutTo(text: string, range: Range, random: Random, topic: string): string {
  const words = text.replace(/[.!]$/, "").split(/\s+/);
  const kept = words.slice(0, Math.min(words.length, range.max));
  while (kept.length < range.min) kept.push(pick(random, [...TAILS_ONE, ...topic.split(" ").slice(0, 1)]));
  return kept.join(" ");
}
