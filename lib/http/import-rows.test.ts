import { describe, expect, it } from "vitest";
import { importRows } from "./import-rows";

const csv = (...lines: string[]) => importRows("text/csv", lines.join("\r\n"));
const lines = (...values: unknown[]) =>
  importRows("application/x-ndjson", values.map((value) => JSON.stringify(value)).join("\n"));

describe("a CSV file", () => {
  it("is a header and rows; lists have semicolons, empty cells are absent, quotes hold commas and line ends", async () => {
    const rows = await csv(
      "\uFEFFid,name,model,capabilities,rateSats,endpoint.url,endpoint.protocol,config",
      'scout,"Scout, the first",m-1,research; sql ;,60,http://127.0.0.1:1/x,openai-chat,"{""model"": ""m""}"',
      "",
      ',"two\nlines",m-2,,,,,',
    );
    expect(rows).toEqual([
      {
        row: 1,
        line: 2,
        given: {
          id: "scout",
          name: "Scout, the first",
          model: "m-1",
          capabilities: ["research", "sql"],
          rateSats: 60,
          endpoint: { url: "http://127.0.0.1:1/x", protocol: "openai-chat" },
          config: { model: "m" },
        },
      },
      { row: 2, line: 4, given: { name: "two\nlines", model: "m-2" } },
    ]);
  });

  it.each([
    ["\n", "\n"],
    ["CRLF", "\r\n"],
  ])("says at which line each row begins, where lines end with %s", async (_, end) => {
    const text = ["\uFEFF", "name,model", `"two${end}ç lines",m`, "", "  ", "b,m", `"${end}${end}",m`, "c,m"].join(end);
    expect((await importRows("text/csv", text)).map(({ line }) => line)).toEqual([3, 7, 8, 11]);
  });

  it("says row by row what is wrong", async () => {
    const rows = await csv("name,model,rateSats,config", "a,m,cheap,", "b,,1,", "c,m,1.5,", "d,m,1,{", "e,m", "f,m,1,");
    expect(rows.map((row) => ("errors" in row ? row.errors.map(({ pointer }) => pointer) : "ok"))).toEqual([
      ["/rateSats"],
      ["/model"],
      ["/rateSats"],
      ["/config"],
      [""],
      "ok",
    ]);
  });

  it.each([
    ["an unknown column", "name,model,colour\na,m,red", 422],
    ["a column twice", "name,model,name\na,m,b", 422],
    ["no row", "name,model\n", 422],
    ["nothing", "", 422],
    ["a quote that never ends", 'name,model\n"a,m', 400],
    ["a quote in the middle", 'name,model\na"b"c,m', 400],
    ["a prototype as a column", "name,model,__proto__\na,m,x", 422],
    ["too many rows", `name,model\n${"a,m\n".repeat(5001)}`, 422],
  ])("with %s is refused whole", async (_, content, status) => {
    await expect(importRows("text/csv", content)).rejects.toThrow(expect.objectContaining({ status }) as Error);
  });

  it("keeps a cell that a spreadsheet would run: only an export must guard against that", async () => {
    expect(await csv("name,model", '"=HYPERLINK(""http://x"")",m')).toMatchObject([
      { given: { name: '=HYPERLINK("http://x")' } },
    ]);
  });
});

describe("JSON lines", () => {
  it("are registrations as the API takes them", async () => {
    expect(await lines({ name: "a", model: "m", persona: "code" })).toEqual([
      { row: 1, line: 1, given: { name: "a", model: "m", persona: "code" } },
    ]);
  });

  it("say row by row what is wrong", async () => {
    const content = [
      '{"name":"a","model":"m"}',
      "{",
      "[1]",
      '{"name":"a","model":"m","x":1}',
      '{"name":"a\\u0000","model":"m"}',
    ].join("\n");
    const rows = await importRows("application/x-ndjson", `\n${content}\n\n`);
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(rows.map((row) => ("errors" in row ? row.errors.map(({ pointer, code }) => `${pointer} ${code}`) : "ok"))).toEqual([
      "ok",
      [" http/json"],
      [" invalid_type"],
      ["/x unrecognized_keys"],
      ["/name http/text"],
    ]);
  });

  it("let no prototype in", async () => {
    const rows = await importRows("application/x-ndjson", '{"name":"a","model":"m","provenance":{"__proto__":{"polluted":1}}}');
    expect(rows).toMatchObject([{ row: 1, errors: [{ code: "http/key" }] }]);
    await expect(importRows("application/x-ndjson", "\n \n")).rejects.toMatchObject({ status: 422 });
  });
});
