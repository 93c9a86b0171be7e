/** A spreadsheet takes a cell that begins like this for a formula and runs it; some read wide signs as the plain ones. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

type Cell = string | number | boolean | null;

/**
 * Rows as CSV (RFC 4180: commas, CRLF, quotes where needed and doubled inside). A text that a spreadsheet would run as a
 * formula gets an apostrophe in front, which makes it plain text there; numbers stay numbers. Null is an empty cell.
 */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function cellText(cell: Cell): string {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
