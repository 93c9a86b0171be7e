import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCredentials, parsePlaces, withoutToken } from "./credential";

const ENV = {
  OPENAI: "sk-0123456789",
  SPACED: " sk-9876543210\n",
  SHORT: "EMPTY",
  ODD: "two words of it",
  MUSTER_SECRET: "x".repeat(40),
};

describe("the list of places", () => {
  it("is host:port, as URLs spell them", () => {
    const text = " 127.0.0.1:8080, Agent.Internal:443,[FD00::1]:80 ,";
    expect(parsePlaces(text)).toEqual({
      ok: true,
      value: new Set(["127.0.0.1:8080", "agent.internal:443", "[fd00::1]:80"]),
    });
    expect(parsePlaces(undefined)).toEqual({ ok: true, value: new Set() });
  });

  it.each([
    ...["127.0.0.1", "http://a:80", "a:0", "a:65536", "a:080808", "*:80", "10.0.0.0/8:80", "a:b", "u@a:80", "a b:80", ":80"],
    ...[
      "0x7f.1:80",
      "127.1:80",
      "2130706433:80",
      "[fd00:0::1]:80",
      "fd00::1:80",
      "[::1",
      "a/b:80",
      "a.:80",
      "a?:80",
      "müller:80",
      "１２７.0.0.1:80",
    ],
  ])("is not %s", (text) => expect(parsePlaces(`localhost:1,${text}`)).toMatchObject({ ok: false }));
});

describe("the list of credentials", () => {
  it("names a token, its place and where it is", () => {
    const text = "openai=api.openai.com:443=OPENAI,local=[::1]:8000=SPACED";
    expect(parseCredentials(text, ENV)).toEqual({
      ok: true,
      value: new Map([
        ["openai", { place: "api.openai.com:443", token: "sk-0123456789" }],
        ["local", { place: "[::1]:8000", token: "sk-9876543210" }],
      ]),
    });
  });

  it.each([
    ["a=b:1=sk-0123456789", "form"],
    ["a=b=OPENAI", "form"],
    ["=b:1=OPENAI", "form"],
    ["a b=b:1=OPENAI", "form"],
    ["a=b:1=OPENAI,a=c:1=OPENAI", "Entry 2 has the name"],
    ["a=b:1=MISSING", "not set"],
    ["a=b:1=SHORT", "no bearer token"],
    ["a=b:1=ODD", "no bearer token"],
    ["a=b:1=MUSTER_SECRET", "Muster's own"],
  ])("is not %s", (text, why) => {
    const parsed = parseCredentials(text, ENV);
    expect(parsed).toMatchObject({ ok: false, why: expect.stringContaining(why) });
    for (const secret of Object.values(ENV)) expect(JSON.stringify(parsed)).not.toContain(secret.trim());
  });
});

describe("a token in a text", () => {
  const token = fc.stringMatching(/^[A-Za-z0-9._~+/-]{8,40}={0,2}$/);
  const escapings: ((token: string) => string)[] = [
    (text) => text,
    (text) => JSON.stringify(text.replaceAll("/", "\\/")),
    (text) => JSON.stringify(JSON.stringify({ text })),
    (text) => [...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
    encodeURIComponent,
  ];

  it("is not there afterwards, however it was quoted", () => {
    fc.assert(
      fc.property(token, fc.constantFrom(...escapings), (secret, escaped) => {
        const told = withoutToken(`a ${escaped(secret)} b`, secret);
        expect(told).toContain("[credential]");
        expect(told).not.toContain(escaped(secret));
      }),
    );
  });

  it("leaves everything else as it is", () => {
    fc.assert(
      fc.property(fc.string(), token, (text, secret) => {
        fc.pre(!text.toLowerCase().includes(secret.toLowerCase()));
        expect(withoutToken(text, secret)).toBe(text);
        expect(withoutToken(text, null)).toBe(text);
      }),
    );
  });

  it("is looked for in time, whatever the text", () => {
    const text = `${"\\".repeat(500_000)}${"sk-012345678".repeat(40_000)}`;
    expect(withoutToken(text, "sk-0123456789")).toBe(text);
  });
});
