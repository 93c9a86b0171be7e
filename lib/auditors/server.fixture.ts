import { createPrivateKey } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from "node:net";
import type { Outbound } from "./client";

// Real servers on this machine, each on a port the system chooses.

/** A certificate for agent.test that nobody trusts, and its key. For tests only. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBlzCCAT6gAwIBAgIUZFUU638D4oNDOJPcMT5j9naxufAwCgYIKoZIzj0EAwIw
FTETMBEGA1UEAwwKYWdlbnQudGVzdDAgFw0yNjExMjEwNjIwNDZaGA8yMTI2MTAy
ODA2MjA0NlowFTETMBEGA1UEAwwKYWdlbnQudGVzdDBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABOB3N4xGpS9e8MFMyiPRyyBhWK3Uw9xLpSXbzoRE9JNJxrCyuQaJ
5nUPQWHjBo8h0l0hnJ7WVg5DjuVHTEG3uXOjajBoMB0GA1UdDgQWBBQhL3sFtPWm
AAXCoDbRwoeV4UbxQTAfBgNVHSMEGDAWgBQhL3sFtPWmAAXCoDbRwoeV4UbxQTAP
BgNVHRMBAf8EBTADAQH/MBUGA1UdEQQOMAyCCmFnZW50LnRlc3QwCgYIKoZIzj0E
AwIDRwAwRAIgVrbBmYSt0K9DXXAmhFctArRzeQSzgiKohtO/OZmnCqYCIGZRh3Tz
Zz4zVSV3M+7raVXpOtq4ikHQGhIQZHLIeys/
-----END CERTIFICATE-----
`;
const KEY_DER =
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSaqtPC9XLeSwLHTimfm0vcemJh0BsTi35FmRdzrk0qShRANCAATgdzeMRqUvXvDBTMoj0csgYVit1MPcS6Ul286ERPSTScawsrkGieZ1D0Fh4waPIdJdIZye1lYOQ47lR0xBt7lz";

const open: { server: Server; sockets: Set<Socket> }[] = [];

/** Where a server listens, and how many connections it has had. */
export type Served = { port: number; connections: () => number };

/** Answers HTTP; on every address of this machine where `address` is null. */
export function serve(listener: RequestListener, address: string | null = "127.0.0.1"): Promise<Served> {
  return started(createServer(listener), address);
}

/** Answers HTTP over TLS as agent.test. */
export function serveSecurely(listener: RequestListener): Promise<Served> {
  const key = createPrivateKey({ key: Buffer.from(KEY_DER, "base64"), format: "der", type: "pkcs8" });
  const pem = key.export({ format: "pem", type: "pkcs8" });
  return started(createSecureServer({ key: pem, cert: CERTIFICATE }, listener), "127.0.0.1");
}

/** Says what it likes once a request has come. */
export function serveRaw(answer: (socket: Socket) => void): Promise<Served> {
  const server = createRawServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", () => answer(socket));
  });
  return started(server, "127.0.0.1");
}

export async function closeServers(): Promise<void> {
  for (const { server, sockets } of open.splice(0)) {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
}

/** Rules under which these ports of this machine may be called, and nothing else. */
export function outboundTo(ports: readonly number[], more: Partial<Outbound> = {}): Outbound {
  return { allowed: new Set(ports.map((port) => `127.0.0.1:${port}`)), isOwn: () => false, credentials: new Map(), ...more };
}

async function started(server: Server, address: string | null): Promise<Served> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: 0, ...(address === null ? {} : { host: address }) }, resolve);
  });
  open.push({ server, sockets });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}
