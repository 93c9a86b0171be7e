import { stem } from "stemr";
import { STOP_WORDS } from "./language";

/** Letters, marks and digits in any script; `c++`, `c#` are words, because manifests name languages. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:\+\+|#)?/gu;
/** Scripts without spaces between words: two characters side by side stand for a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const ONLY_DIGITS = /^\p{Nd}+$/u;
/** The stemmer's time grows with the square of a word's length, and nobody's skill is spelt this long. */
const LONGEST_WORD = 64;

const MOST_REMEMBERED = 20_000;
const stems = new Map<string, string>();

const SILENT = new Set(STOP_WORDS.map(stem));

/**
 * The distinct terms of a text, in the order they first occur: Unicode words, NFKC, lower case, Snowball stems (English;
 * other languages keep their words). Words that say nothing, numbers and words over 64 characters are left out.
 */
export function termsOf(text: string): string[] {
  return [...new Set(stemsOf(text))].filter((term) => !SILENT.has(term) && !ONLY_DIGITS.test(term));
}

/** A name as one key: its stems in order, so that "Vulnerability Scan" is "vulnerability scanning". */
export function phraseOf(name: string): string {
  const stems = stemsOf(name);
  return stems.length > 0 ? stems.join(" ") : normal(name).trim();
}

function stemsOf(text: string): string[] {
  const words = normal(text).match(WORD) ?? [];
  return words.flatMap((word) => (UNSPACED.test(word) ? pairsOf(word) : word.length > LONGEST_WORD ? [] : [stemOf(word)]));
}

/** The stem of a word, remembered: the same words come again and again, and stemming takes microseconds. */
function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MOST_REMEMBERED) stems.clear();
  const stemmed = stem(word);
  stems.set(word, stemmed);
  return stemmed;
}

function normal(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function pairsOf(word: string): string[] {
  const characters = [...word];
  return characters.length < 2 ? characters : characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}
