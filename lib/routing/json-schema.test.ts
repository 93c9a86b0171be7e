import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JsonSchema, misfitOf } from "./json-schema";
import { schemaFault } from "./schema-rules";

/** Schema, values that fit it, values that do not. */
const RULES: [keyword: string, schema: JsonSchema, fits: unknown[], misfits: unknown[]][] = [
  ["type", { type: "integer" }, [1, 1.0, -0], [1.5, "1", null, [1]]],
  ["type, several", { type: ["string", "null"] }, ["", null], [0, false, {}]],
  ["enum", { enum: [1, { a: 1, b: [2] }] }, [1, { b: [2], a: 1 }], ["1", { a: 1 }, { a: 1, b: [2], c: 3 }]],
  ["const", { const: { a: null } }, [{ a: null }], [{}, null, { a: 0 }]],
  ["multipleOf", { multipleOf: 0.1 }, [0.3, 19.9, 0, "text"], [0.25]],
  ["minimum, exclusiveMaximum", { minimum: 1, exclusiveMaximum: 2 }, [1, 1.9, "0"], [0, 2]],
  ["maximum, exclusiveMinimum", { maximum: 2, exclusiveMinimum: 1 }, [2, 1.1], [1, 2.1]],
  ["minLength", { minLength: 2, maxLength: 2 }, ["ab", "😀😀", 7], ["a", "abc", "😀"]],
  ["minItems", { minItems: 1, maxItems: 2 }, [[1], [1, 2], "text"], [[], [1, 2, 3]]],
  [
    "uniqueItems",
    { uniqueItems: true },
    [[1, "1", [1]], []],
    [
      [1, 1],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
  ],
  [
    "prefixItems, items",
    { prefixItems: [{ type: "string" }], items: { type: "number" } },
    [["a", 1], [], ["a"]],
    [[1], ["a", "b"]],
  ],
  ["contains", { contains: { const: 1 }, maxContains: 2 }, [[1], [1, 1, 0]], [[], [0], [1, 1, 1]]],
  ["minContains 0", { contains: { const: 1 }, minContains: 0 }, [[]], []],
  ["required", { required: ["a"] }, [{ a: undefined }, [], "a"], [{}, { b: 1 }]],
  ["required, a name that every object has", { required: ["toString"] }, [{ toString: 1 }], [{}]],
  [
    "properties, additionalProperties",
    { properties: { a: { type: "null" } }, additionalProperties: false },
    [{}, { a: null }],
    [{ a: 1 }, { b: 1 }],
  ],
  ["propertyNames", { propertyNames: { maxLength: 1 } }, [{ a: 1 }], [{ ab: 1 }]],
  ["minProperties", { minProperties: 1, maxProperties: 1 }, [{ a: 1 }], [{}, { a: 1, b: 2 }]],
  ["dependentRequired", { dependentRequired: { a: ["b"] } }, [{}, { b: 1 }, { a: 1, b: 1 }], [{ a: 1 }]],
  ["dependentSchemas", { dependentSchemas: { a: { minProperties: 2 } } }, [{ b: 1 }, { a: 1, b: 1 }], [{ a: 1 }]],
  ["allOf", { allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1, 2], [0, 3]],
  ["anyOf", { anyOf: [{ minimum: 3 }, { maximum: 1 }] }, [0, 4], [2]],
  ["oneOf", { oneOf: [{ minimum: 1 }, { maximum: 2 }] }, [0, 3], [1, 2]],
  ["not", { not: { type: "string" } }, [1], ["a"]],
  ["if", JSON.parse('{"if": {"minimum": 10}, "then": {"multipleOf": 10}, "else": {"multipleOf": 2}}'), [20, 4], [15, 5]],
  ["$ref", { $ref: "#/$defs/a~1b%20c", $defs: { "a/b c": { type: "number" } } }, [1], ["1"]],
  [
    "$ref to itself",
    { properties: { next: { $ref: "#" } }, required: ["id"] },
    [{ id: 1, next: { id: 2 } }],
    [{ id: 1, next: {} }],
  ],
  ["true and false", { properties: { a: true, b: false } }, [{ a: 1 }], [{ b: 1 }]],
];

describe("a schema says by", () => {
  it.each(RULES)("%s what fits and what does not", (_, schema, fits, misfits) => {
    expect(schemaFault(schema)).toBeNull();
    for (const value of fits) expect([value, misfitOf(schema, value)]).toEqual([value, null]);
    for (const value of misfits) expect([value, misfitOf(schema, value)]).toEqual([value, expect.anything()]);
  });

  it("its first misfit where something is wrong", () => {
    const schema = { properties: { "a/b": { items: { type: "string" } } } };
    expect(misfitOf(schema, { "a/b": ["x", 5] })).toEqual({ pointer: "/a~1b/1", detail: "must be a text" });
  });
});

describe("a schema", () => {
  const value = fc.jsonValue({ maxDepth: 3 });

  it("of a constant is fitted by that value alone", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const copy = JSON.parse(JSON.stringify(a)) as unknown;
        expect(misfitOf({ const: a }, copy)).toBeNull();
        expect(misfitOf({ const: a }, b) === null).toBe(isEqual(a, b));
      }),
    );
  });

  it("and its negation are never both fitted", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RULES.map(([, schema]) => schema)), value, (schema, some) => {
        fc.pre(typeof schema !== "object" || !JSON.stringify(schema).includes("$ref"));
        expect(misfitOf({ not: schema }, some) === null).toBe(misfitOf(schema, some) !== null);
      }),
    );
  });
});

/** Equality of JSON values, written here once more on purpose. */
function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b) || Object.keys(a).length !== Object.keys(b).length) return false;
  return Object.entries(a).every(
    ([name, member]) => Object.hasOwn(b, name) && isEqual(member, (b as Record<string, unknown>)[name]),
  );
}

describe("a schema is refused for", () => {
  const nested = (levels: number): unknown => (levels === 0 ? {} : { not: nested(levels - 1) });
  it.each([
    ["a pattern", { properties: { a: { pattern: "(a+)+$" } } }, "properties/a/pattern"],
    ["patterns of names", { patternProperties: { a: true } }, "patternProperties"],
    ["a format", { items: { format: "email" } }, "items/format"],
    ["a dynamic reference", { $dynamicRef: "#a" }, "$dynamicRef"],
    ["unevaluated members", { unevaluatedProperties: false }, "unevaluatedProperties"],
    ["a name of its own", { $id: "https://example.org/a" }, "$id"],
    ["a reference to elsewhere", { $ref: "https://example.org/schema" }, "$ref"],
    ["a reference to nothing", { anyOf: [{ $ref: "#/$defs/a" }] }, "anyOf/0/$ref"],
    ["a reference to what is no schema", { enum: [{}], $ref: "#/enum/0" }, "$ref"],
    ["a reference that is not well written", { $ref: "#/%E0%A4%A" }, "$ref"],
    ["another dialect", { $schema: "http://json-schema.org/draft-07/schema#" }, "$schema"],
    ["an unknown type", { type: "text" }, "type"],
    ["a type named twice", { type: ["null", "null"] }, "type"],
    ["a negative length", { minLength: -1 }, "minLength"],
    ["items as a list", { items: [{}] }, "items"],
    ["members that every object has", { constructor: 1 }, "constructor"],
    ["33 levels", nested(33), ""],
    ["more than 16 KiB", { enum: ["é".repeat(8200)] }, ""],
  ])("%s", (_, schema, place) => {
    expect(schemaFault(schema)?.path.join("/")).toBe(place);
  });

  it("nothing that is written as usual", () => {
    const schema = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Invoice",
      type: "object",
      properties: { total: { type: "number", description: "Sum", default: 0, examples: [1] }, lines: { $ref: "#/$defs/lines" } },
      required: ["total"],
      additionalProperties: false,
      $defs: { lines: { type: "array", items: { type: "string" } } },
    };
    expect(schemaFault(schema)).toBeNull();
    expect(schemaFault(nested(32 - 1))).toBeNull();
  });
});
