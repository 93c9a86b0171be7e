import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded, piecesOf, visible } from "./hidden-text";

const shown = (text: string) => piecesOf(text).map((piece) => ("text" in piece ? piece.text : `<${piece.hidden}>`));

describe("text from outside", () => {
  it.each([
    ["an override that reorders what follows", "pay \u202egnp.exe", ["pay ", "<U+202E>", "gnp.exe"]],
    ["isolates", "\u2066a\u2069", ["<U+2066>", "a", "<U+2069>"]],
    ["zero-width characters", "se\u200bcret\ufeff", ["se", "<U+200B>", "cret", "<U+FEFF>"]],
    ["tags that only models read", "hi\u{e0041}", ["hi", "<U+E0041>"]],
    ["controls", "a\u0007b\u009b", ["a", "<U+0007>", "b", "<U+009B>"]],
    ["line separators", "a\u2028b", ["a", "<U+2028>", "b"]],
    ["fillers", "\u3164\u2800", ["<U+3164>", "<U+2800>"]],
  ])("%s", (_, text, pieces) => {
    expect(shown(text)).toEqual(pieces);
  });

  it("keeps lines, tabs, other scripts and joined emoji", () => {
    for (const text of ["a\n\tb", "שלום", "नमस्ते", "👩‍🚒 ok ✔️", "日本"]) expect(shown(text)).toEqual([text]);
  });

  it("is shown whole: nothing but hidden characters is taken out of the line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const back = piecesOf(text)
          .map((piece) => ("text" in piece ? piece.text : String.fromCodePoint(Number.parseInt(piece.hidden.slice(2), 16))))
          .join("");
        expect(back).toBe(text.toWellFormed().replace(/\r\n?/g, "\n"));
      }),
    );
  });

  it("as a title says the same in characters", () => {
    expect(visible("pay \u202egnp.exe")).toBe("pay [U+202E]gnp.exe");
    expect(visible("plain")).toBe("plain");
    expect(piecesOf("")).toEqual([]);
  });

  it("never shows half a character", () => {
    expect(shown("a\ud83d")).toEqual(["a\ufffd"]);
  });
});

describe("a long text", () => {
  it("is folded by characters or by lines, whichever comes first", () => {
    expect(folded("abcdef", 4, 10)).toBe("abcd");
    expect(folded("a\nb\nc\nd", 100, 2)).toBe("a\nb");
    expect(folded("a\nb", 100, 2)).toBeNull();
  });
});
