import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importRows } from "@/lib/http/import-rows";
import { errorWords, mediaOf, refusedRows, rowTexts } from "./import-file";

const report = async (text: string) => {
  const media = mediaOf(text);
  const results = (await importRows(media, text)).map((row) => ({ row: row.row, line: row.line, ok: "given" in row }));
  return [text, media, results] as const;
};

describe("a file to import", () => {
  it("is JSON lines where it begins with a brace", () => {
    expect(mediaOf('\uFEFF\n {"name": "a"}')).toBe("application/x-ndjson");
    expect(mediaOf("name,model\na,m")).toBe("text/csv");
    expect(mediaOf("")).toBe("text/csv");
  });

  it("gives back the refused rows as they were, with the header of a CSV", async () => {
    const csv = ["\uFEFFname,model", "a,m", "", '"b', 'c",', "  ", ",m", "d,m"].join("\r\n");
    expect(refusedRows(...(await report(csv)))).toBe('name,model\n"b\r\nc",\n,m\n');
    const lines = ['{"name":"a","model":"m"}', "", '{"name":"b"}', "{"].join("\n");
    expect(refusedRows(...(await report(lines)))).toBe('{"name":"b"}\n{\n');
  });

  it("is cut into the rows that the server reads, whatever stands in quotes", async () => {
    const cell = fc.array(fc.constantFrom("a", ",", "\n", '""', " ", "ç")).map((parts) => `"x${parts.join("")}"`);
    const blank = fc.constantFrom("", "\n", " \n\n");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, blank), { minLength: 1, maxLength: 6 }), async (rows) => {
        const text = `name,model\n${rows.map(([name, after]) => `${name},m\n${after}`).join("")}`;
        const [, media, results] = await report(text);
        expect([...rowTexts(text, media, results).values()]).toEqual(rows.map(([name]) => `${name},m`));
      }),
    );
  });
});

describe("what is wrong with a row", () => {
  it("is said as the server's own schema finds it", async () => {
    const [row] = await importRows("text/csv", "name,rateSats,endpoint.url\na,cheap,nowhere");
    expect(row && "errors" in row ? row.errors.map(errorWords) : []).toEqual([
      "model is missing.",
      "rateSats is no number.",
      "endpoint.url: Invalid URL.",
      'endpoint.protocol: Invalid option: expected one of "openai-chat"|"a2a".',
    ]);
    expect(errorWords({ pointer: "", detail: "The line is not valid JSON." })).toBe("The line is not valid JSON.");
  });
});
