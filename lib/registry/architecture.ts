type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How the strings of a parsed value are to be read: a leaf as it is written canonically, a key as it is. */
type Reading = { leaf: (raw: string) => string; key: (raw: string) => string };

const NUMBER_OR_TEXT = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN/g;
const NUMBER = "n";
const HASH_DIGITS = 16;
const DEEPEST = 32;

/**
 * The hash of an agent's declared architecture: first 16 hex digits of SHA-256 over its canonical text. `sha256` gives
 * lower-case hex. Compatible with the original registry, which hashes Python's `json.dumps(config, sort_keys=True)`.
 */
export function architectureHash(canonical: string, sha256: (text: string) => string): string {
  return sha256(canonical).slice(0, HASH_DIGITS);
}

/** The canonical text of a configuration given as a value. Whole numbers count as integers: 1.0 and 1 are one here. */
export function canonicalConfig(config: Readonly<Record<string, unknown>>): string {
  return written(config as Json, { leaf: quoted, key: (raw) => raw });
}

/** The canonical text of a configuration given as text: numbers as submitted (1.0 ≠ 1). What is not JSON stands for itself. */
export function canonicalText(configText: string): string {
  // Numbers are marked, because parsing takes their spelling; texts too, because a key such as __proto__ would lose its place.
  const marked = configText.replace(NUMBER_OR_TEXT, (token) =>
    token.startsWith('"') ? `"t${token.slice(1)}` : `"${NUMBER}${token}"`,
  );
  try {
    return written(JSON.parse(marked) as Json, MARKED);
  } catch {
    return configText;
  }
}

const MARKED: Reading = {
  leaf: (raw) => (raw.startsWith(NUMBER) ? spelledNumber(raw.slice(1)) : quoted(raw.slice(1))),
  key: (raw) => {
    if (raw.startsWith(NUMBER)) throw new SyntaxError("A number is no key.");
    return raw.slice(1);
  },
};

/** Whether a configuration nests no deeper than it may; a text that is not JSON does not nest. */
export function isShallow(config: unknown): boolean {
  let level = [typeof config === "string" ? parsed(config) : config];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((item): unknown[] => (typeof item === "object" && item !== null ? Object.values(item) : []));
    if (level.length === 0) return true;
  }
  return false;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function written(value: Json, reading: Reading): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return plainNumber(value);
  if (typeof value === "string") return reading.leaf(value);
  if (isList(value)) return `[${value.map((item) => written(item, reading)).join(", ")}]`;
  const members = Object.entries(value).map(([key, item]) => [reading.key(key), item] as const);
  members.sort(([a], [b]) => byCodePoint(a, b));
  return `{${members.map(([key, item]) => `${quoted(key)}: ${written(item, reading)}`).join(", ")}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function plainNumber(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : floatText(value);
}

/** A number as submitted: an integer has neither point nor exponent. */
function spelledNumber(spelling: string): string {
  return /^-?\d+$/.test(spelling) ? BigInt(spelling).toString() : floatText(Number(spelling));
}

/** Shortest digits that read back as the same double, as Python writes them: `1.0`, `1e-05`, `1e+16`. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [mantissa = "", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? "-" : "+";
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const plain = String(value);
  return plain.includes(".") ? plain : `${plain}.0`;
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

/** A JSON string in ASCII: everything but space to tilde is escaped. */
function quoted(text: string): string {
  const escaped = text.replace(
    /["\\]|[^ -~]/g,
    (unit) => SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}

/** Order by code point; by code unit, an astral character would stand before U+E000. */
function byCodePoint(a: string, b: string): number {
  const [x, y] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < x.length && i < y.length; i++) {
    const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
