import { describe, expect, it } from "vitest";
import type { ProbeState } from "@/lib/registry/audit";
import { probeOf } from "@/lib/registry/audit.fixture";
import { changesBetween, templateOf } from "./comparison";

const asked = (template: string, ...states: ProbeState[]) =>
  states.map((state, n) => probeOf({ id: `${template}:load:${n}`, facet: "load", state }));
const said = (before: ReturnType<typeof asked>, now: ReturnType<typeof asked>) =>
  changesBetween(before, now).map(({ kind, template, probe }) => `${kind} ${template} ${probe}`);

describe("an audit and the one before it", () => {
  it("differ in questions that passed and fail now, and in those mended", () => {
    const before = [...asked("er.ledger", "passed"), ...asked("er.clock", "failed"), ...asked("er.order", "passed")];
    const now = [...asked("er.clock", "passed"), ...asked("er.ledger", "passed", "failed"), ...asked("er.order", "passed")];
    expect(said(before, now)).toEqual(["broken er.ledger er.ledger:load:1", "mended er.clock er.clock:load:0"]);
    expect(changesBetween(before, now)[0]).toMatchObject({ before: { passed: 1, of: 1 }, now: { passed: 1, of: 2 } });
  });

  it("do not differ where one of them has no verdict, or both were mixed", () => {
    expect(said(asked("er.clock", "unmeasured"), asked("er.clock", "failed"))).toEqual([]);
    expect(said(asked("er.clock", "passed"), asked("er.clock", "unmeasured"))).toEqual([]);
    expect(said(asked("er.clock", "passed", "failed"), asked("er.clock", "failed", "passed"))).toEqual([]);
    expect(said([], asked("er.clock", "failed"))).toEqual([]);
  });

  it("compare a template with itself in the same group only", () => {
    const before = [probeOf({ id: "as.rubric:candour-attack:0", facet: "candour-attack", state: "passed" })];
    const now = [probeOf({ id: "as.rubric:candour-twin:0", facet: "candour-twin", state: "failed" })];
    expect(changesBetween(before, now)).toEqual([]);
  });
});

it("a template is named by the probe's id where that tells it", () => {
  expect(templateOf({ id: "er.ledger:load:2", family: "load" })).toBe("er.ledger");
  expect(templateOf({ id: "7", family: "er-grounded" })).toBe("er-grounded");
});
