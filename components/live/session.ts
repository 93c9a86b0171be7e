import type { QueryClient } from "@tanstack/react-query";
import { io, type Socket } from "socket.io-client";
import { setServerTime } from "@/components/ui/now";
import { queries } from "@/lib/http/queries";
import type { Entry } from "@/lib/journal/entry";
import { createApplier } from "@/lib/live/apply";
import type { ClientToServer, ScoresFrame, ServerToClient } from "@/lib/live/events";
import { keepConnected } from "@/lib/live/reconnect";
import { type Connection, type ConnectionEvent, connecting, reduce } from "./connection";
import { addToFeed, clearFeed } from "./feed";
import { createPause } from "./pause";

/** Without a tick for this long the connection is dead, whatever the socket believes; a new one is tried. */
const DEAD_AFTER_MS = 12_000;
const WATCH_MS = 1_000;
const FEED_START = 50;

type LiveSocket = Socket<ServerToClient, ClientToServer>;

/** Everything that lives as long as the page: one socket, its state, and what it does to the query cache. */
export type Session = ReturnType<typeof openSession>;

export function openSession(client: QueryClient) {
  let state: Connection = connecting(Date.now());
  const listeners = new Set<() => void>();
  const pause = createPause();

  function dispatch(event: ConnectionEvent): void {
    const next = reduce(state, event);
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  }

  const applier = createApplier(client, {
    // A hidden tab draws no frames: what comes is applied at once.
    nextFrame: (run) => (document.hidden ? run() : requestAnimationFrame(run)),
    after: (ms, run) => setTimeout(run, ms),
    feed: addToFeed,
  });

  const socket: LiveSocket = io({
    path: "/socket.io",
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnection: false,
    auth: (give) => give(applier.position()),
  });

  async function startFeed(): Promise<void> {
    const page = await client
      .fetchQuery({ ...queries.journal({ limit: FEED_START, routine: false }), staleTime: 0 })
      .catch(() => null);
    if (page) addToFeed(page.items);
  }

  async function untilCaughtUp(by: number, work: Promise<void>): Promise<void> {
    dispatch({ type: "behind", by });
    await work;
    dispatch({ type: "caught-up" });
  }

  function hold(keep: () => void): void {
    keep();
    dispatch({ type: "waiting", changes: pause.changes() });
  }

  function onScores(frame: ScoresFrame): void {
    if (!state.paused) applier.scores(frame);
    else hold(() => pause.scores(frame));
  }

  function onEntry(entry: Entry): void {
    if (!state.paused) applier.entry(entry);
    else hold(() => pause.entry(entry));
  }

  socket.on("connect", () => dispatch({ type: "connected", now: Date.now() }));
  socket.on("disconnect", () => dispatch({ type: "lost", now: Date.now() }));
  // Refused: perhaps the session ended, then this leads to the sign-in page; perhaps there are too many sockets.
  const reconnect = keepConnected(socket, () => void client.fetchQuery({ ...queries.weights(), staleTime: 0 }).catch(() => null));
  socket.on("hello", (hello) => {
    const known = applier.position();
    setServerTime(hello.serverTime);
    dispatch({ type: "tick", now: Date.now(), serverTime: Date.parse(hello.serverTime) });
    const work = applier.hello(hello);
    if (known.instance !== hello.instance) {
      clearFeed();
      void startFeed();
    } else if (!hello.resumed) void startFeed();
    if (known.instance !== undefined) void untilCaughtUp(Math.max(0, hello.seq - (known.seq ?? hello.seq)), work);
  });
  socket.on("scores", onScores);
  socket.on("entry", onEntry);
  // Frames of audits are not kept through a pause: after it the audits are asked for again.
  socket.on("audit", (frame) => {
    if (!state.paused) applier.audit(frame);
  });
  socket.on("tick", (tick) => {
    setServerTime(tick.serverTime);
    if (!state.paused) applier.tick(tick);
    dispatch({ type: "tick", now: Date.now(), serverTime: Date.parse(tick.serverTime) });
  });
  socket.on("resync", (to) => void untilCaughtUp(0, applier.resync(to)));

  let overdue = 0;
  function watch(): void {
    const silent = state.connected && state.tickAt !== null && Date.now() - state.tickAt > DEAD_AFTER_MS;
    // Twice in a row: after a sleep the first look comes before the messages that have piled up.
    overdue = silent ? overdue + 1 : 0;
    if (overdue < 2) return;
    overdue = 0;
    reconnect();
  }
  setInterval(watch, WATCH_MS);

  function comeBack(): void {
    if (!socket.connected) reconnect();
  }
  window.addEventListener("online", comeBack);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) applier.flush();
    else comeBack();
  });

  return {
    connection: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setPaused(paused: boolean): void {
      if (paused === state.paused) return;
      dispatch({ type: paused ? "pause" : "unpause" });
      if (paused) return;
      const { frame, entries, overflowed } = pause.release();
      for (const entry of entries) applier.entry(entry);
      if (frame) applier.scores(frame);
      applier.auditsMissed();
      if (overflowed) void untilCaughtUp(0, applier.resync({ reason: "paused" }));
    },
  };
}
