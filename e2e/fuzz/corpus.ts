import { gzipSync } from "node:zlib";
import type { RawRequest } from "./request";

/** One operation of the API document with a body that it would take. */
export type Target = { method: string; path: string; example?: Record<string, unknown>; takesNull?: boolean };

/** A request that must be refused, what is wrong with it, and the only statuses that say so. */
export type Malformed = RawRequest & { flaw: string; statuses: number[] };

type Random = () => number;
type Flaw = (random: Random) => Omit<Malformed, "method" | "target" | "flaw"> & { query?: string };

const JSON_TYPE = { "content-type": "application/json" };
const MIB = 1024 * 1024;
const bomb = gzipSync(Buffer.alloc(64 * MIB, " "));
const huge = Buffer.from(`{"reason":"${"x".repeat(10 * MIB)}"}`);

const text = (body: string, statuses: number[]) => ({ headers: JSON_TYPE, body: Buffer.from(body), statuses });
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Puts a raw JSON member first in an object's text. */
const withMember = (example: object, member: string) =>
  `{${member}${Object.keys(example).length > 0 ? "," : ""}${JSON.stringify(example).slice(1)}`;
/** Replaces the value of a random member by raw JSON text. */
function replaced(random: Random, example: Record<string, unknown>, value: string): string {
  const name = pick(random, Object.keys(example));
  return JSON.stringify({ ...example, [name]: "REPLACED" }).replace('"REPLACED"', () => value);
}

const PROTOTYPE_KEYS = [
  '"__proto__"',
  '"constructor"',
  '"prototype"',
  '"\\u005f_proto__"',
  '"__\\u0070roto__"',
  '"c\\u006fnstructor"',
];
const NOT_JSON = [
  '{"a":NaN}',
  '{"a":Infinity}',
  '{"a":undefined}',
  "{'a':1}",
  '{"a":1,}',
  '{"a":01}',
  '{"a":0x1}',
  '{"a":+1}',
  '{"a":.5}',
  '{"a":1}{"b":2}',
  "// comment\n{}",
  '{"a":"\n"}',
  "[1,2",
  "{",
  "nul",
  '"',
  "<xml/>",
  "a=1&b=2",
  "\u0000",
];

/** Ways to spoil a body, for operations that take one. */
const BODY_FLAWS: Record<string, (example: Record<string, unknown>) => Flaw> = {
  "truncated JSON": (example) => (random) => {
    const whole = JSON.stringify(example);
    return text(whole.slice(0, 1 + Math.floor(random() * (whole.length - 2))), [400]);
  },
  "not JSON": () => (random) => text(pick(random, NOT_JSON), [400]),
  "a number beyond all numbers": (example) => (random) =>
    text(replaced(random, example, pick(random, ["1e999", "-1e999"])), [422]),
  "nested arrays": () => (random) => {
    const depth = 1000 + Math.floor(random() * 9000);
    return text("[".repeat(depth) + "]".repeat(depth), [422]);
  },
  "nested objects": (example) => () => text(withMember(example, `"deep":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`), [422]),
  "nesting without end": () => () => text("[".repeat(10_000), [400]),
  "wrong type of the whole": () => (random) => text(pick(random, ["[]", '"x"', "1", "true", "null", "[{}]", "-0"]), [422]),
  "wrong type of a member": (example) => (random) =>
    text(replaced(random, example, pick(random, ["[[]]", "[[[1]]]", "null"])), [422]),
  "unknown member": (example) => (random) => text(withMember(example, `"x${Math.floor(random() * 1e6)}":1`), [422]),
  "prototype key": (example) => (random) =>
    text(withMember(example, `${pick(random, PROTOTYPE_KEYS)}:{"polluted":"yes"}`), [422]),
  "prototype key inside": (example) => (random) =>
    text(withMember(example, `"provenance":{"a":{${pick(random, PROTOTYPE_KEYS)}:{"polluted":"yes"}}}`), [422]),
  "duplicate keys": (example) => () => text(withMember(example, '"twice":1,"twice":2'), [422]),
  "lone surrogate": (example) => (random) => text(replaced(random, example, '"\\ud83d x"'), [422]),
  "NUL in text": (example) => (random) => text(replaced(random, example, '"a\\u0000b"'), [422]),
  "bytes that are not UTF-8": () => (random) => ({
    headers: JSON_TYPE,
    body: Buffer.concat([Buffer.from('{"reason":"'), pick(random, BAD_BYTES), Buffer.from('"}')]),
    statuses: [400],
  }),
  "endless text": (example) => (random) => text(replaced(random, example, `"${"x".repeat(200_000)}"`), [422]),
  "other content type": (example) => (random) => ({
    headers: {
      "content-type": pick(random, [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/json",
        "*/*",
      ]),
    },
    body: Buffer.from(JSON.stringify(example)),
    statuses: [415],
  }),
  "no content type": (example) => () => ({ body: Buffer.from(JSON.stringify(example)), statuses: [415] }),
  "unknown content encoding": (example) => (random) => ({
    headers: { ...JSON_TYPE, "content-encoding": pick(random, ["br", "deflate", "zstd", "compress", "gzip, gzip"]) },
    body: Buffer.from(JSON.stringify(example)),
    statuses: [415],
  }),
  "gzip that is none": (example) => () => ({
    headers: { ...JSON_TYPE, "content-encoding": "gzip" },
    body: Buffer.from(JSON.stringify(example)),
    statuses: [400],
  }),
  "gzip cut short": (example) => () => ({
    headers: { ...JSON_TYPE, "content-encoding": "gzip" },
    body: gzipSync(JSON.stringify(example)).subarray(0, -6),
    statuses: [400],
  }),
};

const BAD_BYTES = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82]].map((bytes) =>
  Buffer.from(bytes),
);

/** Costly to send, so each operation gets them once. */
const HEAVY_FLAWS: Record<string, Flaw> = {
  "body of 10 MB": () => ({ headers: JSON_TYPE, body: huge, statuses: [413] }),
  "gzip bomb": () => ({ headers: { ...JSON_TYPE, "content-encoding": "gzip" }, body: bomb, statuses: [413] }),
};

const BAD_QUERIES = [
  "zzz=1",
  "__proto__=1",
  "__proto__[polluted]=yes",
  "constructor[prototype][polluted]=yes",
  "limit=5&limit=6",
  "limit=0",
  "limit=-1",
  "limit=501",
  "limit=1e999",
  "limit=NaN",
  "limit=abc",
  "limit=1.5",
  "limit[]=1",
  "limit=%00",
  "limit=%ff",
  "%ff=1",
  "%=1",
  "from=yesterday",
  "cursor=",
  "=",
];

/** Paths that lead nowhere or are none. */
const BAD_PATHS: [path: string, statuses: number[]][] = [
  ["/api/v1/agents/%ff", [400]],
  ["/api/v1/agents/%", [400]],
  ["/api/v1/agents/%2", [400]],
  ["/api/v1/agents/%zz/score", [400]],
  ["/api/v1/agents/%c0%ae%c0%ae", [400]],
  ["/api/v1/agents/%ed%a0%80", [400]],
  ["/api/v1/%ff", [400]],
  ["/api/%ff", [400]],
  ["/api/v1/agents/%00", [400, 404, 422]],
  ["/api/v1/agents/..%2fkeys", [400, 404]],
  ["/api/v1/agents/%2e%2e%2f%2e%2e%2fetc%2fpasswd", [400, 404]],
  ["/api/v1/agents/..%5c..%5cwindows", [400, 404]],
  ["/api/v1/agents/__proto__", [404]],
  ["/api/v1/agents/constructor", [404]],
  ["/api/v1/agents/toString/score", [404]],
  ["/api/v1/agents/hasOwnProperty/signals", [404]],
  [`/api/v1/agents/${"x".repeat(5000)}`, [400, 404, 414]],
  ["/api/v1/nothing", [404]],
  ["/api/v1/agents/fuzz-agent/nothing", [404]],
  ["/api/v1", [404]],
  ["/api", [404]],
  ["/api/v2/agents", [404]],
  ["/api/v1/AGENTS", [404]],
  ["/api/v1/agents.json", [404]],
  ["/api/v1/agents;x=1", [404]],
  ["/api/v1/__proto__", [404]],
  ["/api/v1/constructor", [404]],
];

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "PURGE", "MKCOL", "LOCK", "REPORT", "SEARCH"];

/** `count` malformed requests: every flaw on every operation it fits, again and again with other random choices. */
export function malformedRequests(targets: readonly Target[], count: number, random: Random): Malformed[] {
  const flaws = [...onceEach(targets, random)];
  while (flaws.length < count) flaws.push(...round(targets, random));
  return flaws.slice(0, count);
}

function onceEach(targets: readonly Target[], random: Random): Malformed[] {
  const heavy = targets.flatMap((target) =>
    target.example
      ? Object.entries(HEAVY_FLAWS).map(([flaw, make]) => ({ flaw, method: target.method, target: target.path, ...make(random) }))
      : [],
  );
  const paths = BAD_PATHS.map(([target, statuses]) => ({ flaw: "bad path", method: "GET", target, statuses }));
  return [...heavy, ...paths, ...wrongMethods(targets)];
}

function wrongMethods(targets: readonly Target[]): Malformed[] {
  return [...new Set(targets.map((target) => target.path))].flatMap((path) => {
    const known = targets.filter((target) => target.path === path).map((target) => target.method);
    return METHODS.filter((method) => !known.includes(method)).map((method) => ({
      flaw: "wrong method",
      method,
      target: path,
      statuses: [405],
    }));
  });
}

function round(targets: readonly Target[], random: Random): Malformed[] {
  return targets.flatMap(({ method, path, example, takesNull }) => {
    if (method === "GET") return [{ flaw: "bad query", method, target: `${path}?${pick(random, BAD_QUERIES)}`, statuses: [400] }];
    if (!example) return [{ flaw: "bad query", method, target: `${path}?zzz=1`, statuses: [400, 404] }];
    const usable = Object.entries(BODY_FLAWS).filter(
      ([flaw]) => !(takesNull && flaw === MAYBE_NULL) && (Object.keys(example).length > 0 || !NEEDS_MEMBERS.has(flaw)),
    );
    return usable.map(([flaw, make]) => ({ flaw, method, target: path, ...make(example)(random) }));
  });
}

const MAYBE_NULL = "wrong type of a member";

const NEEDS_MEMBERS = new Set([
  "truncated JSON",
  "a number beyond all numbers",
  "wrong type of a member",
  "lone surrogate",
  "NUL in text",
  "endless text",
]);
