import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { timeLabel, timeTicks } from "./chart-time";
import { clockInZone, day, exact, hourMinuteInZone, weekday } from "./format";
import { zoneId, zoneName, zoneOffset } from "./zone";

const HOUR = 3_600_000;
const inZone = (name: string | undefined) => {
  globalThis.musterZone = () => name;
};
afterEach(() => inZone(undefined));

describe("exact times in the zone that a cookie names", () => {
  it("stand with the zone's name, in summer and winter", () => {
    inZone("Europe/Berlin");
    expect(exact("2026-11-19T13:58:02Z")).toBe("19 Nov 2026 14:58:02 CET");
    expect(exact("2026-07-19T23:58:02Z")).toBe("20 Jul 2026 01:58:02 CEST");
    expect(day("2026-12-31T23:30:00Z")).toBe("1 Jan");
    expect(weekday("2026-11-19T23:30:00Z")).toBe("Fri 20");
  });

  it.each([
    ["America/New_York", "08:58:02 EST"],
    ["Asia/Kolkata", "19:28:02 GMT+5:30"],
    ["UTC", "13:58:02 UTC"],
    ["Etc/UTC", "13:58:02 UTC"],
  ])("in %s it is %s", (zone, text) => {
    inZone(zone);
    expect(clockInZone("2026-11-19T13:58:02Z")).toBe(text);
  });

  it("leaves out seconds where there is no room", () => {
    inZone("Europe/Berlin");
    expect(hourMinuteInZone("2026-11-19T13:58:02Z")).toBe("14:58 CET");
  });

  it("is UTC whatever else a cookie says", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "Mars/Base", "+01:00", "en")),
        (hostile) => {
          inZone(hostile);
          expect([zoneId(), zoneOffset(0), zoneName(0)]).toEqual(["UTC", 0, "UTC"]);
        },
      ),
    );
  });

  it("is what Intl says, at any time", () => {
    const zones = ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"];
    const times = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), times, (zone, at) => {
        inZone(zone);
        const said = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "medium", dateStyle: "short" }).format(at);
        const here = new Date(at + zoneOffset(at)).toISOString();
        expect(here.slice(11, 19)).toBe(said.slice(-8));
        expect(here.slice(8, 10)).toBe(said.slice(0, 2));
      }),
    );
  });
});

describe("a time axis", () => {
  it("is round on the zone's clocks, also over a change of the clocks", () => {
    inZone("Europe/Berlin");
    const from = Date.parse("2026-10-23T10:00:00Z");
    const ticks = timeTicks(from, from + 5 * 24 * HOUR, 5);
    expect(ticks.map((at) => new Date(at).toISOString())).toEqual([
      "2026-10-23T22:00:00.000Z",
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
      "2026-10-26T23:00:00.000Z",
      "2026-10-27T23:00:00.000Z",
    ]);
    expect(ticks.map((at) => timeLabel(at, 5 * 24 * HOUR))).toEqual(["Sat 24", "Sun 25", "Mon 26", "Tue 27", "Wed 28"]);
    expect(timeLabel(ticks[0] ?? 0, HOUR)).toBe("Sat 24");
  });
});
