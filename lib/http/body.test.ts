import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { assertPlainText, BODY_LIMIT, contentOf, parseJson, readLimited } from "./body";

const headers = (given: Record<string, string>) => (name: string) => given[name];
const JSON_TYPE = { "content-type": "application/json" };
const parse = async (body: string | Buffer, given: Record<string, string> = JSON_TYPE, limit = BODY_LIMIT) => {
  const { text } = await contentOf(Buffer.from(body), headers(given), limit);
  const value = parseJson(text);
  assertPlainText(text, value);
  return value;
};

describe("a request body", () => {
  it("is JSON, plain or gzipped", async () => {
    expect(await parse('{"a":1}')).toEqual({ a: 1 });
    expect(await parse(gzipSync('{"a":1}'), { ...JSON_TYPE, "content-encoding": "gzip" })).toEqual({ a: 1 });
  });

  const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
  const refused: [string, string | Buffer, Record<string, string>, number, string][] = [
    ["truncated JSON", '{"a":', JSON_TYPE, 400, "http/json"],
    ["NaN", '{"a":NaN}', JSON_TYPE, 400, "http/json"],
    ["bytes that are not UTF-8", Buffer.from([0x22, 0xff, 0x22]), JSON_TYPE, 400, "http/json"],
    ["another media type", "a=1", { "content-type": "application/x-www-form-urlencoded" }, 415, "http/media-type"],
    ["no media type", "{}", {}, 415, "http/media-type"],
    ["NDJSON where none is taken", "{}", { "content-type": "application/x-ndjson" }, 415, "http/media-type"],
    ["an unknown encoding", "{}", { ...JSON_TYPE, "content-encoding": "br" }, 415, "http/encoding"],
    ["broken gzip", "{}", { ...JSON_TYPE, "content-encoding": "gzip" }, 400, "http/gzip"],
    ["a gzip bomb", gzipSync(Buffer.alloc(5_000_000, 0x20)), { ...JSON_TYPE, "content-encoding": "gzip" }, 413, "http/too-large"],
    ["a prototype key", '{"__proto__":{"x":1}}', JSON_TYPE, 422, "http/key"],
    ["an escaped prototype key", '{"\\u005f\\u005fproto__":{"x":1}}', JSON_TYPE, 422, "http/key"],
    ["a prototype key escaped elsewhere", '{"a":{"__pr\\u006fto__":{"x":1}}}', JSON_TYPE, 422, "http/key"],
    ["a constructor key", '{"a":{"constructor":{"x":1}}}', JSON_TYPE, 422, "http/key"],
    ["a lone surrogate", '{"a":"\\ud800"}', JSON_TYPE, 422, "http/text"],
    ["NUL", '{"a":"\\u0000"}', JSON_TYPE, 422, "http/text"],
    ["endless nesting", deep, JSON_TYPE, 422, "http/depth"],
  ];
  it.each(refused)("is refused for %s", async (_, text, given, status, code) => {
    await expect(parse(text, given)).rejects.toMatchObject({ name: "Refusal", status, code });
  });

  it("leaves no trace on prototypes", async () => {
    await parse('{"constructor":{"prototype":{"polluted":1}}}').catch(() => {});
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("is not read beyond its limit", async () => {
    async function* endless() {
      for (;;) yield new Uint8Array(1024);
    }
    await expect(readLimited(endless(), 10_000)).rejects.toMatchObject({ status: 413 });
  });
});

describe("a body of lines", () => {
  const CSV = { "content-type": "Text/CSV; charset=utf-8" };
  const read = async (body: string | Buffer, given: Record<string, string> = CSV) => {
    const { media, text } = await contentOf(
      Buffer.from(body),
      headers(given),
      BODY_LIMIT,
      ["application/x-ndjson", "text/csv"],
      false,
    );
    return { media, text };
  };

  it("is text of a known media type, plain or gzipped, without its byte order mark", async () => {
    expect(await read("\uFEFFa,b")).toEqual({ media: "text/csv", text: "a,b" });
    expect(await read(gzipSync("a"), { ...CSV, "content-encoding": "gzip" })).toEqual({ media: "text/csv", text: "a" });
  });

  it.each<[string, Buffer, Record<string, string>, number, string]>([
    ["of another media type", Buffer.from("{}"), JSON_TYPE, 415, "http/media-type"],
    ["of none", Buffer.from("a"), {}, 415, "http/media-type"],
    ["that is not UTF-8", Buffer.from([0xff, 0x61]), CSV, 400, "http/utf-8"],
    ["that swells", gzipSync(Buffer.alloc(5_000_000)), { ...CSV, "content-encoding": "gzip" }, 413, "http/too-large"],
  ])("%s is refused", async (_, body, given, status, code) => {
    await expect(read(body, given)).rejects.toMatchObject({ status, code });
  });
});
