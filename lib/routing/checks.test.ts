import { describe, expect, it } from "vitest";
import { allPassed, judgeResult } from "./checks";
import { misfitOf } from "./json-schema";
import { WorkTooLarge } from "./json-work";
import { TaskCheck, TaskSubmission } from "./task-shape";

const json = (schema: Record<string, unknown>): TaskCheck => TaskCheck.parse({ kind: "json", schema });
const verdict = (check: TaskCheck, result: string | undefined) => judgeResult([check], result)[0];
const passes = (check: TaskCheck, result: string) => allPassed(judgeResult([check], result));

describe("a result that shall be JSON", () => {
  const check = json({ type: "object", required: ["total"], properties: { total: { type: "number" } } });

  it.each([
    ["as it is", '{"total": 5}'],
    ["with space around it", '\n {"total": 5}\n'],
    ["in a fence", '```json\n{"total": 5}\n```'],
    ["in a fence without a language", '```\n{"total": 5}\n```\n'],
  ])("passes %s", (_, result) => {
    expect(verdict(check, result)).toEqual({ kind: "json", passed: true, detail: "Is JSON that fits the schema." });
  });

  it.each([
    ["words", "The total is 5.", "Is not JSON."],
    ["JSON amid words", 'Here: {"total": 5}', "Is not JSON."],
    ["half a fence", '```json\n{"total": 5}', "Is not JSON."],
    ["nothing", "", "Is not JSON."],
    ["another shape", '{"total": "5"}', "/total must be a number."],
    ["what misses a member", "{}", 'The whole must have "total".'],
  ])("fails as %s", (_, result, detail) => {
    expect(verdict(check, result)).toEqual({ kind: "json", passed: false, detail });
  });

  it("names a place no longer than it must, also where the agent chose the name", () => {
    const { detail } = verdict(json({ additionalProperties: false }), JSON.stringify({ ["😀".repeat(5000)]: 1 })) ?? {
      detail: "",
    };
    expect(detail.length).toBeLessThan(150);
    expect(detail.isWellFormed()).toBe(true);
  });

  it("says no more of a name that the schema asks for than it must", () => {
    const { detail } = verdict(json({ required: ["😀".repeat(4000)] }), "{}") ?? { detail: "" };
    expect(detail.length).toBeLessThan(300);
    expect(detail.isWellFormed()).toBe(true);
  });
});

describe("a result that shall contain a text", () => {
  it("holds it letter by letter, unless case does not matter", () => {
    expect(passes({ kind: "contains", text: "Über" }, "… Über uns")).toBe(true);
    expect(passes({ kind: "contains", text: "Über" }, "… über uns")).toBe(false);
    expect(passes({ kind: "contains", text: "Über", ignoreCase: true }, "… ÜBER uns")).toBe(true);
    expect(passes({ kind: "contains", text: ".*" }, "anything")).toBe(false);
  });
});

describe("a result of so many words", () => {
  it.each([
    ["", 0],
    ["— … !", 0],
    ["One, two; three.", 3],
    ["don’t stop, it's 5 o'clock", 5],
    ["naïve café Straße", 3],
    ["e\u0301tude", 1],
    ["Привет, мир", 2],
    ["漢字です", 4],
  ])("counts %j as %i", (text, words) => {
    expect(passes({ kind: "words", min: words, max: words }, text)).toBe(true);
    expect(passes({ kind: "words", min: words + 1 }, text)).toBe(false);
  });

  it("says how many there are", () => {
    expect(verdict({ kind: "words", max: 1 }, "two words")?.detail).toBe("Has 2 words, more than 1.");
    expect(TaskCheck.safeParse({ kind: "words", min: 2, max: 1 }).success).toBe(false);
  });
});

it("a missing result passes nothing", () => {
  const checks: TaskCheck[] = [json({}), { kind: "contains", text: "a" }, { kind: "words" }];
  expect(judgeResult(checks, undefined).map(({ passed, detail }) => [passed, detail])).toEqual(
    checks.map(() => [false, "There is no result."]),
  );
  expect(allPassed(judgeResult([], undefined))).toBe(true);
});

describe("what would take too long to judge is not judged to its end", () => {
  const many = (item: string, count: number) => `[${Array.from({ length: count }, () => item).join(",")}]`;
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  const allOf = (schema: object, count: number) => ({ allOf: Array.from({ length: count }, () => schema) });
  const twice = (schema: object) => ({
    anyOf: [
      { ...schema, maxItems: 0 },
      { ...schema, minItems: 2 },
    ],
  });
  const node = { items: { $ref: "#/$defs/node" } };
  const long = { long: { $ref: `#/$defs/${"~0".repeat(5000)}` }, ["~".repeat(5000)]: {} };
  const within = (levels: number, text: string) => "[0,".repeat(levels) + JSON.stringify(text) + "]".repeat(levels);
  const names = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`name-${i}`, true]));

  it.each([
    ["a thousand looks at each of many items", { items: allOf({ type: "number" }, 600) }, many("1", 49_999)],
    ["the same list compared over and over", allOf({ uniqueItems: true }, 500), JSON.stringify([...Array(16_000).keys()])],
    ["a long text measured over and over", allOf({ minLength: 1 }, 700), JSON.stringify("x".repeat(99_000))],
    ["a schema that leads to itself", { $ref: "#" }, "1"],
    ["depth without end", { $ref: "#/$defs/node", $defs: { node } }, deep(50_000)],
    ["depth in what is compared", { enum: [1] }, deep(50_000)],
    ["a long text copied at every level", { uniqueItems: true }, within(400, "x".repeat(90_000))],
    ["a long reference followed over and over", { items: allOf({ $ref: "#/$defs/long" }, 6), $defs: long }, many("1", 49_999)],
    ["two ways at every level", { $ref: "#/$defs/node", $defs: { node: twice(node) } }, deep(100)],
    ["many names for each of many objects", { items: { properties: names } }, many("{}", 33_000)],
  ])("%s", (_, schema, result) => {
    const check = json(schema);
    expect(() => misfitOf(schema, JSON.parse(result))).toThrow(WorkTooLarge);
    expect(verdict(check, result)).toMatchObject({
      passed: false,
      detail: "Is too large or too deep to be judged by the schema.",
    });
  });

  it("but an honest result of 100,000 characters is", () => {
    const line = {
      type: "object",
      properties: { id: { type: "integer" }, tags: { items: { type: "string" } } },
      required: ["id"],
    };
    const lines = Array.from({ length: 3000 }, (_, id) => ({ id, tags: ["one", "two"] }));
    expect(passes(json({ type: "array", items: line, uniqueItems: true }), JSON.stringify(lines))).toBe(true);
  });
});

it("a task with a schema that results are not judged by is refused at that place", () => {
  const checks = [{ kind: "json", schema: { properties: { mail: { format: "email" } } } }];
  const { error } = TaskSubmission.safeParse({ description: "Write a mail", checks });
  expect(error?.issues.map(({ path }) => path.join("/"))).toEqual(["checks/0/schema/properties/mail/format"]);
});
