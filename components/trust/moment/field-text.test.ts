import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { fieldMoment, fieldText } from "./field-text";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const inZone = (name: string | undefined) => {
  globalThis.musterZone = () => name;
};
afterEach(() => inZone(undefined));

describe("a moment in a field of date and time", () => {
  it("stands on the clocks of the chosen zone, before and after they change", () => {
    inZone("Europe/Berlin");
    expect(fieldText(Date.UTC(2026, 9, 24, 22, 5))).toBe("2026-10-25T00:05");
    expect(fieldMoment("2026-10-25T00:05")).toBe(Date.UTC(2026, 9, 24, 22, 5));
    expect(fieldMoment("2026-10-25T12:05")).toBe(Date.UTC(2026, 9, 25, 11, 5));
  });

  it.each(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])(
    "is read back as it is shown in %s; of an hour that the clocks show twice it is one of both",
    (zone) => {
      inZone(zone);
      fc.assert(
        fc.property(fc.date({ min: new Date("2001-01-01"), max: new Date("2036-01-01"), noInvalidDate: true }), (date) => {
          const at = Math.floor(date.getTime() / MINUTE) * MINUTE;
          const read = fieldMoment(fieldText(at));
          expect(fieldText(read ?? 0)).toBe(fieldText(at));
          expect(Math.abs((read ?? 0) - at)).toBeLessThanOrEqual(HOUR);
        }),
      );
    },
  );

  it("is none while it is typed", () => {
    expect([fieldMoment(""), fieldMoment("2026-11-"), fieldMoment("0002-13-20T14:02")]).toEqual([null, null, null]);
  });
});
