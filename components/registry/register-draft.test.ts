import { describe, expect, it } from "vitest";
import { AgentRegistration } from "@/lib/registry/agent";
import { PERSONAS } from "@/lib/registry/persona";
import { EMPTY_REGISTRATION, registrationFrom, withPersona } from "./register-draft";

const NAMED = { ...EMPTY_REGISTRATION, name: "Scout", model: "m-1" };

describe("a registration from a form", () => {
  it("leaves out what was not filled in", () => {
    const sent = JSON.parse(JSON.stringify(registrationFrom(NAMED))) as unknown;
    expect(sent).toEqual({ name: "Scout", model: "m-1", capabilities: [], keywords: [], capacity: 4 });
    expect(AgentRegistration.safeParse(sent).success).toBe(true);
  });

  it("says the rest as the API takes it", () => {
    const draft = { ...NAMED, id: " scout ", persona: "code" as const, configText: '{"t": 1.0}', initialBalanceSats: "500" };
    expect(registrationFrom(draft)).toMatchObject({
      id: "scout",
      persona: "code",
      configText: '{"t": 1.0}',
      initialBalanceSats: 500,
    });
  });
});

describe("a template", () => {
  it("fills what is empty, gives way to another, and never takes what was typed", () => {
    const typed = { ...NAMED, keywords: "mine" };
    const coder = { ...typed, ...withPersona(typed, PERSONAS, "code") };
    expect(coder).toMatchObject({ persona: "code", capabilities: "code, testing, review", keywords: "mine", rateSats: "70" });
    const writer = { ...coder, ...withPersona(coder, PERSONAS, "writing") };
    expect(writer).toMatchObject({ capabilities: "writing, editing, translation", keywords: "mine", rateSats: "45" });
    const nobody = { ...writer, ...withPersona(writer, PERSONAS, null) };
    expect(nobody).toMatchObject({ persona: null, capabilities: "", keywords: "mine", rateSats: "" });
  });
});
