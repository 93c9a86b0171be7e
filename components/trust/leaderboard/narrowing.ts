import { type Status, type StatusKind, statusOf } from "@/components/chips/status";
import { type Board, NO_DELTA, NOT_CERTIFIED } from "@/lib/live/board";
import { heldByBitsOf } from "@/lib/registry/held-by";
import { type Tier, tierOf } from "@/lib/registry/tier";
import { BANDS, type Band, bandLevel } from "@/lib/trust/band";
import { FLAG } from "@/lib/trust/board";

/** The values of a row that the list can be narrowed to, one of each; null = any. `held` is as in the address. */
export type Narrowing = {
  tier: Tier | null;
  band: Band | null;
  held: string | null;
  status: StatusKind | null;
  model: string | null;
};
export type NarrowBy = keyof Narrowing;

export const NARROWINGS = ["tier", "band", "held", "status", "model"] as const satisfies readonly NarrowBy[];
export const NOT_NARROWED: Narrowing = { tier: null, band: null, held: null, status: null, model: null };

export const STATUSES = [
  "revoked",
  "hold",
  "at_risk",
  "silent",
  "unrated",
  "idle",
  "active",
] as const satisfies readonly StatusKind[];

/** In `held`: no certificate is in force, or nothing keeps the agent from a higher tier. */
const UNCERTIFIED = "uncertified";
const NOTHING = "nothing";

/** `CC,ER`, `nothing`, `uncertified`; null for anything else. */
export function parseHeld(text: string): string | null {
  return text === UNCERTIFIED || text === NOTHING || heldByBitsOf(text) !== null ? text : null;
}

/** What a row says of what holds it, as it stands in the address: `CC, ER` is `CC,ER`, empty is `nothing`. */
export function heldValue(heldBy: string | null): string {
  return heldBy === null ? UNCERTIFIED : heldBy === "" ? NOTHING : heldBy.replaceAll(", ", ",");
}

const STATUS_WORDS: Record<StatusKind, string> = {
  revoked: "Revoked",
  hold: "On hold",
  at_risk: "At risk",
  silent: "Silent",
  unrated: "Unrated",
  idle: "May not act",
  active: "Active",
};

/** What a narrowing is called: "Held by CC, ER", "Band Trusted". */
export function narrowingName(by: NarrowBy, value: string): string {
  switch (by) {
    case "tier":
      return `Tier ${value}`;
    case "band":
      return `Band ${BANDS.find(({ band }) => band === value)?.name ?? value}`;
    case "held":
      return value === UNCERTIFIED ? "Not certified" : `Held by ${value.replaceAll(",", ", ")}`;
    case "status":
      return `Status ${STATUS_WORDS[value as StatusKind] ?? value}`;
    case "model":
      return `Model ${value}`;
  }
}

export function isNarrowed(narrowing: Narrowing): boolean {
  return NARROWINGS.some((by) => narrowing[by] !== null);
}

/** What agents are judged by: totals as shown, `now` on the server's clock, epoch ms. */
type Facts = { board: Board; totals: Int16Array; now: number };

/** Whether an agent (a row of the board) has all the values asked for. An agent is held by `CC` also where others hold it too. */
export function narrowingTest(asked: Narrowing, { board, totals, now }: Facts): (agent: number) => boolean {
  const { tier, band, status, model } = asked;
  const level = BANDS.findIndex((one) => one.band === band);
  const holds = heldTest(asked.held);
  return (i) => {
    if (tier !== null && tierOf(board.tiers[i] ?? 0) !== tier) return false;
    if (model !== null && board.models[i] !== model) return false;
    if (band !== null && (((board.flags[i] ?? 0) & FLAG.rated) === 0 || bandLevel(totals[i] ?? 0) !== level)) return false;
    if (!holds(board.heldBy[i] ?? NOT_CERTIFIED)) return false;
    return status === null || statusAt(board, i, now).kind === status;
  };
}

function heldTest(held: string | null): (bits: number) => boolean {
  if (held === null) return () => true;
  if (held === UNCERTIFIED) return (bits) => bits === NOT_CERTIFIED;
  const wanted = held === NOTHING ? 0 : (heldByBitsOf(held) ?? 0);
  if (wanted === 0) return (bits) => bits === 0;
  return (bits) => bits !== NOT_CERTIFIED && (bits & wanted) === wanted;
}

/** The status of an agent as its row says it; `now` on the server's clock, epoch ms. */
export function statusAt(board: Board, agent: number, now: number): Status {
  const flags = board.flags[agent] ?? 0;
  const delta = board.delta24h[agent] ?? NO_DELTA;
  const seen = board.lastSignalAt[agent] ?? Number.NaN;
  const standing = {
    revoked: (flags & FLAG.revoked) !== 0,
    held: (flags & FLAG.held) !== 0,
    atRisk: (flags & FLAG.atRisk) !== 0,
    rated: (flags & FLAG.rated) !== 0,
    tier: board.tiers[agent] ?? 0,
    delta24h: delta === NO_DELTA ? null : delta,
    lastSignalAt: Number.isNaN(seen) ? null : seen,
  };
  return statusOf(standing, now);
}
