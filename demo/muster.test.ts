import { describe, expect, it } from "vitest";
import { unknownAmong } from "./enlist";
import { pauseAfter } from "./muster";
import { parseOrder } from "./order";
import { idOf, ROSTER } from "./roster";
import { Simulation } from "./simulation";

describe("waiting for Muster", () => {
  it.each([
    ["doubles after each failure", 3, null, 2000],
    ["never exceeds ten seconds", 30, null, 10_000],
    ["follows the server's wish", 0, "7", 7000],
    ["does not hammer a server that asks for no pause", 0, "0", 250],
    ["ignores a wish that is no number", 1, "Fri, 20 Nov 2026 12:00:00 GMT", 500],
  ])("%s", (_, attempt, retryAfter, milliseconds) => {
    expect(pauseAfter(attempt, retryAfter, 0)).toBe(milliseconds);
  });
});

describe("the order on stdin", () => {
  it("says where to report and with which key", () => {
    expect(parseOrder('{"url": "http://127.0.0.1:3000/", "key": "k"}')).toEqual({
      ok: true,
      url: "http://127.0.0.1:3000",
      key: "k",
      paceKey: null,
    });
  });

  it.each([
    "",
    "null",
    "[]",
    "{}",
    '{"url": 1, "key": "k"}',
    '{"url": "http://127.0.0.1:3000", "key": ""}',
    '{"url": "http://example.org", "key": "k"}',
  ])("is refused: %s", (line) => {
    expect(parseOrder(line).ok).toBe(false);
  });
});

describe("agents that an operator removed", () => {
  const simulation = new Simulation({ roster: ROSTER, generation: 1, seed: 1, run: "t" });
  const signals = ROSTER.slice(0, 3).flatMap((member) => simulation.rollCall(idOf(member, 1)) ?? []);
  const refused = (errors: unknown) => unknownAmong(signals, { status: 422, body: { errors } });

  it("are known by the pointers of the refusal", () => {
    expect(refused([{ pointer: "/signals/1/agentId", code: "trust/unknown-agent" }])).toEqual(["demo-incident-scribe"]);
    expect(refused([{ pointer: "/signals/0", code: "trust/unknown-agent" }])).toEqual(["demo-ledger-recon"]);
  });

  it("are not made up from other refusals", () => {
    expect(refused([{ pointer: "/signals/1/value", code: "schema" }])).toEqual([]);
    expect(refused([{ pointer: "/signals/99", code: "trust/unknown-agent" }, { code: "trust/unknown-agent" }])).toEqual([]);
    expect(refused(undefined)).toEqual([]);
    expect(unknownAmong(signals, { status: 502, body: null })).toEqual([]);
  });

  it("get new ids when the fleet is loaded again", () => {
    const [member] = ROSTER;
    expect(member && [idOf(member, 1), idOf(member, 2)]).toEqual(["demo-ledger-recon", "demo-ledger-recon-2"]);
  });
});
