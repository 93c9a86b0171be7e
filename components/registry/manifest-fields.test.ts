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
      endpoint: undefined,
    });
  });

  it("has an endpoint where an address is given, with what else was filled in", () => {
    const address = { ...EMPTY_DRAFT, endpointUrl: " http://127.0.0.1:1/v1/chat " };
    expect(manifestOf(address).endpoint).toEqual({ url: "http://127.0.0.1:1/v1/chat", protocol: "openai-chat" });
    expect(manifestOf({ ...address, endpointProtocol: "a2a", endpointCredential: "inner" }).endpoint).toEqual({
      url: "http://127.0.0.1:1/v1/chat",
      protocol: "a2a",
      credential: "inner",
    });
    expect(manifestOf({ ...EMPTY_DRAFT, endpointModel: "m" }).endpoint).toBeUndefined();
  });

  it("shows the first complaint at its field", () => {
    expect(
      errorsByField([
        { pointer: "/capabilities/3", detail: "too long" },
        { pointer: "/capabilities/4", detail: "empty" },
        { pointer: "/endpoint/url", detail: "no address" },
        { pointer: "/id", detail: "taken" },
      ]),
    ).toEqual({
      capabilities: "too long",
      "endpoint.url": "no address",
      id: "taken",
    });
  });
});
