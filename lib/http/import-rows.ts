import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { isRefusal, Refusal, type RefusalItem } from "../refusal";
import { AgentRegistration } from "../registry/agent";
import { type ImportRow, MOST_ROWS } from "../registry/import";
import { type Breathe, turns } from "../turns";
import { assertPlain } from "./body";
import { itemsOf } from "./handle";

export const IMPORT_MEDIA = ["application/x-ndjson", "text/csv"] as const;
type ImportMedia = (typeof IMPORT_MEDIA)[number];

const LIST_SEPARATOR = ";";
const LONGEST_RECORD = 256 * 1024;
/** Bytes read in one go. */
const PIECE = 16 * 1024;

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
export async function importRows(media: ImportMedia, content: string): Promise<ImportRow[]> {
  const breathe = turns();
  const rows: ImportRow[] = [];
  const values = media === "text/csv" ? await csvValues(content, breathe) : lineValues(content);
  for (const value of values) {
    rows.push(rowOf(rows.length + 1, value()));
    await breathe();
  }
  if (rows.length === 0) throw refusal("There is no row.");
  return rows;
}

const tooMany = () => refusal(`There are more than ${MOST_ROWS.toLocaleString("en")} rows.`);

/** A row as a value, or what is wrong with its text. */
type Value = { value: unknown } | { errors: RefusalItem[] };
type Read = { line: number } & Value;

function rowOf(row: number, read: Read): ImportRow {
  const { line } = read;
  if ("errors" in read) return { row, line, errors: read.errors };
  const parsed = AgentRegistration.safeParse(read.value);
  return parsed.success ? { row, line, given: parsed.data } : { row, line, errors: itemsOf(parsed.error.issues) };
}

/** Each row is read when it is its turn. */
function lineValues(content: string): (() => Read)[] {
  const lines = content.split("\n").map((text, i) => ({ line: i + 1, text: text.trim() }));
  const filled = lines.filter(({ text }) => text !== "");
  if (filled.length > MOST_ROWS) throw tooMany();
  return filled.map(({ line, text }) => () => ({ line, ...lineValue(text) }));
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

async function csvValues(content: string, breathe: Breathe): Promise<(() => Read)[]> {
  const [{ cells: header } = { cells: [] as string[] }, ...records] = await recordsOf(content, breathe);
  const unknown = header.filter((name) => !Object.hasOwn(COLUMNS, name));
  if (unknown.length > 0)
    throw refusal(
      `There is no column ${unknown.map((name) => `"${name.slice(0, 60)}"`).join(", ")}. Known: ${Object.keys(COLUMNS).join(", ")}.`,
    );
  if (new Set(header).size < header.length) throw refusal("A column stands twice in the header.");
  return records.map(({ line, cells }) => () => {
    if (cells.length === header.length) return { line, ...plain(registrationFrom(header, cells)) };
    const detail = `The row has ${cells.length} cells, the header ${header.length}.`;
    return { line, errors: [{ pointer: "", code: "http/csv", detail }] };
  });
}

const LINE_END = /\r\n|\n|\r/g;
const EMPTY_LINES = /^(?:[^\S\r\n]*(?:\r\n|\n|\r))*/;

async function recordsOf(content: string, breathe: Breathe): Promise<{ line: number; cells: string[] }[]> {
  const bytes = Buffer.from(content);
  const records: { line: number; cells: string[] }[] = [];
  let [end, line] = [0, 1];
  for await (const { record, info } of parsed(bytes)) {
    // The library's own count takes CRLF in quotes for two lines, so they are counted in what each record was read from.
    const text = bytes.toString("utf8", end, info.bytes);
    const begins = line + ends(EMPTY_LINES.exec(text)?.[0] ?? "");
    line += ends(text);
    end = info.bytes;
    records.push({ line: begins, cells: record });
    // The header is a record too.
    if (records.length > MOST_ROWS + 1) throw tooMany();
    await breathe();
  }
  return records;
}

const ends = (text: string) => text.match(LINE_END)?.length ?? 0;

async function* parsed(bytes: Buffer): AsyncGenerator<{ record: string[]; info: { bytes: number } }> {
  const parser = Readable.from(pieces(bytes)).pipe(
    parse({
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: LONGEST_RECORD,
      info: true,
    }),
  );
  try {
    // The library's types do not know what `info` makes of a record.
    yield* parser as AsyncIterable<{ record: string[]; info: { bytes: number } }>;
  } catch (error) {
    if (error instanceof CsvError) throw new Refusal(400, "http/csv", `The text is no CSV: ${error.message.slice(0, 300)}.`);
    throw error;
  }
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
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
