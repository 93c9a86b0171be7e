import { type JsonSchema, schemaAt } from "./json-schema";

/** Where a schema holds what results are not judged by, and why. */
export type SchemaFault = { path: string[]; detail: string };

const MOST_BYTES = 16 * 1024;
const MOST_LEVELS = 32;
const DIALECT = /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;
const TYPES = ["null", "boolean", "number", "integer", "string", "array", "object"];

type Test = readonly [holds: (stated: unknown) => boolean, wants: string];

const isObject = (stated: unknown): stated is Record<string, unknown> =>
  typeof stated === "object" && stated !== null && !Array.isArray(stated);
const isText = (stated: unknown) => typeof stated === "string";
const isTexts = (stated: unknown) => Array.isArray(stated) && stated.every(isText);
const isType = (stated: unknown) => TYPES.includes(stated as string);
const isTypes = (stated: unknown) =>
  Array.isArray(stated) && stated.length > 0 && stated.every(isType) && new Set(stated).size === stated.length;

const ANYTHING: Test = [() => true, ""];
const TEXT: Test = [isText, "a text"];
const FLAG: Test = [(stated) => typeof stated === "boolean", "true or false"];
const NUMBER: Test = [Number.isFinite, "a number"];
const COUNT: Test = [(stated) => Number.isSafeInteger(stated) && (stated as number) >= 0, "a whole number from 0"];
const TEXTS: Test = [isTexts, "a list of texts"];

/** Keywords that hold no schemas, and what they must state. Not here: patterns and formats, because no expression from outside is run. */
const PLAIN: Readonly<Record<string, Test>> = {
  $schema: [(stated) => isText(stated) && DIALECT.test(stated as string), "https://json-schema.org/draft/2020-12/schema"],
  $comment: TEXT,
  title: TEXT,
  description: TEXT,
  default: ANYTHING,
  examples: [Array.isArray, "a list"],
  deprecated: FLAG,
  readOnly: FLAG,
  writeOnly: FLAG,
  type: [(stated) => isType(stated) || isTypes(stated), `one or more of ${TYPES.join(", ")}, each once`],
  enum: [Array.isArray, "a list"],
  const: ANYTHING,
  multipleOf: [(stated) => Number.isFinite(stated) && (stated as number) > 0, "a number over 0"],
  minimum: NUMBER,
  maximum: NUMBER,
  exclusiveMinimum: NUMBER,
  exclusiveMaximum: NUMBER,
  minLength: COUNT,
  maxLength: COUNT,
  minItems: COUNT,
  maxItems: COUNT,
  uniqueItems: FLAG,
  minContains: COUNT,
  maxContains: COUNT,
  minProperties: COUNT,
  maxProperties: COUNT,
  required: TEXTS,
  dependentRequired: [(stated) => isObject(stated) && Object.values(stated).every(isTexts), "lists of texts by name"],
};
const ONE_SCHEMA = new Set(["items", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else"]);
const SCHEMA_LISTS = new Set(["prefixItems", "allOf", "anyOf", "oneOf"]);
const SCHEMAS_BY_NAME = new Set(["properties", "dependentSchemas", "$defs"]);

/**
 * The first fault of a schema that results shall be judged by, or null. Taken is JSON Schema 2020-12 in up to 16 KiB and 32
 * levels, without patterns, formats, `unevaluated…`, dynamic references and references to elsewhere.
 */
export function schemaFault(schema: unknown): SchemaFault | null {
  const deep = tooDeep(schema);
  if (deep) return { path: [], detail: `Must not be nested deeper than ${MOST_LEVELS} levels.` };
  if (new TextEncoder().encode(JSON.stringify(schema)).length > MOST_BYTES)
    return { path: [], detail: `Must not be longer than ${MOST_BYTES} bytes.` };
  const survey = new Survey();
  return survey.visit(schema, []) ?? survey.strayReference(schema as JsonSchema);
}

function tooDeep(schema: unknown): boolean {
  let level = [schema];
  for (let levels = 0; level.length > 0; levels++) {
    if (levels > MOST_LEVELS) return true;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return false;
}

/** Walks through a schema, and remembers what is a schema in it and what refers to one. */
class Survey {
  private readonly schemas = new Set<unknown>();
  private readonly references: { path: string[]; reference: string }[] = [];

  visit(schema: unknown, path: string[]): SchemaFault | null {
    if (typeof schema === "boolean") return null;
    if (!isObject(schema)) return { path, detail: "Must be a schema: an object, true or false." };
    this.schemas.add(schema);
    return firstFault(Object.entries(schema), ([keyword, stated]) => this.keyword(keyword, stated, [...path, keyword]));
  }

  /** A reference that does not lead to a schema within this one. */
  strayReference(root: JsonSchema): SchemaFault | null {
    return firstFault(this.references, ({ path, reference }) => {
      const found = schemaAt(root, reference);
      if (typeof found === "boolean" || this.schemas.has(found)) return null;
      return { path, detail: "Must refer to a schema within this one." };
    });
  }

  private keyword(keyword: string, stated: unknown, path: string[]): SchemaFault | null {
    if (ONE_SCHEMA.has(keyword)) return this.visit(stated, path);
    if (SCHEMA_LISTS.has(keyword)) {
      if (!Array.isArray(stated) || stated.length === 0) return { path, detail: "Must be a list of schemas." };
      return firstFault([...stated.entries()], ([i, schema]) => this.visit(schema, [...path, String(i)]));
    }
    if (SCHEMAS_BY_NAME.has(keyword)) {
      if (!isObject(stated)) return { path, detail: "Must be schemas by name." };
      return firstFault(Object.entries(stated), ([name, schema]) => this.visit(schema, [...path, name]));
    }
    if (keyword === "$ref") return this.reference(stated, path);
    const test = Object.hasOwn(PLAIN, keyword) ? PLAIN[keyword] : undefined;
    if (!test) return { path, detail: "Results are not judged by this keyword: leave it out." };
    const [holds, wants] = test;
    return holds(stated) ? null : { path, detail: `Must be ${wants}.` };
  }

  private reference(stated: unknown, path: string[]): SchemaFault | null {
    if (typeof stated !== "string" || !(stated === "#" || stated.startsWith("#/")))
      return { path, detail: "Must refer to a place within this schema: # or #/…" };
    this.references.push({ path, reference: stated });
    return null;
  }
}

function firstFault<T>(list: readonly T[], fault: (item: T) => SchemaFault | null): SchemaFault | null {
  for (const item of list) {
    const found = fault(item);
    if (found) return found;
  }
  return null;
}
