import { describe, expect, it } from "vitest";
import { limitChanges } from "./key-limits";

const defaults = { requestsPerSecond: 100, signalsPerSecond: 20_000, maxShare: 0.2 };

describe("changes of a key's limits", () => {
  it("are what was changed, and null where the default comes back", () => {
    const before = { ...defaults, requestsPerSecond: 5 };
    expect(limitChanges(before, before, defaults)).toEqual({});
    expect(limitChanges(before, { ...before, maxShare: 0.5 }, defaults)).toEqual({ maxShare: 0.5 });
    expect(limitChanges(before, defaults, defaults)).toEqual({ requestsPerSecond: null });
  });
});
