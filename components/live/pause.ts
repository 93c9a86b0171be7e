import type { Entry } from "@/lib/journal/entry";
import type { ScoresFrame } from "@/lib/live/events";
import { FULL_WINDOWS, type ScoreRow } from "@/lib/trust/board";

/** More entries than this are not kept through a pause; everything is fetched again after it. */
const KEPT_ENTRIES = 1_000;

type Released = { frame: ScoresFrame | null; entries: readonly Entry[]; overflowed: boolean };

/** What comes while the page is paused: the last row of each agent, and the entries. */
export function createPause() {
  const rows = new Map<string, { row: ScoreRow; at: number }>();
  let entries: Entry[] = [];
  let newest = { version: 0, at: "" };
  let overflowed = false;

  return {
    changes: () => rows.size + entries.length,

    scores(frame: ScoresFrame): void {
      newest = { version: frame.version, at: frame.at };
      const at = Date.parse(frame.at);
      for (const row of frame.rows) rows.set(row[0], { row, at });
    },

    entry(entry: Entry): void {
      if (entries.length < KEPT_ENTRIES) entries.push(entry);
      else overflowed = true;
    },

    /** Everything held back, as one frame; it is forgotten here. */
    release(): Released {
      const until = Date.parse(newest.at);
      const frame = rows.size === 0 ? null : { ...newest, rows: [...rows.values()].map(({ row, at }) => older(row, until - at)) };
      const released = { frame, entries, overflowed };
      rows.clear();
      entries = [];
      overflowed = false;
      return released;
    },
  };
}

/** The same row in a frame that is `by` ms later: its last signal is that much older. */
function older(row: ScoreRow, by: number): ScoreRow {
  const [id, score, p, r, o, s, c, flags, signals = FULL_WINDOWS, lastSignalAgeMs = 0] = row;
  return [id, score, p, r, o, s, c, flags, signals, lastSignalAgeMs === null ? null : lastSignalAgeMs + by];
}
