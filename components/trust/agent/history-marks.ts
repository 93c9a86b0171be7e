import type { HistoryMark, MarkShape } from "@/components/ui/chart-marks";
import { describe, sentenceText } from "@/lib/journal/describe";
import type { Entry, EntryType } from "@/lib/journal/entry";

/** Which entries mark the history, and with what shape; the line itself shows the rest. */
const SHAPES = {
  "weights.changed": "circle",
  "trust_policy.changed": "circle",
  "agent.suspended": "diamond",
  "agent.revoked": "diamond",
  "agent.hold_set": "diamond",
  "agent.resumed": "diamond-open",
  "agent.reinstated": "diamond-open",
  "agent.hold_lifted": "diamond-open",
  "agent.registered": "triangle",
  "agent.updated": "triangle",
} as const satisfies Partial<Record<EntryType, MarkShape>>;

export const SHAPE_WORDS = {
  circle: "weights or policy",
  diamond: "stopped",
  "diamond-open": "released",
  triangle: "registered or edited",
} as const satisfies Record<MarkShape, string>;

function isMarked(type: EntryType): type is keyof typeof SHAPES {
  return type in SHAPES;
}

/** The entries that mark the history of the agent called `name`, oldest first, each with its sentence. */
export function marksOf(entries: readonly Entry[], name: string): HistoryMark[] {
  return entries
    .flatMap((entry) =>
      isMarked(entry.type)
        ? [
            {
              at: Date.parse(entry.at),
              shape: SHAPES[entry.type],
              label: labelOf(entry),
              words: sentenceText(describe(entry).parts, () => name),
            },
          ]
        : [],
    )
    .sort((a, b) => a.at - b.at);
}

function labelOf(entry: Entry): string {
  const version = entry.data.version;
  if (entry.type === "weights.changed" && typeof version === "number") return `v${version}`;
  return "";
}
