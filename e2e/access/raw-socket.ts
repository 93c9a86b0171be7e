import { connect } from "node:net";

/** Writes `text` to the port and answers all that comes back until the other side closes, or null if it still waits after `limit` ms. */
export function exchange(port: number, text: string, limit = 3_000): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let heard = "";
    const timer = setTimeout(() => {
      socket.destroy();
      resolve(heard === "" ? null : heard);
    }, limit);
    const end = () => {
      clearTimeout(timer);
      resolve(heard);
    };
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    socket.on("error", end);
    socket.on("close", end);
  });
}

/** A WebSocket upgrade as a browser would send it. */
export function upgradeRequest(target: string, host: string, headers: Record<string, string> = {}): string {
  const lines = {
    Host: host,
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "bXVzdGVyIHRlc3Qga2V5IQ==",
    ...headers,
  };
  const written = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${target} HTTP/1.1\r\n${written.join("")}\r\n`;
}

/** Opens a WebSocket, sends one text at most and listens until it is closed, or for `limit` ms. */
export function stranger(port: number, sends: string | null, limit: number): Promise<{ heard: string; took: number }> {
  return new Promise((resolve) => {
    const began = performance.now();
    let heard = "";
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(upgradeRequest("/socket.io/?EIO=4&transport=websocket", `127.0.0.1:${port}`)),
    );
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ heard, took: performance.now() - began });
    };
    const timer = setTimeout(end, limit);
    socket.once("data", () => sends !== null && socket.write(textFrame(sends)));
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
      // A close frame: all else that the protocol says is plain text.
      if (heard.includes("\x88")) end();
    });
    socket.on("error", end);
    socket.on("close", end);
  });
}

/** A masked text frame of at most 125 bytes; the mask is zero, which leaves the text as it is. */
function textFrame(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0]), bytes]);
}
