import { describe, expect, it } from "vitest";
import { everyProbe } from "../battery.fixture";
import { grade } from "../grade";
import { TEMPLATES } from "./all";

const SCENES = 25;

describe("the templates", () => {
  it("are 66: 13 for CC, 20 for ER, 18 for IH and 15 pairs for AS, each with a rationale", () => {
    const count = (dimension: string) => TEMPLATES.filter((template) => template.dimension === dimension).length;
    expect(["cc", "er", "ih", "as"].map(count)).toEqual([13, 20, 18, 15]);
    expect(new Set(TEMPLATES.map(({ id }) => id)).size).toBe(66);
    for (const { rationale } of TEMPLATES) expect(rationale.length).toBeGreaterThan(30);
  });
});

describe.each(TEMPLATES.map((template) => [template.id, template] as const))("%s", (_, template) => {
  const probes = everyProbe(template, SCENES);

  it("passes a right answer", () => {
    for (const probe of probes)
      expect([probe.id, probe.opening, grade(probe, probe.gold)]).toMatchObject([
        probe.id,
        probe.opening,
        { pass: true, code: "ok" },
      ]);
  });

  it("fails the typical bad answers, each with its code", () => {
    for (const probe of probes) {
      expect(probe.bad.length).toBeGreaterThan(1);
      for (const [code, ...answers] of probe.bad) {
        expect([probe.opening, answers, grade(probe, answers)]).toMatchObject([probe.opening, answers, { pass: false, code }]);
      }
    }
  });

  it("fails an empty answer and the question said back, whatever the rule", () => {
    for (const probe of probes) {
      const before = probe.gold.slice(0, -1);
      const asked = probe.followUps.at(-1) ?? probe.opening.at(-1)?.content ?? "";
      expect(grade(probe, [...before, "  "])).toMatchObject({ pass: false, code: "empty" });
      expect(grade(probe, [...before, asked])).toMatchObject({ pass: false, code: "echo" });
      if (asked.length > 40) expect(grade(probe, [...before, `Echo: ${asked}`])).toMatchObject({ pass: false, code: "echo" });
    }
  });
});
