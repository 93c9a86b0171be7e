import { decimal, integer, percent, signedDecimal } from "@/components/ui/format";
import type { DecidedCandidate, Decision, Finding, Outcome } from "@/lib/routing/decision-shape";
import type { TieBreak } from "@/lib/routing/order";
import type { Part } from "@/lib/routing/policy";
import type { RoutingWeights } from "@/lib/routing/policy-shape";
import type { TaskStatus } from "@/lib/routing/task-shape";

/** The five parts of a combined score, in the order in which they are summed, and where a candidate has each. */
export const PARTS = [
  {
    part: "capability",
    name: "Capability",
    short: "Cap.",
    of: "capabilityScore",
    means: "How much of the task its skills match",
  },
  { part: "price", name: "Price", short: "Price", of: "bidScore", means: "How far under the reference price it asks" },
  { part: "trust", name: "Trust", short: "Trust", of: "trustScore", means: "Its trust score, of 1000" },
  { part: "track", name: "Record", short: "Record", of: "trackRecord", means: "Tasks it completed, of its last 100" },
  { part: "load", name: "Load", short: "Load", of: "loadScore", means: "How much of its capacity is free" },
] as const satisfies readonly { part: Part; name: string; short: string; of: keyof DecidedCandidate; means: string }[];

/** Why the first of two with the same combined score comes first. */
const TIE_WORDS = {
  capability: "higher capability",
  bid: "lower price",
  trust: "higher trust score",
  least_recent_win: "its last win is longer ago",
  id: "its id comes first",
} as const satisfies Record<TieBreak, string>;

export const OUTCOME_NAMES = {
  assigned: "Assigned",
  no_bids: "No bids",
  no_suitable_agent: "No suitable agent",
} as const satisfies Record<Outcome, string>;

export const STATUS_NAMES = {
  posted: "Posted",
  assigned: "Assigned",
  running: "Running",
  completed: "Completed",
  failed: "Failed",
  expired: "Expired",
} as const satisfies Record<TaskStatus, string>;

/** A piece of a sentence: running text, a figure or word that matters, or an agent by its id. */
export type Piece = { text: string } | { strong: string } | { agent: string };

const NUMBER_WORDS = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
const spelled = (n: number) => NUMBER_WORDS[n] ?? integer(n);

/** A combined score or a part of one, from thousandths: `0.844`. */
export const thousandths = (points: number) => decimal(points / 1000, 3);
/** The same as a change: `+0.040`. */
export const signedThousandths = (points: number) => signedDecimal(points / 1000, 3);

/** The points of a candidate; they sum to its combined score in thousandths. */
export function pointsOf({ points }: DecidedCandidate): number {
  return points.capability + points.price + points.trust + points.track + points.load;
}

/** `capability 40 %, price 20 %`: the parts that count. */
export function weightWords(weights: RoutingWeights): string {
  return PARTS.filter(({ part }) => weights[part] > 0)
    .map(({ part, name }) => `${name.toLowerCase()} ${percent(weights[part])}`)
    .join(", ");
}

type Asked = Finding & Partial<Pick<Decision, "assigned" | "override">>;

/** Who got the task and why, as the first thing one reads; what it rests on follows in `rest`. `foreseen`: nothing was stored. */
export function sentenceOf(finding: Asked, foreseen = false): { lead: Piece[]; rest: string } {
  const { override, assigned } = finding;
  const lead =
    override && assigned
      ? [{ agent: assigned }, { text: " got the task from " }, { strong: override.by }, { text: `, ${insteadOf(finding)}` }]
      : leadOf(finding, foreseen);
  return { lead, rest: [choice(finding), stopped(finding), tie(finding)].filter((words) => words !== "").join(" ") };
}

function insteadOf({ recommended }: Asked): string {
  return recommended === null ? "where the machine found nobody." : "against the machine's choice.";
}

/** Of an overridden decision, what the machine had chosen. */
function choice(finding: Asked): string {
  if (!finding.override) return "";
  const words = leadOf(finding, false).map((piece) =>
    "agent" in piece ? piece.agent : "strong" in piece ? piece.strong : piece.text,
  );
  return `Its own choice: ${words.join("")}`;
}

function leadOf(finding: Finding, foreseen: boolean): Piece[] {
  const { outcome, totals, candidates, recommended } = finding;
  const got = foreseen ? " would get the task" : " got the task";
  const nobody = foreseen ? "Nobody would get the task" : "Nobody got the task";
  if (outcome === "no_bids") return [{ strong: nobody }, { text: ": no bid came." }];
  if (recommended === null) return [{ strong: nobody }, { text: `: ${unsuitable(totals)}.` }];
  const [first, second] = candidates.filter(({ rank }) => rank !== null);
  if (!first) return [{ agent: recommended }, { text: `${got}.` }];
  const score = { strong: thousandths(pointsOf(first)) };
  if (!second)
    return [
      { agent: first.agentId },
      { text: `${got}: the only eligible agent, with a combined score of ` },
      score,
      { text: "." },
    ];
  const best: Piece[] = [
    { agent: first.agentId },
    { text: `${got}: best combined score, ` },
    score,
    { text: `, of ${integer(totals.eligible)} eligible agents, ` },
  ];
  if (finding.tieBreak) return [...best, { text: "the same as " }, { agent: second.agentId }, { text: "." }];
  return [...best, { strong: aheadOf(first, second) }, { text: " ahead of " }, { agent: second.agentId }, { text: "." }];
}

function aheadOf(first: DecidedCandidate, second: DecidedCandidate): string {
  const points = pointsOf(first) - pointsOf(second);
  return points > 0 ? thousandths(points) : "less than 0.001";
}

function unsuitable({ considered, eligible }: Finding["totals"]): string {
  if (considered === 0) return "there is no agent to consider";
  if (eligible > 0) return `no combined score of ${integer(eligible)} eligible agents is above 0`;
  return considered === 1 ? "the only agent was stopped by a gate" : `all ${integer(considered)} agents were stopped by a gate`;
}

function stopped({ outcome, totals: { considered, eligible } }: Finding): string {
  const n = considered - eligible;
  if (outcome !== "assigned" || n === 0) return "";
  return `${spelled(n)} more ${n === 1 ? "was" : "were"} stopped by a gate.`;
}

function tie({ outcome, tieBreak, totals }: Finding): string {
  if (outcome !== "assigned" || totals.eligible < 2) return "";
  return tieBreak ? `The tie was broken by: ${TIE_WORDS[tieBreak]}.` : "No tie-break was needed.";
}

/** The sentence as one text, with agents by their names. */
export function textOf(pieces: readonly Piece[], nameOf: (id: string) => string): string {
  return pieces.map((piece) => ("agent" in piece ? nameOf(piece.agent) : "strong" in piece ? piece.strong : piece.text)).join("");
}
