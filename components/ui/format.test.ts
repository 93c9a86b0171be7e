import { describe, expect, it } from "vitest";
import {
  age,
  bytes,
  count,
  decimal,
  duration,
  exact,
  integer,
  percent,
  relative,
  shortHash,
  signed,
  signedDecimal,
} from "./format";

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

describe("numbers", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [928, "928"],
    [1099, "1\u202f099"],
    [214_806, "214\u202f806"],
    [-24, "\u221224"],
    [null, "\u2013"],
    [Number.NaN, "\u2013"],
  ])("integer(%s) is %s", (value, text) => expect(integer(value)).toBe(text));

  it.each([
    [13, "+13"],
    [-56, "\u221256"],
    [0, "0"],
    [0.3, "0"],
    [undefined, "\u2013"],
  ])("signed(%s) is %s", (value, text) => expect(signed(value)).toBe(text));

  it.each([
    [82, 1, "82.0"],
    [-0.0661, 3, "\u22120.066"],
    [-0.0001, 3, "0.000"],
    [12_345.678, 2, "12\u202f345.68"],
  ])("decimal(%s, %s) is %s", (value, digits, text) => expect(decimal(value, digits)).toBe(text));

  it("shows a change that rounds to nothing without a sign", () => {
    expect(signedDecimal(0.044, 3)).toBe("+0.044");
    expect(signedDecimal(0.0001, 3)).toBe("0.000");
  });

  it("writes shares as per cent", () => {
    expect(percent(0.25)).toBe("25\u00a0%");
    expect(percent(0.99, 1)).toBe("99.0\u00a0%");
    expect(percent(null)).toBe("\u2013");
  });

  it("counts things", () => {
    expect(count(1, "agent")).toBe("1 agent");
    expect(count(0, "agent")).toBe("0 agents");
    expect(count(3, "entry", "entries")).toBe("3 entries");
  });
});

describe("time", () => {
  it.each([
    [58 * S, "58\u00a0s"],
    [26 * M + 59 * S, "26\u00a0m"],
    [H + 5 * M, "1\u00a0h 5\u00a0m"],
    [3 * H, "3\u00a0h"],
    [6 * D + 4 * H + 59 * M, "6\u00a0d 4\u00a0h"],
    [-2 * D, "\u22122\u00a0d"],
    [0, "0\u00a0s"],
  ])("duration(%s) is %s", (ms, text) => expect(duration(ms)).toBe(text));

  it.each([
    [-5, "0\u00a0s"],
    [4_999, "4\u00a0s"],
    [26 * M, "26\u00a0m"],
    [23 * H, "23\u00a0h"],
    [12 * D, "12\u00a0d"],
  ])("age(%s) is %s", (ms, text) => expect(age(ms)).toBe(text));

  it("says how long ago, and how soon", () => {
    expect(relative(400)).toBe("just now");
    expect(relative(26 * M)).toBe("26\u00a0m ago");
    expect(relative(-(D + 18 * H))).toBe("in 1\u00a0d 18\u00a0h");
  });

  it("gives exact times in UTC, and a dash for what is no time", () => {
    expect(exact("2026-11-19T13:58:02.441Z")).toBe("19 Nov 2026 13:58:02 UTC");
    expect(exact("yesterday")).toBe("\u2013");
  });
});

it("shortens long hashes in the middle only", () => {
  expect(shortHash("7be0aaaaaaaaaa41d9")).toBe("7be0…41d9");
  expect(shortHash("7be041d9")).toBe("7be041d9");
});

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1.0 KB"],
  [1_234_567, "1.2 MB"],
  [456_000_000_000, "456 GB"],
  [7e15, "7\u202f000 TB"],
])("bytes(%s) is %s", (n, text) => expect(bytes(n)).toBe(text));
