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
/** Engines keep a longer word as a view of the text it was found in, which would stay in memory with it. */
const LONGEST_REMEMBERED = 12;
const stems = new Map<string, string>();

const SILENT = new Set(STOP_WORDS.map(stem));

/**
 * The distinct terms of a text, in the order they first occur: Unicode words, NFKC, lower case, Snowball stems (English;
 * other languages keep their words). Words that say nothing, numbers and words over 64 characters are left out.
 */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  for (const stemmed of stemsOf(text)) if (!SILENT.has(stemmed) && !ONLY_DIGITS.test(stemmed)) terms.add(stemmed);
  return [...terms];
}

/** A name as one key: its stems in order, so that "Vulnerability Scan" is "vulnerability scanning". */
export function phraseOf(name: string): string {
  const stems = stemsOf(name);
  return stems.length > 0 ? stems.join(" ") : normal(name).trim();
}

function stemsOf(text: string): string[] {
  const found: string[] = [];
  for (const word of normal(text).match(WORD) ?? []) {
    const known = stems.get(word);
    if (known !== undefined) found.push(known);
    else if (UNSPACED.test(word)) for (const pair of pairsOf(word)) found.push(pair);
    else if (word.length <= LONGEST_WORD) found.push(remembered(word));
  }
  return found;
}

/** The stem of a word, remembered: the same words come again and again, and stemming takes microseconds. */
function remembered(word: string): string {
  const stemmed = stem(word);
  if (word.length > LONGEST_REMEMBERED) return stemmed;
  if (stems.size >= MOST_REMEMBERED) stems.clear();
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
