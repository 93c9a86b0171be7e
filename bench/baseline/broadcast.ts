// The limit of fan-out: the WebSocket library under Socket.IO, sending what is posted to everybody who is connected.
import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import type { Duplex } from "node:stream";

type Plain = { send: (data: Buffer, options: { binary: false }) => void; on: (event: "close", run: () => void) => void };
type PlainServer = {
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer, done: (client: Plain) => void) => void;
};
const { WebSocketServer } = createRequire(import.meta.url)("ws") as {
  WebSocketServer: new (options: { noServer: true; perMessageDeflate: false }) => PlainServer;
};

const clients = new Set<Plain>();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const message = Buffer.concat(parts);
  if (message.length > 0) for (const client of clients) client.send(message, { binary: false });
  response.end("ok");
});
server.on("upgrade", (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (client) => {
    clients.add(client);
    client.on("close", () => clients.delete(client));
    client.send(Buffer.from('42["hello"]'), { binary: false });
  });
});
server.listen(Number(process.argv[2]), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
