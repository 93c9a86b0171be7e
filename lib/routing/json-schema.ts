import { keyOf, Ledger } from "./json-work";

/** A JSON Schema (2020-12) of the keywords that `schemaFault` lets pass. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** The first place where a value does not fit; `pointer` leads to it from the value's root. */
export type Misfit = { pointer: string; detail: string };

/** Schemas within schemas may nest, and lead to each other, this deep. */
const DEEPEST = 500;

type Fields = Readonly<Record<string, unknown>>;
type Place = { schema: Fields; pointer: string; judge: Judge };
/** What is wrong with a value by one keyword, or null. */
type Rule = (stated: never, value: never, place: Place) => Misfit | null;

/**
 * The first misfit of a JSON value, or null where it fits. Throws WorkTooLarge where telling would take more than any honest
 * schema and value need: the work is counted, so that the answer never depends on the machine.
 */
export function misfitOf(schema: JsonSchema, value: unknown): Misfit | null {
  return new Judge(schema).judge(schema, value, "");
}

class Judge {
  readonly work = new Ledger();
  private readonly listed = new Map<readonly unknown[], ReadonlySet<string>>();
  private readonly referred = new Map<string, JsonSchema>();
  private depth = 0;

  constructor(private readonly root: JsonSchema) {}

  judge(schema: JsonSchema, value: unknown, pointer: string): Misfit | null {
    this.work.spend(1);
    if (typeof schema === "boolean") return schema ? null : { pointer, detail: "must not be there" };
    this.depth += 1;
    if (this.depth > DEEPEST) this.work.giveUp();
    const rules = RULES_OF[kindOf(value)];
    const place = { schema, pointer, judge: this };
    for (const keyword of Object.keys(schema)) {
      const rule = (ANY[keyword] ?? rules[keyword]) as
        | ((stated: unknown, value: unknown, place: Place) => Misfit | null)
        | undefined;
      const misfit = rule?.(schema[keyword], value, place);
      if (misfit) {
        this.depth -= 1;
        return misfit;
      }
    }
    this.depth -= 1;
    return null;
  }

  fits(schema: JsonSchema, value: unknown): boolean {
    return this.judge(schema, value, "") === null;
  }

  /** Whether a list of a schema holds the value. */
  holds(list: readonly unknown[], value: unknown): boolean {
    let keys = this.listed.get(list);
    if (!keys) {
      keys = new Set(list.map((item) => keyOf(item, this.work)));
      this.listed.set(list, keys);
    }
    return keys.has(keyOf(value, this.work));
  }

  /** The schema that a reference within the root leads to. */
  at(reference: string): JsonSchema {
    const known = this.referred.get(reference) ?? schemaAt(this.root, reference) ?? false;
    this.referred.set(reference, known);
    return known;
  }
}

/** What `#` or `#/…` leads to in a schema; undefined where there is nothing. */
export function schemaAt(root: JsonSchema, reference: string): JsonSchema | undefined {
  let found: unknown = root;
  for (const part of reference.split("/").slice(1)) {
    const key = decoded(part);
    if (key === null || typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Fields)[key];
  }
  return found as JsonSchema;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return null;
  }
}

type Kind = "null" | "boolean" | "number" | "string" | "array" | "object";

function kindOf(value: unknown): Kind {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : (typeof value as Kind);
}

const isOf = (type: string, value: unknown) => (type === "integer" ? Number.isInteger(value) : type === kindOf(value));
const A = {
  null: "null",
  boolean: "true or false",
  number: "a number",
  integer: "a whole number",
  string: "a text",
  array: "a list",
  object: "an object",
};
const named = (type: string) => A[type as keyof typeof A];

const ANY: Record<string, Rule> = {
  type: (type: string | string[], value: unknown, { pointer }) => {
    const types = typeof type === "string" ? [type] : type;
    return says(!types.some((one) => isOf(one, value)), pointer, `must be ${types.map(named).join(" or ")}`);
  },
  enum: (list: unknown[], value: unknown, { pointer, judge }) =>
    says(!judge.holds(list, value), pointer, "must be one of the listed values"),
  const: (wanted: unknown, value: unknown, { pointer, judge: { work } }) =>
    says(keyOf(wanted, work) !== keyOf(value, work), pointer, "must be the stated value"),
  $ref: (reference: string, value: unknown, { pointer, judge }) => judge.judge(judge.at(reference), value, pointer),
  allOf: (all: JsonSchema[], value: unknown, { pointer, judge }) =>
    first(judge, all, (schema) => judge.judge(schema, value, pointer)),
  anyOf: (any: JsonSchema[], value: unknown, { pointer, judge }) =>
    says(!any.some((schema) => judge.fits(schema, value)), pointer, "must fit one of the alternatives"),
  oneOf: (any: JsonSchema[], value: unknown, { pointer, judge }) =>
    says(any.filter((schema) => judge.fits(schema, value)).length !== 1, pointer, "must fit exactly one of the alternatives"),
  not: (schema: JsonSchema, value: unknown, { pointer, judge }) =>
    says(judge.fits(schema, value), pointer, "must not fit what is excluded"),
  if: (condition: JsonSchema, value: unknown, { schema, pointer, judge }) => {
    const branch = judge.fits(condition, value) ? schema.then : schema.else;
    return branch === undefined ? null : judge.judge(branch as JsonSchema, value, pointer);
  },
};

const NUMBERS: Record<string, Rule> = {
  minimum: (least: number, value: number, { pointer }) => says(value < least, pointer, `must be at least ${least}`),
  maximum: (most: number, value: number, { pointer }) => says(value > most, pointer, `must be at most ${most}`),
  exclusiveMinimum: (least: number, value: number, { pointer }) => says(value <= least, pointer, `must be more than ${least}`),
  exclusiveMaximum: (most: number, value: number, { pointer }) => says(value >= most, pointer, `must be less than ${most}`),
  multipleOf: (step: number, value: number, { pointer }) =>
    says(!isMultiple(value, step), pointer, `must be a multiple of ${step}`),
};

const TEXTS: Record<string, Rule> = {
  minLength: (least: number, text: string, { pointer, judge }) =>
    says(lengthOf(text, judge) < least, pointer, `must have at least ${least} characters`),
  maxLength: (most: number, text: string, { pointer, judge }) =>
    says(lengthOf(text, judge) > most, pointer, `must have at most ${most} characters`),
};

const LISTS: Record<string, Rule> = {
  minItems: (least: number, list: unknown[], { pointer }) =>
    says(list.length < least, pointer, `must have at least ${least} items`),
  maxItems: (most: number, list: unknown[], { pointer }) => says(list.length > most, pointer, `must have at most ${most} items`),
  uniqueItems: (unique: boolean, list: unknown[], { pointer, judge: { work } }) =>
    says(unique && new Set(list.map((item) => keyOf(item, work))).size < list.length, pointer, "must not hold anything twice"),
  prefixItems: (schemas: JsonSchema[], list: unknown[], { pointer, judge }) =>
    first(judge, schemas.slice(0, list.length), (schema, i) => judge.judge(schema, list[i], `${pointer}/${i}`)),
  items: (schema: JsonSchema, list: unknown[], { schema: { prefixItems }, pointer, judge }) => {
    const from = (prefixItems as unknown[] | undefined)?.length ?? 0;
    return first(judge, list.slice(from), (item, i) => judge.judge(schema, item, `${pointer}/${from + i}`));
  },
  contains: (
    wanted: JsonSchema,
    list: unknown[],
    { schema: { minContains = 1, maxContains = Number.POSITIVE_INFINITY }, pointer, judge },
  ) => {
    const found = list.filter((item) => judge.fits(wanted, item)).length;
    return says(
      found < (minContains as number) || found > (maxContains as number),
      pointer,
      `holds ${found} of the items asked for`,
    );
  },
};

const OBJECTS: Record<string, Rule> = {
  minProperties: (least: number, value: Fields, { pointer, judge }) =>
    says(membersOf(value, judge) < least, pointer, `must have at least ${least} members`),
  maxProperties: (most: number, value: Fields, { pointer, judge }) =>
    says(membersOf(value, judge) > most, pointer, `must have at most ${most} members`),
  required: (names: string[], value: Fields, { pointer, judge }) => missing(names, value, pointer, judge),
  dependentRequired: (needs: Record<string, string[]>, value: Fields, { pointer, judge }) =>
    first(judge, Object.entries(needs), ([name, names]) =>
      Object.hasOwn(value, name) ? missing(names, value, pointer, judge) : null,
    ),
  dependentSchemas: (schemas: Record<string, JsonSchema>, value: Fields, { pointer, judge }) =>
    first(judge, Object.entries(schemas), ([name, schema]) =>
      Object.hasOwn(value, name) ? judge.judge(schema, value, pointer) : null,
    ),
  properties: (schemas: Record<string, JsonSchema>, value: Fields, { pointer, judge }) =>
    first(judge, Object.entries(schemas), ([name, schema]) =>
      Object.hasOwn(value, name) ? judge.judge(schema, value[name], inside(pointer, name)) : null,
    ),
  additionalProperties: (schema: JsonSchema, value: Fields, { schema: { properties = {} }, pointer, judge }) =>
    first(judge, Object.keys(value), (name) =>
      Object.hasOwn(properties as Fields, name) ? null : judge.judge(schema, value[name], inside(pointer, name)),
    ),
  propertyNames: (schema: JsonSchema, value: Fields, { pointer, judge }) =>
    first(judge, Object.keys(value), (name) => judge.judge(schema, name, inside(pointer, name))),
};

const RULES_OF: Record<Kind, Record<string, Rule>> = {
  null: {},
  boolean: {},
  number: NUMBERS,
  string: TEXTS,
  array: LISTS,
  object: OBJECTS,
};

function says(wrong: boolean, pointer: string, detail: string): Misfit | null {
  return wrong ? { pointer, detail } : null;
}

function first<T>({ work }: Judge, list: readonly T[], misfit: (item: T, index: number) => Misfit | null): Misfit | null {
  work.spend(list.length);
  for (const [index, item] of list.entries()) {
    const found = misfit(item, index);
    if (found) return found;
  }
  return null;
}

function missing(names: readonly string[], value: Fields, pointer: string, judge: Judge): Misfit | null {
  return first(judge, names, (name) => says(!Object.hasOwn(value, name), pointer, `must have "${name}"`));
}

function inside(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function membersOf(value: Fields, { work }: Judge): number {
  const { length } = Object.keys(value);
  work.spend(length);
  return length;
}

/** Unicode characters, not UTF-16 units. */
function lengthOf(text: string, { work }: Judge): number {
  work.spend(text.length >> 4);
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** 0.3 is a multiple of 0.1, though not in binary. */
function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  return Number.isFinite(times) && Math.abs(times - Math.round(times)) <= 1e-12 * Math.max(1, Math.abs(times));
}
