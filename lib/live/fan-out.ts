import { setImmediate as nextTurn } from "node:timers/promises";
import type { ServerToClient } from "./events";
import type { MusterSockets } from "./publish";

/** What the engine under Socket.IO keeps of a connection; the parts looked at here. */
type Connection = {
  readyState: string;
  upgrading: boolean;
  writeBuffer: readonly { data?: unknown }[];
  transport: { name: string; writable: boolean; socket?: WebSocketOf };
  write: (data: string) => void;
};
type WebSocketOf = { bufferedAmount: number; send: (data: Buffer, options: object) => void };

/** The room of sockets that have caught up; whoever has not is told later, in order. */
export const LIVE = "live";

/** About 2 ms. */
const AT_ONCE = 200;
const TEXT = { binary: false, compress: false };

/**
 * Sends one event to everybody who is live, as `sockets.to(LIVE).emit` does. To those who can take it at once the bytes go
 * straight to their WebSocket: of what a delivery costs, a third is Socket.IO's way there. All others get it through the
 * engine, in order, and share one text: those who do not read must not cost a copy each. Resolves when everybody was told: a
 * large audience is told in turns, so that nobody else waits for it; the next frame must wait.
 */
export async function broadcast<Event extends keyof ServerToClient>(
  sockets: MusterSockets,
  event: Event,
  payload: Parameters<ServerToClient[Event]>[0],
): Promise<void> {
  const { sockets: all, adapter } = sockets.sockets;
  // Socket.IO's "event" of the main namespace, then name and payload; before it Engine.IO's "message".
  const text = `2${JSON.stringify([event, payload])}`;
  const message = Buffer.from(`4${text}`);
  let told = 0;
  for (const id of [...(adapter.rooms.get(LIVE) ?? [])]) {
    if (++told % AT_ONCE === 0) await nextTurn();
    const connection = all.get(id)?.conn as unknown as Connection | undefined;
    if (!connection) continue;
    const straight = webSocketOf(connection);
    if (straight) straight.send(message, TEXT);
    else connection.write(text);
  }
}

/** The WebSocket of a connection that has nothing waiting; what waits must go first. */
function webSocketOf({ readyState, upgrading, writeBuffer, transport }: Connection): WebSocketOf | undefined {
  const ready = readyState === "open" && !upgrading && writeBuffer.length === 0;
  return ready && transport.name === "websocket" && transport.writable ? transport.socket : undefined;
}

/** Bytes, or letters of what is not encoded yet, that wait until a connection takes them. */
export function waitingFor(conn: unknown): number {
  const { writeBuffer, transport } = conn as Connection;
  const queued = writeBuffer.reduce((sum, { data }) => sum + (typeof data === "string" ? data.length : 0), 0);
  return queued + (transport.socket?.bufferedAmount ?? 0);
}
