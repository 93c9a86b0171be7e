type Cell = { entity: string; attribute: string; value: string };

/** Rows of a table by column name, in order. */
type Row = Record<string, string>;
export type Table = { header: string[]; rows: Row[] };

/** Tables in a text (pipes, CSV, tabs, JSON) as cells named by the first column, and the text without them. */
export function readTables(text: string): { cells: Cell[]; tables: Table[]; rest: string } {
  const tables: Table[] = [];
  const json = readJson(text);
  if (json) return { cells: cellsOf(json), tables: [json], rest: "" };
  const lines = text.split("\n");
  const rest: string[] = [];
  for (let i = 0; i < lines.length; ) {
    const separator = ["|", "\t", ";", ","].find((mark) => startsTable(lines, i, mark));
    if (!separator) {
      rest.push(lines[i++] as string);
      continue;
    }
    const header = split(lines[i++] as string, separator);
    const rows: Row[] = [];
    for (; i < lines.length; i++) {
      const line = lines[i] as string;
      if (/^[\s|:+-]*-[\s|:+-]*$/.test(line)) continue;
      const cells = split(line, separator);
      if (cells.length !== header.length || line.trim() === "") break;
      rows.push(Object.fromEntries(header.map((name, column) => [name, cells[column] as string])));
    }
    tables.push({ header, rows });
  }
  return { cells: tables.flatMap(cellsOf), tables, rest: rest.join("\n") };
}

function startsTable(lines: readonly string[], at: number, mark: string): boolean {
  const width = (line: string | undefined) => (line === undefined || !line.includes(mark) ? 0 : split(line, mark).length);
  const columns = width(lines[at]);
  if (columns < 2 || /[.?!:]\s*$/.test(lines[at] ?? "") || /\d{2,}/.test(lines[at] ?? "")) return false;
  if (
    mark !== "|" &&
    split(lines[at] as string, mark).some(
      (name) => !/^[\p{L}][\p{L}\p{N} _()/%€$.-]{0,30}$/u.test(name) || name.split(" ").length > 3,
    )
  )
    return false;
  const ruled = /^[\s|:+-]*-[\s|:+-]*$/.test(lines[at + 1] ?? "");
  const first = lines[at + (ruled ? 2 : 1)];
  if (mark === "," && /[.!?] \p{L}/u.test(first ?? "")) return false;
  return width(first) === columns;
}

function split(line: string, mark: string): string[] {
  const inner = mark === "|" ? line.trim().replace(/^\|/, "").replace(/\|$/, "") : line;
  return inner.split(mark).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replace(/^\*\*(.*)\*\*$/, "$1"),
  );
}

function cellsOf({ header, rows }: Table): Cell[] {
  const [key = ""] = header;
  return rows.flatMap((row) =>
    header.slice(1).map((attribute) => ({ entity: row[key] ?? "", attribute, value: row[attribute] ?? "" })),
  );
}

function readJson(text: string): Table | undefined {
  const found = /[[{][\s\S]*[\]}]/.exec(text.trim())?.[0];
  if (!found || !/["']\s*:/.test(found)) return undefined;
  try {
    const parsed: unknown = JSON.parse(found);
    const list = (Array.isArray(parsed) ? parsed : [parsed]) as Record<string, unknown>[];
    const rows = list.flatMap((entry) => {
      const fields = Object.entries(Object(entry) as Record<string, unknown>);
      const nested = fields.find(([, value]) => Array.isArray(value) && value.every((each) => typeof each === "object"));
      return nested ? (nested[1] as Record<string, unknown>[]) : [entry];
    });
    const header = [...new Set(rows.flatMap((row) => Object.keys(Object(row) as object)))];
    const gap = (value: unknown) => /^(?:\.\.\.|…|<.*>|string|number|text|0|null|)$/.test(String(value));
    if (rows.every((row) => Object.values(Object(row) as object).every(gap))) return undefined;
    const text = (value: unknown) => (typeof value === "object" && value !== null ? JSON.stringify(value) : String(value));
    if (rows.length === 1)
      return {
        header: ["", ...header],
        rows: [{ "": "", ...Object.fromEntries(header.map((key) => [key, text(rows[0]?.[key])])) }],
      };
    return {
      header,
      rows: rows.map((row) => Object.fromEntries(header.map((key) => [key, row[key] === undefined ? "" : text(row[key])]))),
    };
  } catch {
    return undefined;
  }
}
