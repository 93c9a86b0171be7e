import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Lexer, type Token, type Tokens } from "marked";
import { describe, expect, it } from "vitest";
import { anchorOf, guideHref } from "@/components/docs/guide-links";
import { GUIDE_PAGES, guidePath } from "@/components/docs/guide-pages";
import { pictures } from "./source";
import { sizeOfWebp } from "./webp";

const MOST_PAGES = 10;
const MOST_WORDS = 900;
const MOST_BYTES = { picture: 150_000, pictures: 3_000_000 };

const GUIDE = GUIDE_PAGES.map(({ name }) => `docs/${name}.md`);
const FILES = [...GUIDE, "README.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md"];

/** Every token of a text, however deep. */
function all(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => [token, ...all(childrenOf(token))]);
}

function childrenOf(token: Token): Token[] {
  if (token.type === "list") return token.items;
  if (token.type === "table") return [...token.header, ...token.rows.flat()].flatMap((cell: Tokens.TableCell) => cell.tokens);
  return "tokens" in token ? (token.tokens ?? []) : [];
}

const tokensOf = (file: string) => all(Lexer.lex(readFileSync(file, "utf8")));
const linksOf = (file: string) =>
  tokensOf(file).flatMap((token) =>
    token.type === "link" || token.type === "image" ? [{ type: token.type, href: String(token.href) }] : [],
  );
const anchorsOf = (file: string) =>
  new Set(tokensOf(file).flatMap((token) => (token.type === "heading" ? [anchorOf(token.text.replace(/[`*]/g, ""))] : [])));

describe.each(FILES)("%s", (file) => {
  it("links only to files and headings that exist", () => {
    for (const { href } of linksOf(file).filter(({ href }) => !/^https?:/.test(href))) {
      const [path = "", anchor] = href.split("#");
      const target = path === "" ? file : join(file, "..", path);
      expect(existsSync(target), `${href} leads to a file`).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(target), `${href} leads to a heading`).toContain(anchor);
    }
  });
});

describe.each(GUIDE)("%s", (file) => {
  it(`has at most ${MOST_WORDS} words beside its examples`, () => {
    const words =
      readFileSync(file, "utf8")
        .replace(/^```[\s\S]*?^```/gm, "")
        .match(/\S+/g) ?? [];
    expect(words.length).toBeLessThanOrEqual(MOST_WORDS);
  });

  it("begins with its title, and has no HTML, which the product would show as text", () => {
    const tokens = tokensOf(file);
    expect(tokens[0]?.type === "heading" && tokens[0].depth).toBe(1);
    expect(tokens.filter(({ type }) => type === "html").map(({ raw }) => raw)).toEqual([]);
  });

  it("has no link that leads nowhere in the product", () => {
    for (const { href } of linksOf(file)) expect(guideHref(href, "docs"), href).not.toBeNull();
  });

  it("shows pictures that have a dark one beside the light one", () => {
    const shown = linksOf(file).flatMap(({ type, href }) => (type === "image" ? [href.split("/").at(-1) ?? ""] : []));
    for (const name of shown) {
      expect(pictures()).toHaveProperty([name]);
      expect(pictures()).toHaveProperty([name.replace("-light.", "-dark.")]);
    }
  });
});

describe("the guide", () => {
  it("has these pages and no others, at most ten", () => {
    const pages = readdirSync("docs").filter((name) => name.endsWith(".md"));
    expect(pages.sort()).toEqual(GUIDE_PAGES.map(({ name }) => `${name}.md`).sort());
    expect(pages.length).toBeLessThanOrEqual(MOST_PAGES);
  });

  it("has small pictures", () => {
    const sizes = Object.keys(pictures()).map((name) => statSync(join("docs", "screenshots", name)).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MOST_BYTES.picture);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES.pictures);
  });
});

describe("links of the guide in the product", () => {
  it.each([
    ["scores.md", guidePath("scores")],
    ["scores.md#bands", `${guidePath("scores")}#bands`],
    ["#bands", "#bands"],
    ["../SECURITY.md", "/docs/guide/security-policy"],
    ["verify-journal.mjs", "/docs/assets/verify-journal.mjs"],
    ["screenshots/agent-light.webp", "/docs/assets/agent-light.webp"],
    ["https://example.com/x", "https://example.com/x"],
    ["../package.json", null],
    ["../../etc/passwd", null],
    ["javascript:alert(1)", null],
    ["//example.com/x", null],
  ])("%s leads to %s", (href, place) => {
    expect(guideHref(href, "docs")).toBe(place);
  });

  it("of the policy start at the top", () => {
    expect(guideHref("docs/backup.md#restore", "")).toBe(`${guidePath("backup")}#restore`);
  });
});

describe("sizeOfWebp", () => {
  it("reads all three forms", () => {
    const head = (form: string, rest: number[]) =>
      Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP"), Buffer.from(form), Buffer.from(rest), Buffer.alloc(16)]);
    // 1440 by 900, as libwebp writes it.
    expect(sizeOfWebp(head("VP8 ", [0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0xa0, 0x05, 0x84, 0x03]))).toEqual({
      width: 1440,
      height: 900,
    });
    expect(sizeOfWebp(head("VP8L", [0, 0, 0, 0, 0x2f, 0x9f, 0xc5, 0xe0, 0x00]))).toEqual({ width: 1440, height: 900 });
    expect(sizeOfWebp(head("VP8X", [0, 0, 0, 0, 0, 0, 0, 0, 0x9f, 0x05, 0, 0x83, 0x03, 0]))).toEqual({
      width: 1440,
      height: 900,
    });
    expect(() => sizeOfWebp(Buffer.from("no picture at all"))).toThrow("no WebP");
  });
});
