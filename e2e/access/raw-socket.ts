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
