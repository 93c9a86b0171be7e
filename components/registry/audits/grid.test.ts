import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { probeOf } from "@/lib/registry/audit.fixture";
import { grouped, inOrder, moved, nextFailure } from "./grid";

describe("keys in the grid of probes", () => {
  const counts = [18, 21, 28, 14];
  const go = (group: number, index: number, key: string) => {
    const to = moved(counts, 15, { group, index }, key);
    return to && [to.group, to.index];
  };

  it.each([
    ["right, on", 0, 3, "ArrowRight", [0, 4]],
    ["right, into the next group", 0, 17, "ArrowRight", [1, 0]],
    ["right at the very end stays", 3, 13, "ArrowRight", null],
    ["left, into the group before", 1, 0, "ArrowLeft", [0, 17]],
    ["left at the very beginning stays", 0, 0, "ArrowLeft", null],
    ["down, to the last of a short row", 0, 9, "ArrowDown", [0, 17]],
    ["down, from the last row into the next group", 0, 16, "ArrowDown", [1, 1]],
    ["down, into a group that is shorter", 2, 29 - 2, "ArrowDown", [3, 12]],
    ["up, within a group", 2, 20, "ArrowUp", [2, 5]],
    ["up, into the last row of the group before", 1, 9, "ArrowUp", [0, 17]],
    ["up at the top stays", 0, 4, "ArrowUp", null],
    ["home", 1, 9, "Home", [1, 0]],
    ["end", 1, 9, "End", [1, 20]],
    ["another key", 1, 9, "a", null],
  ])("%s", (_, group, index, key, to) => {
    expect(go(group, index, key)).toEqual(to);
  });

  it("never lead out of the grid", () => {
    const keys = fc.constantFrom("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End");
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 30 }),
        fc.array(keys, { maxLength: 40 }),
        (sizes, columns, pressed) => {
          let cell = { group: 0, index: 0 };
          for (const key of pressed) cell = moved(sizes, columns, cell, key) ?? cell;
          expect(cell.index).toBeGreaterThanOrEqual(0);
          expect(cell.index).toBeLessThan(sizes[cell.group] as number);
        },
      ),
    );
  });
});

describe("probes on the screen", () => {
  const probes = grouped([
    probeOf({ id: "a", state: "failed" }),
    probeOf({ id: "b", dimension: "cc" }),
    probeOf({ id: "c", state: "passed" }),
    probeOf({ id: "d", state: "failed" }),
  ]);
  const list = inOrder(probes);

  it("are numbered within their component, CC first", () => {
    expect(list.map(({ id, name }) => `${id} ${name}`)).toEqual(["b CC-01", "a ER-01", "c ER-02", "d ER-03"]);
  });

  it("lead from failure to failure", () => {
    expect(nextFailure(list, null, 1)?.id).toBe("a");
    expect(nextFailure(list, null, -1)?.id).toBe("d");
    expect(nextFailure(list, "a", 1)?.id).toBe("d");
    expect(nextFailure(list, "c", -1)?.id).toBe("a");
    expect([nextFailure(list, "d", 1), nextFailure(list, "a", -1)]).toEqual([null, null]);
  });
});
