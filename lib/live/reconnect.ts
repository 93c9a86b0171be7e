import type { Socket } from "socket.io-client";
import type { ClientToServer, ServerToClient } from "./events";

/** Of a connection that broke without a word, ms: mostly a blip, so the first try comes soon. */
const BLIP = { least: 250, spread: 500 };
/** After that everybody picks a moment of his own in these ms and keeps to it, so that a server that comes back is not run over. */
const EVERY_MS = 5_000;
const LEAST_MS = 200;
/** Whoever is refused may be refused for long, ms. */
const REFUSED = { least: 15_000, spread: 15_000 };

/** What happened before the next try: the line broke or did not come about, the server said goodbye, or it refused. */
type Setback = "broken" | "told" | "refused";

/** Milliseconds until the next try; `tries` counts those that failed since the last connection, `random` is in [0, 1). */
export function waitBefore(setback: Setback, tries: number, random: number): number {
  if (setback === "refused") return REFUSED.least + random * REFUSED.spread;
  if (setback === "broken" && tries === 0) return BLIP.least + random * BLIP.spread;
  const first = setback === "told" || tries === 1;
  return first ? LEAST_MS + random * EVERY_MS : EVERY_MS;
}

/**
 * Connects a socket again whenever it is lost, until its owner disconnects it. The socket's own reconnection must be off
 * (`reconnection: false`). `onRefused` hears when the server let it in and then refused who it is.
 * Answers what tries at once instead of at the next moment.
 */
export function keepConnected(socket: Socket<ServerToClient, ClientToServer>, onRefused: () => void): () => void {
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const setBack = (setback: Setback) => {
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), waitBefore(setback, tries, Math.random()));
    tries = setback === "told" ? 2 : tries + 1;
  };
  socket.on("connect", () => {
    clearTimeout(timer);
    tries = 0;
  });
  socket.on("disconnect", (reason) => {
    if (reason === "io client disconnect") clearTimeout(timer);
    else setBack(reason === "io server disconnect" ? "told" : "broken");
  });
  socket.on("connect_error", () => {
    // A socket that is no longer active was refused by name; all else is the line.
    if (socket.active) return setBack("broken");
    onRefused();
    setBack("refused");
  });
  return () => {
    // A try that comes due while this one is under way would join it, and everything would be told twice.
    clearTimeout(timer);
    socket.disconnect().connect();
  };
}
