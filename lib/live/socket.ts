import type { Server as HttpServer, IncomingMessage } from "node:http";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { Server, type Socket } from "socket.io";
import { type Actor, can } from "../access/action";
import { scoreRow } from "../engine/board-row";
import { limitRequests } from "../engine/rate-limit";
import { isAllowedOrigin } from "../http/auth";
import { sessionActor, sessionCookie } from "../http/session";
import { ENTRY_TYPES } from "../journal/entry";
import { isRefusal } from "../refusal";
import { runtime } from "../runtime";
import { presentEntry, pushedBetween } from "../store/journal";
import type { ClientToServer, HandshakeAuth, ServerToClient } from "./events";
import { LIVE, waitingFor } from "./fan-out";
import type { MusterSockets } from "./publish";

const TICK_MS = 5_000;
const REPLAY_ENTRIES = 5_000;
/** Entries read in one turn, signals' own included. */
const REPLAY_AT_ONCE = 1_000;
/** What may wait for a client before it is told the next of what it missed. */
const REPLAY_BYTES = 256 * 1024;
const REPLAY_ROWS = 2_000;
const BULK_SHARE = 0.2;
const BULK_ROWS = 500;
const SLOW_CONSUMER_BYTES = 1024 * 1024;
const BROWSER_SENDS_AT_MOST = 16 * 1024;
/** Whoever does not answer a ping does not read: it is cut 9 s after it stopped at the latest. */
const PING_MS = { every: 4_000, patience: 5_000 };
/** A browser says who it is and answers pings; so many packets in so many ms are something else. */
const PACKETS = { most: 40, in: 10_000 };

const PUSHED = ENTRY_TYPES.filter((type) => type !== "signals.recorded");

type MusterSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, { actor: Actor; missed: number }>;

/** Opens the socket of api.md on the server's port: authenticated, Origin-checked, server to browser only. */
export function openSockets(httpServer: HttpServer, options: { development: boolean }): MusterSockets {
  const { config, publisher, metrics, log, sessions, now } = runtime();
  const sockets: MusterSockets = new Server<ClientToServer, ServerToClient>(httpServer, {
    path: "/socket.io/",
    serveClient: false,
    // Development shares the upgrade with Next's hot reload; production owns it (lib/server.ts).
    destroyUpgrade: !options.development,
    maxHttpBufferSize: BROWSER_SENDS_AT_MOST,
    connectTimeout: 4_000,
    pingInterval: PING_MS.every,
    pingTimeout: PING_MS.patience,
    allowRequest: (request, decide) => {
      const refusal =
        refusalOfRequest(request) ??
        (isFull(request, sockets.engine.clientsCount, config.maxSockets) ? "Too many sockets are open." : null);
      decide(refusal, refusal === null);
    },
  });
  sockets.use((socket, next) => {
    identify(socket as unknown as MusterSocket)
      .then(async (actor) => {
        if (!actor) return next(new Error("access/unauthenticated"));
        if (!can(actor, "subscribe").ok) return next(new Error("access/scope"));
        limitRequests(actor);
        socket.data.actor = actor;
        // Asked here, because hello must be the first thing that is sent.
        socket.data.missed = await missedEntries(socket.handshake.auth);
        next();
      })
      .catch((error: unknown) => {
        if (isRefusal(error)) return next(new Error(error.code));
        log.error({ err: error }, "socket handshake failed");
        next(new Error("internal"));
      });
  });
  sockets.on("connection", (socket) => {
    // A session that ended during the handshake found no socket to close.
    const { sessionId } = (socket as unknown as MusterSocket).data.actor;
    if (sessionId !== null && !sessions.alive(sessionId, now())) return socket.disconnect(true);
    metrics.sockets.inc();
    socket.on("disconnect", (reason) => {
      metrics.sockets.dec();
      if (reason === "ping timeout") noteCut(socket.conn, "too-slow");
    });
    // A browser writes nothing over the socket; parts that follow the event are not waited for.
    socket.onAny(() => cut(socket.conn, "sends"));
    void greet(socket as unknown as MusterSocket).catch((error: unknown) => {
      log.error({ err: error }, "catch-up failed");
      socket.emit("resync", { reason: "error" });
    });
  });
  sockets.engine.on("connection", (conn: Conn) => limitPackets(conn));
  publisher.attach(sockets);
  publisher.onEntry((entry) => {
    if (entry.type !== "key.revoked") return;
    const { id } = JSON.parse(entry.data) as { id: string };
    closeSocketsOf(sockets, (actor) => actor.id === id);
  });
  sessions.onEnd((id) => closeSocketsOf(sockets, ({ sessionId }) => sessionId === id));
  const timer = setInterval(() => tick(sockets), TICK_MS);
  const guard = setInterval(() => cutSlowConsumers(sockets), 1_000);
  sockets.engine.on("close", () => {
    clearInterval(timer);
    clearInterval(guard);
  });
  return sockets;
}

/** A browser sends Origin on upgrades and on polling POSTs; where it is sent it must be ours. */
function refusalOfRequest(request: IncomingMessage): string | null {
  const { origin } = request.headers;
  if (origin !== undefined && !isAllowedOrigin(origin))
    return "This Origin is not allowed. If the address is right, set MUSTER_PUBLIC_URL to it.";
  const site = request.headers["sec-fetch-site"];
  if (origin === undefined && site !== undefined && site !== "same-origin") return "This Origin is not allowed.";
  return null;
}

/** A request with `sid` belongs to a socket that was let in already. */
function isFull(request: IncomingMessage, open: number, most: number): boolean {
  return open >= most && !/[?&]sid=/.test(request.url ?? "");
}

async function identify(socket: MusterSocket): Promise<Actor | null> {
  const { token } = socket.handshake.auth as HandshakeAuth;
  const { keys, now } = runtime();
  if (typeof token === "string") return keys.actor(token, now());
  const { headers } = socket.handshake;
  // A cookie counts only together with proof that the page is ours.
  if (!isAllowedOrigin(headers.origin) && headers["sec-fetch-site"] !== "same-origin") return null;
  return sessionActor(sessionCookie(headers.cookie));
}

/** Says hello and brings the client up to date from what it says it has seen. */
async function greet(socket: MusterSocket): Promise<void> {
  const { instance, journal, fleet, now } = runtime();
  const seen = socket.handshake.auth as HandshakeAuth;
  const knows =
    seen.instance === instance &&
    isCount(seen.seq) &&
    isCount(seen.version) &&
    seen.seq <= journal.seq &&
    seen.version <= fleet.version;
  const resumed = knows && socket.data.missed <= REPLAY_ENTRIES;
  const head = { seq: journal.seq, version: fleet.version };
  socket.emit("hello", { instance, ...head, serverTime: new Date(now()).toISOString(), resumed });
  if (!resumed) {
    socket.join(LIVE);
    if (seen.instance !== undefined)
      socket.emit("resync", { reason: knows ? "too-far-behind" : "unknown-position", version: head.version });
    return;
  }
  await replay(socket, seen.seq ?? 0, seen.version ?? 0);
}

const isCount = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0;

/** Entries of the kind that is pushed since what a client has seen: a minute of signals alone makes thousands of the other. */
async function missedEntries({ seq }: HandshakeAuth): Promise<number> {
  const { store, journal } = runtime();
  if (!isCount(seq) || seq >= journal.seq) return 0;
  return store.prisma.journalEntry.count({ where: { seq: { gt: seq }, type: { in: PUSHED } } });
}

/**
 * All entries up to the very last in order, those committed meanwhile included, then the rows. Nothing is pushed in between:
 * a client that has seen an entry has seen all before it, wherever the line breaks.
 */
async function replay(socket: MusterSocket, after: number, version: number): Promise<void> {
  const rt = runtime();
  for (let seq = after; socket.connected; ) {
    const upTo = Math.min(rt.journal.seq, seq + REPLAY_AT_ONCE);
    for (const entry of pushedBetween(rt.store.raw, seq, upTo)) socket.emit("entry", presentEntry(entry));
    seq = Math.max(seq, upTo);
    if (seq >= rt.journal.seq) {
      replayScores(socket, version);
      socket.join(LIVE);
      return;
    }
    await nextTurn();
    while (waitingFor(socket.conn) > REPLAY_BYTES && socket.connected) await sleep(20);
  }
}

function replayScores(socket: MusterSocket, after: number): void {
  const { fleet, now } = runtime();
  if (after >= fleet.version) return;
  const changed = [...fleet.active].filter((agent) => (fleet.changedAt[agent.number] ?? 0) > after);
  if (changed.length > REPLAY_ROWS || (changed.length > BULK_ROWS && changed.length > fleet.active.size * BULK_SHARE)) {
    socket.emit("resync", { reason: "bulk", version: fleet.version });
    return;
  }
  const at = now();
  socket.emit("scores", {
    version: fleet.version,
    at: new Date(at).toISOString(),
    rows: changed.map((agent) => scoreRow(agent, at)),
  });
}

/** Quiet is not dead. Sockets whose credential has ended meanwhile are closed on the same occasion. */
function tick(sockets: MusterSockets): void {
  const { journal, fleet, now, keys, sessions } = runtime();
  closeSocketsOf(
    sockets,
    ({ kind, id, sessionId }) =>
      (kind === "key" && !keys.alive(id, now())) || (sessionId !== null && !sessions.alive(sessionId, now())),
  );
  sockets.to(LIVE).emit("tick", { seq: journal.seq, version: fleet.version, serverTime: new Date(now()).toISOString() });
}

function closeSocketsOf(sockets: MusterSockets, isTheirs: (actor: Actor) => boolean): void {
  for (const socket of sockets.sockets.sockets.values())
    if (isTheirs((socket as unknown as MusterSocket).data.actor)) socket.disconnect(true);
}

type Conn = MusterSocket["conn"];

/** Socket.IO buffers for ever; a client that does not read is cut with a reason instead. */
function cutSlowConsumers(sockets: MusterSockets): void {
  for (const socket of sockets.sockets.sockets.values()) {
    if (waitingFor(socket.conn) <= SLOW_CONSUMER_BYTES) continue;
    socket.emit("resync", { reason: "too-slow" });
    cut(socket.conn, "too-slow");
  }
}

/** Also of those that have not said who they are. */
function limitPackets(conn: Conn): void {
  let since = performance.now();
  let packets = 0;
  conn.on("packet", () => {
    if (performance.now() - since > PACKETS.in) {
      since = performance.now();
      packets = 0;
    }
    if (++packets > PACKETS.most) cut(conn, "sends");
  });
}

/** Ends a connection at once, whatever waits for it. */
function cut(conn: Conn, reason: "too-slow" | "sends"): void {
  if (conn.readyState === "closed") return;
  noteCut(conn, reason);
  const { socket } = conn.transport as unknown as { socket?: { terminate?: () => void } };
  if (socket?.terminate) socket.terminate();
  else conn.close(true);
}

function noteCut({ remoteAddress }: Conn, reason: "too-slow" | "sends"): void {
  const { log, metrics } = runtime();
  metrics.cut.inc({ reason });
  log.warn({ remoteAddress, reason }, reason === "sends" ? "cut a client that sends" : "cut a client that does not read");
}
