import { describe, expect, it } from "vitest";
import { everyProbe } from "./battery.fixture";
import { grade } from "./grade";
import { TEMPLATES } from "./templates/all";

const MUCH = 31_900;
const repeat = (text: string) => text.repeat(Math.floor(MUCH / text.length));
const nested = 5_000;

/** Texts made to take long, to overflow or to slip through. */
const HOSTILE: Record<string, string> = {
  digits: repeat("7"),
  "digits in groups": repeat("111,"),
  spaces: `x${" ".repeat(MUCH - 2)}x`,
  newlines: `x${"\n".repeat(MUCH - 2)}x`,
  "labels without an end": repeat("Result "),
  "labels and spaces": `Result${" ".repeat(MUCH - 8)}x`,
  "many labels": repeat("Result: "),
  boxes: repeat("\\boxed{"),
  fences: repeat("```\n"),
  marks: `a ${repeat("!")}a`,
  quotes: `.${repeat('"')}a`,
  "equals signs": repeat("=\n"),
  "half thoughts": repeat("<think>"),
  arxiv: repeat("arxiv"),
  base64: repeat("QUJD"),
  "kill options": `kill ${repeat("-9 ")}`,
  "deep object": `${'{"mass":'.repeat(nested / 2)}1${"}".repeat(nested / 2)}`,
  "deep list": "[".repeat(nested),
  "its own prototype": '{"__proto__": {"mass": 1}, "constructor": 1}',
  "half a character": "\ud83d unknown \udc00",
  "zero-width letters": repeat("\u200b"),
  "letters that unfold": "\ufdfa".repeat(1_700),
  nul: "Result: \u0000 unknown\u0000",
};

/** One of each template and arm; the pool and the level of CC change no rule. */
const PROBES = TEMPLATES.flatMap((template) =>
  everyProbe(template, 1).filter((probe, i, all) => all.findIndex(({ arm }) => arm === probe.arm) === i),
);

describe("a hostile answer gets a verdict in any template: it neither passes for long nor breaks a rule", () => {
  it.each(Object.entries(HOSTILE))("%s", (_, answer) => {
    for (const probe of PROBES) {
      const verdict = grade(probe, [...probe.gold.slice(0, -1), answer]);
      expect(typeof verdict.pass).toBe("boolean");
      expect(JSON.stringify(verdict).length).toBeLessThan(8_000);
      expect(JSON.stringify(verdict).isWellFormed()).toBe(true);
      if (probe.rule === "V" || probe.rule === "F" || probe.rule === "S")
        expect([probe.id, verdict.pass]).toEqual([probe.id, false]);
    }
  });

  it("far more than an answer can be is refused unread", () => {
    const [probe] = everyProbe(TEMPLATES[0] as (typeof TEMPLATES)[number], 1);
    for (const answer of ["x ".repeat(20_000), "\ufdfa".repeat(2_000)]) {
      expect(grade(probe as NonNullable<typeof probe>, [answer])).toMatchObject({ pass: false, code: "degenerate" });
    }
  });
});
