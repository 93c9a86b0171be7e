const WORD_NUMBERS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
  "twenty",
];
const TENS = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** A number as people write it in prose: digits or a word up to a hundred. */
export const NUMBER = `(?:\\d+(?:[.,]\\d+)*|${[...WORD_NUMBERS.slice(1), ...TENS, "hundred", "single", "an?(?= dozen)", "dozen"].toReversed().join("|")})`;

/** Value of such a number; NaN if it is none. */
export function numberOf(text: string): number {
  const word = text.trim().toLowerCase();
  if (word === "single" || word === "once") return 1;
  if (word === "twice") return 2;
  if (word === "dozen") return 12;
  if (word === "hundred") return 100;
  const small = WORD_NUMBERS.indexOf(word);
  if (small >= 0) return small;
  const [ten = "", one] = word.split("-");
  const tens = ten === "twenty" ? 20 : TENS.includes(ten) ? (TENS.indexOf(ten) + 3) * 10 : Number.NaN;
  if (!Number.isNaN(tens)) return tens + (one ? Math.max(0, WORD_NUMBERS.indexOf(one)) : 0);
  return Number(word.replace(/(?<=\d)[, '](?=\d{3}(\D|$))/g, "").replace(/(\d),(\d{1,2})$/, "$1.$2"));
}

/** First number in digits, with thousands separators understood. */
export function firstNumber(text: string): number | undefined {
  const found = /-?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d)|-?\d+(?:\.\d+)?/.exec(text);
  return found ? Number(found[0].replace(/[, ]/g, "")) : undefined;
}

/** At most two decimals, none where none are needed. */
export function plain(value: number): string {
  return String(Math.round((value + Number.EPSILON) * 100) / 100);
}

/** Sentences and lines of a text, in order. Points in numbers, times, abbreviations and addresses end nothing. */
export function sentencesOf(text: string): string[] {
  return text
    .split("\n")
    .flatMap((line) =>
      line
        .replace(/^(\s*\d+)\.(?=\s)/, "$1\u2024")
        .replace(/\b(e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|No|St|approx|vs|a\.m|p\.m)\./gi, "$1\u2024")
        .split(/(?<=[.!?]["'”’)`]?)\s+(?=["'“‘(`[<]?[A-Z0-9[]|[-+−]\d)/),
    )
    .map((sentence) => sentence.replaceAll("\u2024", ".").trim())
    .filter((sentence) => sentence !== "");
}

export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Words as people count them: what stands between blanks. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

const EMPTY = new Set(
  (
    "a an the and or but of to in on at by for with from as is are was were be been being do does did has have had it its this that " +
    "these those there here i you he she we they me my your his her our their them who whom whose which what when where why how many " +
    "much please tell give say answer reply could can would will shall should may might must not no only just so if then than about into " +
    "according text following above below all any each every some one up out also very"
  ).split(" "),
);

/** Whether two stems come from one word: "deliver" and "delivery". */
export function akin(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  return (
    shorter >= 4 &&
    Math.max(a.length, b.length) - shorter <= 4 &&
    a.slice(0, Math.max(4, shorter - 1)) === b.slice(0, Math.max(4, shorter - 1))
  );
}

/** A word without the endings that grammar puts on it. */
export function stem(word: string): string {
  const low = word.toLowerCase().replace(/['’]s$/, "");
  if (low.length <= 3) return low;
  if (/ies$/.test(low)) return `${low.slice(0, -3)}y`;
  if (/(ss|us|is)$/.test(low)) return low;
  const bare = low
    .replace(/(sh|ch|x|ss)es$/, "$1")
    .replace(/s$/, "")
    .replace(/(?<=[a-z]{3})(ing|ed)$/, "");
  return (
    bare
      .replace(/([bdgklmnprt])\1$/, "$1")
      .replace(/e$/, "")
      .replace(/i$/, "y") || low
  );
}

/** Stems of the words that carry meaning. */
export function gist(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !EMPTY.has(word.toLowerCase()))
    .map(stem);
}

/** How many of `part`'s meaningful words the text has too, from 0 to 1. */
export function overlap(part: string, text: string): number {
  const wanted = new Set(gist(part));
  const there = new Set(gist(text));
  if (wanted.size === 0) return 0;
  return [...wanted].filter((word) => there.has(word)).length / wanted.size;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Without the quotes, blanks and closing marks around it. */
export function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^(["'“‘«`]+)([\s\S]*?)(["'”’»`]+)[.,;]?$/, "$2")
    .trim();
}

/** Quoted strings in a text: double, curly, back-ticked, or single quotes that do not belong to a word. */
export function quotesIn(text: string): string[] {
  const found = text.matchAll(
    /"([^"\n]+)"|“([^”\n]+)”|`([^`\n]+)`|(?<![\p{L}\p{N}])['‘]([^'’\n]+)['’](?![\p{L}\p{N}])|«([^»\n]+)»/gu,
  );
  return [...found].map((match) => match.slice(1).find((group) => group !== undefined) ?? "");
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Whether the phrase occurs as whole words. */
export function mentions(text: string, phrase: string): boolean {
  if (!text.toLowerCase().includes(phrase.toLowerCase())) return false;
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(phrase)}(?![\\p{L}\\p{N}])`, "iu").test(text);
}

/** Items by key, in order of first appearance. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
