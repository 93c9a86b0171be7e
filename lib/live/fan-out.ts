import type { ServerToClient } from "./events";
import type { MusterSockets } from "./publish";

/** What the engine under Socket.IO keeps of a connection; the parts looked at here. */
type Connection = {
  readyState: string;
  upgrading: boolean;
  writeBuffer: readonly unknown[];
  transport: { name: string; writable: boolean; socket?: { send: (data: Buffer, options: object) => void } };
};

const TEXT = { binary: false, compress: false };

/**
 * Sends one event to everybody, as `sockets.emit` does. To those who can take it at once the bytes go straight to their
 * WebSocket: of what a delivery costs, a third is Socket.IO's way there. All others get it through Socket.IO, in order.
 */
export function broadcast<Event extends keyof ServerToClient>(
  sockets: MusterSockets,
  event: Event,
  payload: Parameters<ServerToClient[Event]>[0],
): void {
  // Engine.IO's "message" and Socket.IO's "event" of the main namespace, then name and payload.
  const message = Buffer.from(`42${JSON.stringify([event, payload])}`);
  for (const socket of sockets.sockets.sockets.values()) {
    const straight = webSocketOf(socket.conn as unknown as Connection);
    if (straight) straight.send(message, TEXT);
    else (socket.emit as (name: Event, payload: unknown) => boolean)(event, payload);
  }
}

/** The WebSocket of a connection that has nothing waiting; what waits must go first. */
function webSocketOf({ readyState, upgrading, writeBuffer, transport }: Connection) {
  const ready = readyState === "open" && !upgrading && writeBuffer.length === 0;
  return ready && transport.name === "websocket" && transport.writable ? transport.socket : undefined;
}
