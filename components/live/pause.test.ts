import { expect, it } from "vitest";
import type { ScoreRow } from "@/lib/trust/board";
import { createPause } from "./pause";

const row = (id: string, score: number, age: number | null): ScoreRow => [id, score, 80, 80, 80, 80, 80, 1, 40, age];

it("keeps the last row of each agent, and the age of its last signal", () => {
  const pause = createPause();
  pause.scores({ version: 7, at: "2026-11-20T14:00:00.000Z", rows: [row("a", 700, 100), row("b", 500, null)] });
  pause.scores({ version: 9, at: "2026-11-20T14:00:02.000Z", rows: [row("c", 300, 50)] });
  pause.scores({ version: 10, at: "2026-11-20T14:00:03.000Z", rows: [row("b", 510, 0)] });
  expect(pause.changes()).toBe(3);
  expect(pause.release().frame).toEqual({
    version: 10,
    at: "2026-11-20T14:00:03.000Z",
    rows: [row("a", 700, 3100), row("b", 510, 0), row("c", 300, 1050)],
  });
  expect(pause.changes()).toBe(0);
  expect(pause.release()).toEqual({ frame: null, entries: [], overflowed: false });
});

it("gives a row that leaves its last signal unsaid the age it has in the end", () => {
  const pause = createPause();
  pause.scores({ version: 7, at: "2026-11-20T14:00:00.000Z", rows: [["a", 700, 80, 80, 80, 80, 80, 1]] });
  pause.scores({ version: 8, at: "2026-11-20T14:00:02.000Z", rows: [["b", 700, 80, 80, 80, 80, 80, 1]] });
  expect(pause.release().frame?.rows).toEqual([
    ["a", 700, 80, 80, 80, 80, 80, 1, 500, 2000],
    ["b", 700, 80, 80, 80, 80, 80, 1, 500, 0],
  ]);
});
