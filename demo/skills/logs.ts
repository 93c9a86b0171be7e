import type { Finding, Request } from "../mind/request";
import { gist, grouped, stem, wordsOf } from "../mind/text";

type Entry = { line: string; at: string; level: string; words: Set<string> };

const STAMP = /^\W*((?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?Z?)\b\W*(.*)$/;
const LEVEL = /\b(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|FAIL(?:ED)?|OK)\b/;

/** Counts and finds lines of a log: how many errors, the first, the last, when something happened. */
export function readLog(request: Request): Finding | undefined {
  const { task, dialogue } = request;
  const entries = dialogue.turns
    .flatMap((turn) => [...turn.passages.map((passage) => passage.text), turn.own])
    .flatMap((text) => text.split("\n"))
    .flatMap(entryOf);
  if (entries.length < 3 || entries.filter(({ level }) => level !== "").length < 2) return undefined;
  const levels = [...new Set(entries.map(({ level }) => level))].filter(
    (level) => level !== "" && new RegExp(`\\b${level}s?\\b|\\b${level === "WARN" ? "warning" : level}s?\\b`, "i").test(task),
  );
  const pool = levels.length > 0 ? entries.filter(({ level }) => levels.includes(level)) : entries;
  const levelWords = new Set([
    "line",
    "log",
    "entry",
    "first",
    "last",
    "time",
    "message",
    ...levels.flatMap((level) => [stem(level), "warn", "warning"]),
  ]);
  const asked = gist(task).filter((word) => !levelWords.has(word) && entries.some((entry) => entry.words.has(word)));
  const fitting = asked.length === 0 ? pool : pool.filter(({ words }) => asked.some((word) => words.has(word)));
  const best = fitting.toSorted((a, b) => score(b, asked) - score(a, asked));
  const whole = asked.length > 0 ? fitting.filter((entry) => score(entry, asked) === score(best[0] as Entry, asked)) : fitting;
  if (/\b(?:how many|count|number of)\b/i.test(task)) return found(String(whole.length), `There are ${whole.length} such lines.`);
  if (/\b(?:most|often)\b/i.test(task) && /\b(?:service|component|module|host|which|who)\b/i.test(task)) {
    const counts = grouped(pool, sourceOf);
    const top = [...counts].toSorted((a, b) => b[1].length - a[1].length)[0];
    return top && found(top[0], `${top[0]}, with ${top[1].length} lines.`);
  }
  const entry = /\blast|latest|final\b/i.test(task) ? whole.at(-1) : whole[0];
  if (!entry || (asked.length === 0 && levels.length === 0)) return undefined;
  if (/\b(?:when|what time|which time|at what|timestamp|time of|time did)\b/i.test(task))
    return found(entry.at, `At ${entry.at}.`);
  if (/\b(?:which|what) (?:service|component|module|host|process|system|node)\b/i.test(task))
    return found(sourceOf(entry), `${sourceOf(entry)}.`);
  return /\b(?:what|which|quote|give|show)\b/i.test(task) ? found(messageOf(entry), messageOf(entry)) : undefined;
}

const found = (short: string, sentence: string): Finding => ({ kind: "computed", short, sentence });

function entryOf(line: string): Entry[] {
  const match = STAMP.exec(line.trim());
  if (!match) return [];
  return [
    {
      line: match[2] as string,
      at: match[1] as string,
      level: LEVEL.exec(match[2] as string)?.[1] ?? "",
      words: new Set(gist(match[2] as string)),
    },
  ];
}

function score({ words }: Entry, asked: readonly string[]): number {
  return asked.filter((word) => words.has(word)).length;
}

/** The word after the level, without brackets: the service that wrote the line. */
function sourceOf({ line, level }: Entry): string {
  const rest = line.replace(new RegExp(`\\W*\\b${level || "\u0000"}\\b\\W*`), " ").trim();
  return /^[\w./-]+/.exec(rest.replace(/^\W+/, ""))?.[0] ?? wordsOf(rest)[0] ?? "";
}

function messageOf({ line, level }: Entry): string {
  return line.replace(new RegExp(`^\\W*${level || "\u0000"}\\W*`), "").trim();
}
