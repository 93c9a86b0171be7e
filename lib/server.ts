import "./mode";
import { createServer, type IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import next from "next";
import { SYSTEM } from "./access/action";
import { loadDemo, stopDemoProcess } from "./commands/demo";
import { createSignInLink, LINK_MINUTES } from "./commands/sign-in";
import { ConfigError, readConfig } from "./config";
import { startBackground } from "./engine/background";
import { protectAnswer } from "./http/browser-policy";
import { edge } from "./http/edge";
import { followAnswers } from "./http/last-answers";
import { CONNECTION_LIMITS, MORE_CONNECTIONS } from "./http/limits";
import { inReadersZone } from "./http/reader-zone";
import { openSockets } from "./live/socket";
import { demoAgents } from "./reads/demo";
import type { Runtime } from "./runtime";
import { startRuntime } from "./start";

const DRAIN_MS = 9_000;
// What is asked or answered longer than this is cut, so that the rest of the stop has its time.
const LAST_ANSWERS_MS = 3_000;

const development = process.argv.includes("--dev");

try {
  await main();
} catch (error) {
  const sentence = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Muster does not start. ${sentence}\n`);
  if (!(error instanceof ConfigError) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const config = readConfig(process.env, { demo: process.argv.includes("--demo"), terminal: process.stdout.isTTY });
  const runtime = await startRuntime(config);
  const { log } = runtime;

  const httpServer = createServer(CONNECTION_LIMITS);
  httpServer.maxConnections = config.maxSockets + MORE_CONNECTIONS;
  // In production Next gets a server that never listens: it would attach an upgrade listener of its own to ours.
  const app = next({
    dev: development,
    hostname: config.host,
    port: config.port,
    httpServer: development ? httpServer : new Server(),
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  httpServer.on(
    "request",
    edge((request, response) => void inReadersZone(request, () => handle(request, response)), { development }),
  );
  const sockets = openSockets(httpServer, { development });
  // First of all, because the socket answers its polling before anything else is asked.
  const https = config.publicUrl.protocol === "https:";
  httpServer.prependListener("request", (_, response) => protectAnswer(response, { https }));
  if (!development) ownUpgrades(httpServer);
  const endAnswers = followAnswers(httpServer);

  await new Promise<void>((resolve, reject) => {
    httpServer.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new ConfigError(`Port ${config.port} is taken. Set PORT to another.`) : error);
    });
    httpServer.listen(config.port, config.host, resolve);
  });
  runtime.listening = httpServer.address() as AddressInfo;
  const stopBackground = await startBackground();
  runtime.ready = true;
  log.info({ url: config.publicUrl.href, database: config.databaseFile, agents: runtime.fleet.active.size }, "Muster is ready");
  await greet(runtime);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    runtime.ready = false;
    log.info({ signal }, "stopping: what was acknowledged is kept");
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    endAnswers();
    // Takes no connection any more, and ends those that wait for nothing.
    const answered = new Promise<void>((resolve) => httpServer.close(() => resolve()));
    const rest = setTimeout(() => httpServer.closeAllConnections(), LAST_ANSWERS_MS);
    runtime.publisher.flush();
    sockets.disconnectSockets(true);
    await Promise.all([sockets.close(), stopDemoProcess(), answered]);
    clearTimeout(rest);
    await stopBackground();
    await runtime.writer.close();
    await runtime.checkpoints.close();
    await runtime.archive.close();
    await runtime.store.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  process.on("unhandledRejection", (error) => {
    log.fatal({ err: error }, "unhandled rejection");
    process.exit(1);
  });
}

/** One listener for upgrades: Socket.IO's path in origin form passes, every other socket is destroyed. */
function ownUpgrades(httpServer: Server): void {
  const listeners = httpServer.listeners("upgrade") as ((request: IncomingMessage, socket: Duplex, head: Buffer) => void)[];
  httpServer.removeAllListeners("upgrade");
  httpServer.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (/^\/socket\.io\/(\?|$)/.test(request.url ?? ""))
      for (const listener of listeners) listener.call(httpServer, request, socket, head);
    else socket.destroy();
  });
}

/** The first start and every demo print a sign-in link; a demo fleet that was there goes on. */
async function greet(runtime: Runtime): Promise<void> {
  const { config, store } = runtime;
  const someoneSignedIn = await store.prisma.signInLink.findFirst({ where: { usedAt: { not: null } } });
  const knownUser = await store.prisma.user.findFirst();
  if (config.demo || (!someoneSignedIn && !knownUser)) {
    process.stdout.write(`\n  Sign in (one use, ${LINK_MINUTES} minutes):\n  ${await createSignInLink()}\n\n`);
  }
  if (config.demo || demoAgents().length > 0) await loadDemo(SYSTEM);
}
