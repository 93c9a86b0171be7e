import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { type Actor, authorise } from "../access/action";
import { DEMO_REPORTER } from "../engine/key-ring";
import { demoAgents } from "../reads/demo";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { settingVersion } from "../store/settings";
import { undoGate } from "./change-gate";
import { createKey } from "./create-key";
import { deregistration } from "./deregister-agent";
import { revokeKey } from "./revoke-key";
import { runCommand } from "./run";

const STOP_MS = 2_000;
/** How long the key lives with which the fleet sets the pace of decay and audits: that takes `admin`. */
const PACE_MS = 10 * 60_000;

/**
 * Starts the simulated fleet: a process of its own that knows Muster's address and a key of its own, and nothing else.
 * Refuses 409 `demo/running`.
 */
export async function loadDemo(actor: Actor): Promise<{ started: true }> {
  authorise(actor, "loadDemo");
  const { demo, config, log, outbound, now } = runtime();
  if (demo.child) throw new Refusal(409, "demo/running", "The demo fleet is already running.");
  await revokeDemoKeys(actor);
  const key = await createKey(actor, { name: "Demo fleet", scopes: ["read", "ingest", "route", "operate", "audit"] }, "demo");
  const paceKey = await createKey(
    actor,
    { name: "Demo fleet, pace", scopes: ["read", "admin"], expiresAt: new Date(now() + PACE_MS).toISOString() },
    "demo",
  );
  const child = spawn(process.execPath, ["--import", "tsx", join(process.cwd(), "demo", "fleet.ts")], {
    cwd: process.cwd(),
    env: strippedEnvironment(),
    stdio: ["pipe", "pipe", "inherit", "ipc"],
  }) as ChildProcessByStdio<Writable, Readable, null>;
  demo.child = child;
  let place: string | null = null;
  child.on("message", (message) => {
    place ??= placeIn(message);
    if (place !== null) outbound.allowed.add(place);
  });
  child.once("exit", (code) => {
    if (demo.child === child) demo.child = null;
    if (place !== null && !config.privateEndpoints.has(place)) outbound.allowed.delete(place);
    log.info({ code }, "demo fleet stopped");
    // Whoever read its keys out of a process that crashed has nothing.
    revokeDemoKeys(actor).catch((error: unknown) => log.warn({ err: error }, "the demo fleet's keys were not ended"));
  });
  child.once("error", (error) => log.error({ err: error }, "demo fleet did not start"));
  createInterface({ input: child.stdout }).on("line", (line) => log.info({ demo: line.slice(0, 300) }, "demo"));
  const url = `http://${config.host === "0.0.0.0" || config.host === "::" ? "127.0.0.1" : config.host}:${config.port}`;
  child.stdin.write(`${JSON.stringify({ url, key: key.secret, paceKey: paceKey.secret })}\n`);
  return { started: true };
}

/** Stops the simulated fleet, ends its keys and deregisters its agents. What they did stays in the journal. */
export async function removeDemo(actor: Actor): Promise<{ removed: number }> {
  authorise(actor, "removeDemo");
  await stopDemoProcess();
  await revokeDemoKeys(actor);
  const { result } = await runCommand(async (now) => {
    const agents = demoAgents();
    return { ...deregistration(agents, actor, "Demo fleet removed", now), result: agents.length };
  });
  await undoPace(actor);
  return { removed: result };
}

/** Puts the gate back that the fleet found, unless somebody has changed it since. */
async function undoPace(actor: Actor): Promise<void> {
  const { fleet, store } = runtime();
  const inForce = await settingVersion(store.prisma, "gate", fleet.gate.version);
  if (inForce?.actor !== DEMO_REPORTER) return;
  await undoGate(actor, { version: fleet.gate.version, reason: "Demo fleet removed" });
}

/** Ends the process and waits until it is gone. */
export async function stopDemoProcess(): Promise<void> {
  const { demo } = runtime();
  const child = demo.child;
  demo.child = null;
  if (!child || child.exitCode !== null) return;
  await new Promise<void>((resolve) => {
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    child.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

export type DemoProcess = ChildProcess;

/** Where the fleet says that its agents answer: the port is its to choose, the address is not. */
function placeIn(message: unknown): string | null {
  const { answersAt: port } = Object(message) as { answersAt?: unknown };
  return typeof port === "number" && Number.isInteger(port) && port > 0 && port <= 65_535 ? `127.0.0.1:${port}` : null;
}

async function revokeDemoKeys(actor: Actor): Promise<void> {
  const keys = await runtime().store.prisma.key.findMany({ where: { purpose: "demo", revokedAt: null }, select: { id: true } });
  for (const { id } of keys) await revokeKey(actor, id);
}

/** What a process needs to start at all, and no secret of ours. */
function strippedEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "MUSTER_DEMO_PORT", "MUSTER_DEMO_TASKS"];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  ) as NodeJS.ProcessEnv;
}
