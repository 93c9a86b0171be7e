import { type Actor, authorise } from "../access/action";
import { anyAgent } from "../commands/find-agent";
import type { EntryType } from "../journal/entry";
import type { ScoreHistory } from "../journal/history";
import { runtime } from "../runtime";
import { presentEntry, storedEntry } from "../store/journal";
import { type SamplePoint, samplesBetween } from "../store/samples";
import { byDimension } from "../trust/dimension";

const RESOLUTIONS = { raw: 1, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
export type Resolution = keyof typeof RESOLUTIONS;

const MARKS: EntryType[] = [
  "agent.registered",
  "agent.suspended",
  "agent.resumed",
  "agent.revoked",
  "agent.reinstated",
  "agent.deregistered",
  "agent.hold_set",
  "agent.hold_lifted",
];
const MARK_LIMIT = 200;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** The score over time with the entries that mark it. Without a resolution one is chosen by the span: at most about 1,500 points. */
export async function readHistory(
  actor: Actor,
  id: string,
  query: { from?: number; to?: number; resolution?: Resolution },
): Promise<ScoreHistory> {
  authorise(actor, "readFleet");
  const agent = anyAgent(id);
  const { store, now } = runtime();
  const to = query.to ?? now();
  const from = query.from ?? to - 7 * DAY;
  const resolution = query.resolution ?? resolutionFor(to - from);
  const points = samplesBetween(store.raw, agent.number, from, to, RESOLUTIONS[resolution]);
  const marks = await store.prisma.journalEntry.findMany({
    where: {
      at: { gte: BigInt(from), lte: BigInt(to) },
      OR: [{ agentId: id, type: { in: MARKS } }, { type: { in: ["weights.changed", "trust_policy.changed"] } }],
    },
    orderBy: { seq: "desc" },
    take: MARK_LIMIT,
  });
  return { resolution, points: points.map(present), marks: marks.reverse().map((row) => presentEntry(storedEntry(row))) };
}

function resolutionFor(span: number): Resolution {
  if (span <= 25 * MINUTE) return "raw";
  if (span <= 1_500 * MINUTE) return "minute";
  return span <= 60 * DAY ? "hour" : "day";
}

function present(point: SamplePoint): ScoreHistory["points"][number] {
  const { at, score, min, max, p, r, o, s, c, weightsVersion } = point;
  return {
    at: new Date(at).toISOString(),
    score,
    min,
    max,
    rated: point.rated === 1,
    dimensions: byDimension((_, d) => shown([p, r, o, s, c][d])),
    weightsVersion,
  };
}

/** A mean with three decimals, as boards show it. */
const shown = (mean: number | null | undefined): number | null => (mean == null ? null : Math.round(mean * 1000) / 1000);
