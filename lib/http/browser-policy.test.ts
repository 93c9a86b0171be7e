import { createHash } from "node:crypto";
import { afterAll, expect, it, vi } from "vitest";
import { pagePolicy } from "./browser-policy";

const PRODUCTION = { https: false, development: false };

afterAll(() => vi.unstubAllGlobals());

it("a page runs no script without its nonce and evaluates no text", () => {
  const [script] = /script-src [^;]*/.exec(pagePolicy("n0nce", PRODUCTION)) ?? [];
  expect(script).toBe("script-src 'nonce-n0nce' 'strict-dynamic'");
});

it("insecure requests are upgraded only where the public address is secure", () => {
  expect(pagePolicy("n", PRODUCTION)).not.toContain("upgrade-insecure-requests");
  expect(pagePolicy("n", { ...PRODUCTION, https: true })).toContain("upgrade-insecure-requests");
});

it("the styles the library of notices inserts are those the policy knows", async () => {
  const texts: string[] = [];
  const element = () => ({ appendChild: (text: string) => texts.push(text) });
  vi.stubGlobal("document", {
    head: { appendChild: () => {} },
    createElement: element,
    createTextNode: (text: string) => text,
  });
  await import("sonner");
  expect(texts).toHaveLength(1);
  for (const text of ["", ...texts])
    expect(pagePolicy("n", PRODUCTION)).toContain(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
});
