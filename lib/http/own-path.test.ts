import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path";

describe("where a sign-in leads to", () => {
  it.each([
    ["/agents", "/agents"],
    ["/agents/a?tab=score&_rsc=1x2#history", "/agents/a?tab=score#history"],
    ["/?w=250,150,200,250,150", "/?w=250%2C150%2C200%2C250%2C150"],
  ])("is a page of the console: %s", (given, to) => {
    expect(ownPath(given)).toBe(to);
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/./\\evil.example",
    "/x/..//evil.example",
    "javascript:alert(1)",
    "/welcome?error=x",
    "/api/v1/keys",
    "agents",
    "",
    undefined,
    ["/agents"],
    `/${"x".repeat(3000)}`,
  ])("is never elsewhere: %j", (given) => {
    expect(ownPath(given)).toBe("/");
  });

  it("stays on this host whatever is given", () => {
    const parts = fc.constantFrom("/", "\\", ".", "..", "@", ":", "evil.example", "\t", "\n", "%2f", "?", "#", "http:", "a");
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (given) => {
        expect(new URL(ownPath(`/${given.join("")}`), "http://muster.test").host).toBe("muster.test");
      }),
      { numRuns: 3000 },
    );
  });
});
