import { describe, expect, it } from "vitest";
import { EMPTY_DRAFT, errorsByField, manifestOf } from "./manifest-fields";

describe("a manifest from a form", () => {
  it("takes words between commas or lines once, and leaves out what was not filled in", () => {
    const manifest = manifestOf({
      ...EMPTY_DRAFT,
      name: " scout ",
      model: "m",
      capabilities: "search, search,\nsummarise ,",
      capacity: "",
    });
    expect(manifest).toEqual({
      name: "scout",
      model: "m",
      capabilities: ["search", "summarise"],
      keywords: [],
      rateSats: undefined,
      capacity: undefined,
    });
  });

  it("shows the first complaint at its field", () => {
    expect(
      errorsByField([
        { pointer: "/capabilities/3", detail: "too long" },
        { pointer: "/capabilities/4", detail: "empty" },
        { pointer: "/id", detail: "taken" },
      ]),
    ).toEqual({
      capabilities: "too long",
      id: "taken",
    });
  });
});
