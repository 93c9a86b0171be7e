import { CsvError, parse } from "csv-parse/sync";
import { isRefusal, Refusal, type RefusalItem } from "../refusal";
import { AgentRegistration } from "../registry/agent";
import { type ImportRow, MOST_ROWS } from "../registry/import";
import { assertPlain } from "./body";
import { itemsOf } from "./handle";

export const IMPORT_MEDIA = ["application/x-ndjson", "text/csv"] as const;
type ImportMedia = (typeof IMPORT_MEDIA)[number];

const LIST_SEPARATOR = ";";
const LONGEST_RECORD = 256 * 1024;

type Cell = (text: string) => unknown;
const text: Cell = (cell) => cell;
const list: Cell = (cell) =>
  cell
    .split(LIST_SEPARATOR)
    .map((word) => word.trim())
    .filter((word) => word !== "");
const number: Cell = (cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell);
const json: Cell = (cell) => {
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
};

/** Columns of a CSV file and how their cells are read; an empty cell is absent. */
const COLUMNS: Readonly<Record<string, Cell>> = {
  id: text,
  name: text,
  model: text,
  persona: text,
  capabilities: list,
  keywords: list,
  rateSats: number,
  capacity: number,
  architectureHash: text,
  configText: text,
  config: json,
  provenance: json,
  externalIds: json,
  walletAddress: text,
  initialBalanceSats: number,
  "endpoint.url": text,
  "endpoint.protocol": text,
  "endpoint.model": text,
  "endpoint.credential": text,
};

/**
 * The rows of an import. Refuses 400 `http/csv` where the text is no CSV, and 422 `http/schema` for unknown columns, no rows
 * or more than 5,000; what is wrong with a single row stands in that row.
 */
export function importRows(media: ImportMedia, content: string): ImportRow[] {
  const values = media === "text/csv" ? csvValues(content) : lineValues(content);
  if (values.length === 0) throw refusal("There is no row.");
  if (values.length > MOST_ROWS) throw refusal(`There are ${values.length} rows; ${MOST_ROWS} are possible.`);
  return values.map((value, i) => rowOf(i + 1, value));
}

/** A row as a value, or what is wrong with its text. */
type Value = { value: unknown } | { errors: RefusalItem[] };
type Read = { line: number } & Value;

function rowOf(row: number, read: Read): ImportRow {
  const { line } = read;
  if ("errors" in read) return { row, line, errors: read.errors };
  const parsed = AgentRegistration.safeParse(read.value);
  return parsed.success ? { row, line, given: parsed.data } : { row, line, errors: itemsOf(parsed.error.issues) };
}

function lineValues(content: string): Read[] {
  const lines = content.split("\n").map((text, i) => ({ line: i + 1, text: text.trim() }));
  return lines.filter(({ text }) => text !== "").map(({ line, text }) => ({ line, ...lineValue(text) }));
}

function lineValue(line: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { errors: [{ pointer: "", code: "http/json", detail: "The line is not valid JSON." }] };
  }
  return plain(value);
}

/** Refuses in a row what would be refused in a body: prototype keys, text that is not Unicode, nesting without end. */
function plain(value: unknown): Value {
  try {
    assertPlain(value);
    return { value };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { errors: error.errors ?? [] };
  }
}

function csvValues(content: string): Read[] {
  const [{ cells: header } = { cells: [] as string[] }, ...records] = recordsOf(content);
  const unknown = header.filter((name) => !Object.hasOwn(COLUMNS, name));
  if (unknown.length > 0)
    throw refusal(
      `There is no column ${unknown.map((name) => `"${name.slice(0, 60)}"`).join(", ")}. Known: ${Object.keys(COLUMNS).join(", ")}.`,
    );
  if (new Set(header).size < header.length) throw refusal("A column stands twice in the header.");
  return records.map(({ line, cells }) => {
    if (cells.length === header.length) return { line, ...plain(registrationFrom(header, cells)) };
    const detail = `The row has ${cells.length} cells, the header ${header.length}.`;
    return { line, errors: [{ pointer: "", code: "http/csv", detail }] };
  });
}

const LINE_END = /\r\n|\n|\r/g;
const EMPTY_LINES = /^(?:[^\S\r\n]*(?:\r\n|\n|\r))*/;

function recordsOf(content: string): { line: number; cells: string[] }[] {
  const bytes = Buffer.from(content);
  let [end, line] = [0, 1];
  return parsed(content).map(({ record, info }) => {
    // The library's own count takes CRLF in quotes for two lines, so they are counted in what each record was read from.
    const text = bytes.toString("utf8", end, info.bytes);
    const begins = line + ends(EMPTY_LINES.exec(text)?.[0] ?? "");
    line += ends(text);
    end = info.bytes;
    return { line: begins, cells: record };
  });
}

const ends = (text: string) => text.match(LINE_END)?.length ?? 0;

function parsed(content: string): { record: string[]; info: { bytes: number } }[] {
  try {
    const records: unknown = parse(content, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: LONGEST_RECORD,
      info: true,
    });
    // The library's types do not know what `info` makes of a record.
    return records as { record: string[]; info: { bytes: number } }[];
  } catch (error) {
    if (error instanceof CsvError) throw new Refusal(400, "http/csv", `The text is no CSV: ${error.message.slice(0, 300)}.`);
    throw error;
  }
}

/** The cells of one record as a registration; `endpoint.url` is a member of `endpoint`. */
function registrationFrom(header: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const endpoint: Record<string, unknown> = {};
  for (const [i, name] of header.entries()) {
    const cell = cells[i] ?? "";
    if (cell === "") continue;
    const read = (COLUMNS[name] ?? text)(cell);
    if (name.startsWith("endpoint.")) endpoint[name.slice("endpoint.".length)] = read;
    else value[name] = read;
  }
  return Object.keys(endpoint).length > 0 ? { ...value, endpoint } : value;
}

function refusal(detail: string): Refusal {
  return new Refusal(422, "http/schema", detail, [{ pointer: "", code: "http/schema", detail }]);
}
