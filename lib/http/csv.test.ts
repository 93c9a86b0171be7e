import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csv } from "./csv";

describe("a table as CSV", () => {
  it("has commas and CRLF, quotes only where they are needed, doubled inside", () => {
    expect(
      csv([
        ["id", "name", "score", "revoked", "note"],
        ["a", 'The "best", so far', 812.5, true, null],
        ["b", "two\nlines", -1, false, ""],
      ]),
    ).toBe('id,name,score,revoked,note\r\na,"The ""best"", so far",812.5,true,\r\nb,"two\nlines",-1,false,\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1+1", '=HYPERLINK("http://evil")'])(
    "makes plain text of a cell that a spreadsheet would run: %j",
    (text) => {
      expect(parse(csv([[text]]))).toEqual([[`'${text}`]]);
    },
  );

  it("can be read back, whatever the texts are", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        expect(parse(csv(rows))).toEqual(
          rows.map((row) => row.map((cell) => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell))),
        );
      }),
    );
  });
});

/** A reader as RFC 4180 describes it. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted && char === '"' && text[i + 1] === '"') cell += text[++i];
    else if (char === '"') quoted = !quoted;
    else if (quoted || (char !== "," && char !== "\r")) cell += char;
    else {
      row.push(cell);
      cell = "";
      if (char === ",") continue;
      i++;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
