import { io, type Socket } from "socket.io-client";
import { ownerCookie } from "../../access/session";
import { KEY, MusterServer, pause } from "../../server";
import type { Check, Extent, Finding } from "../check";
import { spoofsOf } from "../spoofs";
import { missesOf, verdict } from "../verdict";

const TRANSPORTS = ["websocket", "polling"] as const;
const PATIENCE_MS = 10_000;

/** Whose page it is decides, over both transports of the socket and for what its cookie may read. */
export const origin: Check = {
  id: "R20",
  asks: "Twelve spoofed origins on upgrade and polling: none is let in",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      return await knock(server, extent);
    } finally {
      await server.remove();
    }
  },
};

async function knock(server: MusterServer, extent: Extent): Promise<Finding> {
  const cookie = await ownerCookie(server);
  const spoofs = spoofsOf(server);
  await server.call("POST", "/agents", { body: { id: "target", name: "Target", model: "test-model" } });
  const revoked = await newKey(server, "revoked", ["read"]);
  await server.call("DELETE", `/keys/${revoked.id}`);
  const wrongScope = await newKey(server, "ingest", ["ingest"]);
  const own = TRANSPORTS.map((transport) => open(server, transport, { cookie, origin: server.origin }));
  const foreign = TRANSPORTS.flatMap((transport) => [
    ...spoofs.map((spoof) => open(server, transport, { cookie, origin: spoof })),
    // Even a good key does not open the door to a foreign page.
    ...spoofs.map((spoof) => open(server, transport, { origin: spoof }, KEY)),
  ]);
  const strangers = TRANSPORTS.flatMap((transport) => [
    open(server, transport, {}),
    open(server, transport, { origin: server.origin }),
    // A cookie without proof of the page it comes from, and with proof of another.
    open(server, transport, { cookie }),
    open(server, transport, { cookie, "sec-fetch-site": "cross-site" }),
    open(server, transport, { cookie, "sec-fetch-site": "same-site" }),
    open(server, transport, { cookie: "muster_session=forged", origin: server.origin }),
    open(server, transport, {}, "not-a-key"),
    open(server, transport, {}, revoked.secret),
    open(server, transport, {}, wrongScope.secret),
  ]);
  const all = [...foreign, ...strangers];
  const refusedInTime = await within(() => all.every(({ refused }) => refused()));
  const letIn = await within(() => own.every(({ heard }) => heard.includes("hello")));
  await change(server);
  const pushed = await within(() => own.every(({ heard }) => heard.includes("scores")));
  await pause(extent === "full" ? 6_000 : 300);
  const heardBy = all.filter(({ heard }) => heard.length > 0);
  for (const { socket } of [...own, ...all]) socket.close();
  const reads = await Promise.all(spoofs.map((spoof) => readFrom(server, cookie, spoof)));
  return verdict(
    `${spoofs.length} origins × 2 transports × cookie and key: ${foreign.filter(({ heard }) => heard.length > 0).length} of ${foreign.length} accepted; ` +
      `${strangers.length} other strangers heard ${strangers.flatMap(({ heard }) => heard).length} events; ${reads.filter(Boolean).length} of ${reads.length} reads answered`,
    [
      ...missesOf({
        "the owner's own page is not let in": letIn && pushed,
        "somebody was left without an answer": refusedInTime,
      }),
      ...heardBy.map(({ who, heard }) => `${who} heard ${heard.join(", ")}`),
      ...reads.filter((answer) => answer !== null),
    ],
  );
}

/** Opens a socket and keeps the names of the events it hears. */
function open(
  server: MusterServer,
  transport: (typeof TRANSPORTS)[number],
  extraHeaders: Record<string, string>,
  token?: string,
) {
  const heard: string[] = [];
  let ended = false;
  const socket: Socket = io(server.origin, {
    transports: [transport],
    extraHeaders,
    auth: token === undefined ? {} : { token },
    reconnection: false,
    forceNew: true,
  });
  socket.onAny((event: string) => heard.push(event));
  for (const event of ["connect_error", "disconnect"] as const) {
    socket.on(event, () => {
      ended = true;
    });
  }
  const { cookie, ...shown } = extraHeaders;
  const who = `${transport} ${JSON.stringify(shown)}${cookie ? " with cookie" : ""}${token ? " with key" : ""}`;
  return { socket, who, heard, refused: () => ended };
}

/** Something worth pushing: scores move and an entry is written. */
async function change(server: MusterServer): Promise<void> {
  const signals = [{ agentId: "target", dimension: "output_quality", value: 0.9, source: "origin" }];
  await server.call("POST", "/signals", { body: { signals } });
  await server.call("POST", "/agents/target/suspend", { body: { reason: "test" } });
  await server.call("POST", "/agents/target/resume", { body: { reason: "test" } });
}

/** What a foreign page gets of a read with the owner's cookie: null for nothing. */
async function readFrom(server: MusterServer, cookie: string, spoof: string): Promise<string | null> {
  const { status, headers } = await fetch(`${server.origin}/api/v1/board`, { headers: { cookie, origin: spoof } });
  if (status === 403 && !headers.has("access-control-allow-origin")) return null;
  return `a read from ${spoof} was answered ${status}`;
}

async function newKey(server: MusterServer, name: string, scopes: string[]): Promise<{ id: string; secret: string }> {
  const { body } = await server.call("POST", "/keys", { body: { name, scopes } });
  return body as { id: string; secret: string };
}

async function within(holds: () => boolean): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!holds() && performance.now() < deadline) await pause(20);
  return holds();
}
