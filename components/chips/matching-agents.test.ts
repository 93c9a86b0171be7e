import { describe, expect, it } from "vitest";
import { matchingAgents } from "./matching-agents";

const board = { ids: ["a1", "scout-2", "c3"], names: ["Old scout", "Scout", "Kestrel"], models: ["m-1", "m-2", "scoutish"] };
const found = (text: string, most = 9) => matchingAgents(board, text, most).map(({ id }) => id);

describe("agents found by what is typed", () => {
  it("come by name, id or model in any case, names that begin so first", () => {
    expect(found("SCOUT")).toEqual(["scout-2", "a1", "c3"]);
    expect(found("a1")).toEqual(["a1"]);
    expect(found("nobody")).toEqual([]);
  });

  it("are all of them where nothing is typed, up to a limit", () => {
    expect(found("")).toHaveLength(3);
    expect(found(" ", 2)).toEqual(["a1", "scout-2"]);
  });
});
