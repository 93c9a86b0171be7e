/** A line that cannot be an answer is longer. Unit: words. */
const SHORT_ANSWER = 15;
const SHORT_LAST_LINE = 12;

/** Without a leading thinking block; NFKC, straight quotes, plain hyphens. */
export function tidy(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/^\s*<(think|thinking)>[\s\S]*?<\/\1>/i, "")
    .replace(/[‘’‚‛′´]/g, "'")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‐-―−]/g, "-")
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/\r\n?/g, "\n")
    .trim();
}

/** What was written where the text itself was asked for: without one fence or one pair of quotes around all of it, without bold and code marks. */
export function bare(text: string): string {
  const fenced = tidy(text)
    .replace(/^```[^\n]*\n([\s\S]*?)\n?```$/, "$1")
    .replace(/\*\*|`/g, "")
    .trim();
  const quoted = /^"([^"]*)"$|^'([^']*)'$/.exec(fenced);
  return (quoted?.[1] ?? quoted?.[2] ?? fenced).trim();
}

/** Without any markup: bold, code, quotes, headings, LaTeX boxes. */
export function unmarked(text: string): string {
  return tidy(text)
    .replace(/```[a-z]*\n?/gi, "")
    .replace(/\\boxed\{([^}\n]{0,200})\}/g, "$1")
    .replace(/\\text\{([^}\n]{0,200})\}/g, "$1")
    .replace(/\\\(|\\\)|\\\[|\\\]|\$/g, "")
    .replace(/[*`"]|__/g, "")
    .replace(/^[ \t]*[#>]+[ \t]*/gm, "")
    .trim();
}

/** The line that answers: the last `label: …`; else all of a text of up to 15 words; else a last line of up to 12; else null. */
export function answerLine(text: string, label: string): string | null {
  const plain = unmarked(text);
  const lines = linesOf(plain);
  const labelled = lastLabelled(lines, label);
  if (labelled !== null) return labelled;
  if (plain === "") return null;
  if (wordsOf(plain).length <= SHORT_ANSWER) return lines.join(" ");
  const last = lines.at(-1) ?? "";
  return wordsOf(last).length <= SHORT_LAST_LINE ? last : null;
}

/** What follows the last `label:`, on its line or the next; null where there is none. */
export function lastLabelled(lines: readonly string[], label: string): string | null {
  const pattern = new RegExp(`^(?:.*[^\\p{L}])?${label}\\s*[:=]\\s*(.*)$`, "iu");
  for (let i = lines.length - 1; i >= 0; i--) {
    const found = pattern.exec(lines[i] as string)?.[1];
    if (found === undefined) continue;
    return found === "" ? (lines[i + 1] ?? null) : found;
  }
  return null;
}

/** Trimmed lines with something on them. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What is set apart by white space and holds a letter or digit. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Sentences of plain prose: what ends in a full stop, question or exclamation mark before white space or the end. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])["')]*(?:\s+|$)/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

const SPELLED =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const COUNT = `\\d{1,9}|${SPELLED.join("|")}`;
const FRACTION = new RegExp(
  `(?<![\\p{L}\\d])(${COUNT})(?:\\s\\p{L}{1,12})?\\s{0,3}(?:\\/|out of|of)\\s{0,3}(?:${COUNT})(?![\\p{L}\\d])`,
  "giu",
);
const NUMBER = /(?<![\p{L}\d.])(?<!\p{L}-)-?\d+(?:\.\d+)?/gu;

/** Distinct numbers of a line; a name such as B7 is none. After the last `=` only; `1,234` is one number; `3/4`, `3 of 4` and `3 points of 4` are 3; "not 81" does not count. */
export function numbersIn(line: string): number[] {
  const clean = joined(afterEquals(line)).replace(/\b(?:not|instead of|rather than)\s+-?\d[\d.]*/gi, "");
  const counted = clean.replace(FRACTION, "$1");
  const digits = [...counted.matchAll(NUMBER)].map(([text]) => Number(text));
  if (digits.length > 0) return [...new Set(digits)];
  const spelled = wordsOf(counted.toLowerCase()).map((word) => SPELLED.indexOf(word.replace(/[^a-z]/g, "")));
  return [...new Set(spelled.filter((value) => value >= 0))];
}

/** Every number written in digits, also those inside names. */
export function digitsIn(text: string): string[] {
  return [...joined(text).matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => digits);
}

/** Thousands separators taken out. */
function joined(text: string): string {
  return text.replace(/(?<![\d.])\d{1,3}(?:[,' ]\d{3})+(?!\d)/g, (grouped) => grouped.replace(/[,' ]/g, ""));
}

function afterEquals(line: string): string {
  const right = line.slice(line.lastIndexOf("=") + 1);
  return /\d/.test(right) ? right : line;
}

/** Distinct times of day of a line, in minutes since midnight. `0847` counts only where there is none with a colon. */
export function timesIn(line: string): number[] {
  const clean = afterEquals(line).replace(/\b(?:not|instead of|rather than)\s+\d{1,2}[:.]?\d{2}/gi, "");
  const written = [...clean.matchAll(/(?<![\d:])(\d{1,2})\s?[:.h]\s?([0-5]\d)(?!\d)(?:\s*([ap])\.?m\b)?/gi)];
  const hours = [...clean.matchAll(/(?<![\d:.])(\d{1,2})()\s*([ap])\.?m\b/gi)];
  const found =
    written.length + hours.length > 0 ? [...written, ...hours] : [...clean.matchAll(/(?<!\d)(\d{2})([0-5]\d)(?!\d)/g)];
  return [...new Set(found.map(([, hour, minute, half]) => minutesOf(Number(hour), Number(minute || 0), half)))].filter(
    (time) => time < 1440,
  );
}

function minutesOf(hour: number, minute: number, half: string | undefined): number {
  const shift =
    half === undefined ? 0 : half.toLowerCase() === "p" && hour < 12 ? 12 : half.toLowerCase() === "a" && hour === 12 ? -12 : 0;
  return (hour + shift) * 60 + minute;
}

/** Whether a text holds this token, whole and in any case. A number may be followed by its unit. */
export function hasToken(text: string, token: string): boolean {
  const escaped = token.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const number = /^\d+$/.test(token);
  const pattern = number ? `(?<![\\p{L}\\d.,])${escaped}(?![\\d]|[.,]\\d)` : `(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])`;
  return new RegExp(pattern, "iu").test(text);
}

const ABSENCE =
  /\b(?:not|no|none|never|nothing|nobody|nowhere|neither|nor|without|cannot|unable|unknown|unavailable|unspecified|unstated|undisclosed|undocumented|undetermined|undeterminable|undefined|unresolved|unclear|unsure|uncertain|unverified|unconfirmed|unanswerable|missing|absent|lacks?|lacking|insufficient|inconclusive|incomplete|impossible|indeterminate|n\/a|conflict\w*|contradict\w*|disagree\w*|fictional|fictitious|nonexistent|dont|cant)\b|n't\b/i;

/** Whether a line says that something is not there or not known. */
export function saysAbsence(line: string): boolean {
  return ABSENCE.test(line);
}
