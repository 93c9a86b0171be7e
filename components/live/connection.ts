import { age, clockInZone, count } from "@/components/ui/format";

/** Facts about the connection. Times are epoch ms of this browser, except `dataAt`. */
export type Connection = {
  /** When the page began to connect. */
  since: number;
  connected: boolean;
  /** When the socket was lost; null while it is there or was never there. */
  lostAt: number | null;
  /** Last tick or hello. */
  tickAt: number | null;
  /** Server time of the last tick, epoch ms: what is on screen is of then. */
  dataAt: number | null;
  /** How many journal entries passed unseen, while what they changed is fetched; null when nothing is. */
  behind: number | null;
  paused: boolean;
  /** Changes that a pause holds back. */
  waiting: number;
};

export type ConnectionEvent =
  | { type: "connected"; now: number }
  | { type: "lost"; now: number }
  | { type: "tick"; now: number; serverTime: number }
  | { type: "behind"; by: number }
  | { type: "caught-up" }
  | { type: "pause" }
  | { type: "unpause" }
  | { type: "waiting"; changes: number };

export function connecting(now: number): Connection {
  return { since: now, connected: false, lostAt: null, tickAt: null, dataAt: null, behind: null, paused: false, waiting: 0 };
}

/** The connection after an event. */
export function reduce(state: Connection, event: ConnectionEvent): Connection {
  switch (event.type) {
    case "connected":
      return { ...state, connected: true, lostAt: null };
    case "lost":
      return state.connected ? { ...state, connected: false, lostAt: event.now, behind: null } : state;
    case "tick":
      return { ...state, tickAt: event.now, dataAt: event.serverTime };
    case "behind":
      return { ...state, behind: event.by };
    case "caught-up":
      return { ...state, behind: null };
    case "pause":
      return { ...state, paused: true, waiting: 0 };
    case "unpause":
      return { ...state, paused: false, waiting: 0 };
    case "waiting":
      return { ...state, waiting: event.changes };
  }
}

export type Phase = "connecting" | "live" | "catching-up" | "delayed" | "offline" | "paused";

export const PHASE_NAMES = {
  connecting: "Connecting",
  live: "Live",
  "catching-up": "Catching up",
  delayed: "Delayed",
  offline: "Offline",
  paused: "Paused",
} as const satisfies Record<Phase, string>;

/** Green only with a tick this young; the server sends one every 5 s. */
const TICK_DUE_MS = 10_000;
/** A lost connection that is not back by then is called offline. */
const LOST_MS = 5_000;

/** What to call the connection at a time of this browser. What is broken is said before what was chosen. */
export function phaseOf(state: Connection, now: number): Phase {
  const silent = state.tickAt === null ? now - state.since : now - state.tickAt;
  if (!state.connected) {
    const away = now - (state.lostAt ?? state.since);
    return away >= LOST_MS || silent >= TICK_DUE_MS ? "offline" : "connecting";
  }
  if (silent >= TICK_DUE_MS) return "delayed";
  if (state.paused) return "paused";
  if (state.behind !== null) return "catching-up";
  return state.tickAt === null ? "connecting" : "live";
}

/** Old values are shown as such in these phases. */
export function isStale(phase: Phase): boolean {
  return phase === "offline" || phase === "delayed";
}

function dataOf(state: Connection, words: string): string {
  return state.dataAt === null ? "" : `${words} ${clockInZone(state.dataAt)}`;
}

/** The age of the data in a few words, for the place beside the phase. */
export function detailOf(state: Connection, phase: Phase, now: number): string {
  const silent = state.tickAt === null ? 0 : now - state.tickAt;
  switch (phase) {
    case "live":
      return `tick ${age(silent)} ago`;
    case "catching-up":
      return state.behind ? `${count(state.behind, "entry", "entries")} behind` : "";
    case "delayed":
      return `data ${age(silent)} old`;
    case "offline":
      return dataOf(state, "data as of") || "no answer yet";
    case "paused":
      return `${count(state.waiting, "change")} waiting`;
    case "connecting":
      return dataOf(state, "data of");
  }
}
