import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import { exchange, upgradeRequest } from "../../access/raw-socket";
import { KEY, MusterServer } from "../../server";
import type { Check, Extent } from "../check";
import { missesOf, verdict } from "../verdict";

const METADATA = "169.254.169.254";
const AT_ONCE = 20;
const LISTENERS = pathToFileURL(fileURLToPath(new URL("../../access/upgrade-listeners.mjs", import.meta.url))).href;

/** Somebody else's service that nothing may reach through Muster. */
class Canary {
  reached = 0;
  private readonly server: Server = createServer((socket) => {
    this.reached++;
    socket.destroy();
  });

  async listen(host: string): Promise<number> {
    this.server.listen(0, host);
    await once(this.server, "listening");
    return (this.server.address() as { port: number }).port;
  }

  close(): void {
    this.server.close();
  }
}

/** Upgrades that would make a careless server connect somewhere on behalf of whoever sent them. */
export const upgrades: Check = {
  id: "R23",
  asks: "200 variants of absolute-form and foreign-path upgrades: no connection leaves, the socket is destroyed",
  async run(extent) {
    const near = new Canary();
    const metadata = new Canary();
    const server = await MusterServer.start({ preload: [LISTENERS] });
    const alias = aliasOf(METADATA);
    try {
      const port = await near.listen("127.0.0.1");
      const metadataPort = await metadata.listen(METADATA).catch(() => null);
      const places = [`127.0.0.1:${port}`, `localhost:${port}`, ...(metadataPort ? [`${METADATA}:${metadataPort}`] : [])];
      const finding = await upgrade(server, places, extent);
      const reached = near.reached + metadata.reached;
      const where = `127.0.0.1${metadataPort ? ` and ${METADATA}` : `; ${METADATA} cannot be listened on here`}`;
      return verdict(`${finding.figure}; ${reached} connections to canaries on ${where}`, [
        ...finding.misses,
        ...missesOf({ [`${reached} connections went out`]: reached === 0 }),
      ]);
    } finally {
      near.close();
      metadata.close();
      await server.remove();
      alias.remove();
    }
  },
};

async function upgrade(server: MusterServer, places: string[], extent: Extent) {
  const own = `127.0.0.1:${server.port}`;
  const requests = variants(own, places);
  const chosen = extent === "full" ? requests : requests.filter((_, index) => index % 2 === 0);
  const misses: string[] = [];
  for (let i = 0; i < chosen.length; i += AT_ONCE) {
    const heard = await Promise.all(chosen.slice(i, i + AT_ONCE).map((text) => exchange(server.port, text)));
    for (const [index, answer] of heard.entries()) {
      // Some are no target at all: those the HTTP parser refuses by itself.
      const dropped = answer === "" || answer?.startsWith("HTTP/1.1 400 ");
      if (!dropped)
        misses.push(
          `${firstLine(chosen[i + index] ?? "")} heard ${answer === null ? "nothing and stayed open" : firstLine(answer)}`,
        );
    }
  }
  const plain = await Promise.all(
    places.map((place) => exchange(server.port, `GET http://${place}/ HTTP/1.1\r\nHost: ${place}\r\nConnection: close\r\n\r\n`)),
  );
  if (!plain.every((answer) => answer?.startsWith("HTTP/1.1 400 "))) misses.push("a request in absolute form was not refused");
  const real = await exchange(server.port, upgradeRequest("/socket.io/?EIO=4&transport=websocket", own), 500);
  for (const path of ["/", "/welcome"]) await fetch(server.origin + path, { redirect: "manual" });
  const listeners = once(server.process, "message");
  server.process.send("upgrade listeners");
  const [counts] = (await listeners) as [number[]];
  return {
    figure: `${chosen.length} variants dropped, ${plain.length} plain requests in absolute form refused, ${counts.join()} listener for upgrades`,
    misses: [
      ...misses,
      ...missesOf({
        "the real socket is not upgraded": real?.startsWith("HTTP/1.1 101 ") ?? false,
        [`${counts.join()} listeners for upgrades`]: counts.join() === "1",
      }),
    ],
  };
}

/** Two hundred requests: targets × Host × credential and protocol. */
function variants(own: string, places: string[]): string[] {
  const foreignPaths = [
    ...[
      "/",
      "/_next/hmr",
      "/_next/webpack-hmr",
      "/_next/image?url=http://evil.example",
      "/api/v1/board",
      "/agents",
      "/welcome",
      "*",
    ],
    ...["/socket.io.evil/", "//socket.io/", "/socket.io/../", "/%73ocket.io/", "/SOCKET.IO/", "/socket.io", "/socket.io%2f"],
    ...["/./socket.io/", "/socket.io/x", "/socket.io\\", "/x/socket.io/"],
  ].filter((path) => path !== "/socket.io");
  const absolute = places.flatMap((place) => [
    `http://${place}/`,
    `http://${place}/socket.io/?EIO=4&transport=websocket`,
    `https://${place}/socket.io/`,
    `ws://${place}/socket.io/`,
    `http://${place}/_next/hmr`,
    `//${place}/socket.io/`,
    `///${place}/`,
    `http:/${place}/`,
    `http:${place}/`,
    `/\\${place}/`,
    `\\\\${place}\\`,
    `http://user:secret@${place}/`,
    `http://${own}@${place}/`,
    `/http://${place}/socket.io/`,
    `/_next/image?url=http%3A%2F%2F${encodeURIComponent(place)}%2F&w=64&q=75`,
    place,
  ]);
  const targets = [...foreignPaths, ...absolute, `http://${own}/socket.io/?EIO=4&transport=websocket`];
  const bearer = { Authorization: `Bearer ${KEY}` };
  const [place = own] = places;
  const forms: [host: string, headers: Record<string, string>][] = [
    [own, bearer],
    [place, bearer],
    [own, { ...bearer, Origin: `http://${own}`, "X-Forwarded-Host": place, "X-Forwarded-Proto": "http" }],
    [own, { Upgrade: "h2c" }],
  ];
  return targets.flatMap((target) => forms.map(([host, headers]) => upgradeRequest(target, host, headers)));
}

const firstLine = (text: string): string => text.split("\r\n", 1)[0] ?? "";

/** Gives the loopback a further address while the check runs, where the system lets this process do that. */
function aliasOf(address: string): { remove(): void } {
  const change = (what: "add" | "del") =>
    spawnSync("ip", ["addr", what, `${address}/32`, "dev", "lo"], { stdio: "ignore" }).status === 0;
  const added = process.platform === "linux" && change("add");
  return {
    remove: () => {
      if (added) change("del");
    },
  };
}
