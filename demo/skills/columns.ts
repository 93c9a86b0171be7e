import type { Finding, Request } from "../mind/request";
import { readTables, type Table } from "../mind/tables";
import { firstNumber, plain } from "../mind/text";

const ASKED =
  /\b(?:total|sum|average|mean)\b(?: of| in| for| over)?(?: all| the)*(?: column| values in(?: the)? column| figures in(?: the)? column)? ["“'`]([^"”'`\n]+)["”'`]|\bcolumn ["“'`]?([\p{L}_ ]+?)["”'`]?(?= (?:in|of|add|come|sum)|[.?,])/iu;

/** The sum of a named column. A column of a table that nobody handed over has none. */
export function columns({ dialogue, own }: Request): Finding | undefined {
  const asked = ASKED.exec(own);
  if (!asked || !/\b(?:total|sum|add\w*|average|mean)\b/i.test(own)) return undefined;
  const name = (asked[1] ?? asked[2] ?? "").trim().toLowerCase();
  const tables = dialogue.turns.flatMap(({ text }) => readTables(text).tables);
  const found = tables.findLast(({ header }) => header.some((title) => title.toLowerCase() === name));
  return found ? added(found, name, /\b(?:average|mean)\b/i.test(own)) : absent(name);
}

function added({ header, rows }: Table, name: string, mean: boolean): Finding | undefined {
  const title = header.find((each) => each.toLowerCase() === name) as string;
  const numbers = rows.map((row) => firstNumber(row[title] ?? "")).filter((number) => number !== undefined);
  if (numbers.length === 0) return undefined;
  const sum = numbers.reduce((total, number) => total + number, 0);
  const value = plain(mean ? sum / numbers.length : sum);
  return { kind: "computed", short: value, sentence: `${numbers.map(plain).join(" + ")} = ${plain(sum)}.` };
}

function absent(name: string): Finding {
  return {
    kind: "unknown",
    short: "unknown",
    sentence: `I do not see any table with a column "${name}", so the answer is unknown.`,
  };
}
