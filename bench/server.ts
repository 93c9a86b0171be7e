import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Reading } from "./probe";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** The bootstrap key of every server the bench starts; it exists as long as they run. */
export const KEY = "bench-key-0123456789-0123456789-0123456789";
const START_LIMIT = 60_000;

/** A server process of the bench's own, on a folder that is removed with it. */
export type Server = {
  port: number;
  url: string;
  key: string;
  output: () => string;
  /** What happened inside since the last reading; `collect` removes garbage first. */
  read: (options?: { collect: boolean }) => Promise<Reading>;
  stop: () => Promise<void>;
};

/** Servers under way and their folders. */
const running = new Map<ChildProcess, string>();
// A bench that fails or is interrupted must not leave servers behind that the next run would measure.
process.on("exit", () => {
  for (const [child, folder] of running) {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/** This process's environment without what would configure Muster. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const plain = Object.entries(process.env).filter(
    ([name]) => !/^(MUSTER_|DATABASE_URL$|REDIS_URL$|PORT$|HOST$|LOG_)/.test(name),
  );
  return Object.fromEntries(plain) as NodeJS.ProcessEnv;
}

type Command = { args: string[]; env?: Record<string, string> };

/** @param ready path that answers 200 once the server may be measured */
async function start(port: number, ready: string, commandIn: (folder: string) => Command): Promise<Server> {
  if (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))
    throw new Error(`Port ${port} is taken by another program.`);
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  const { args, env } = commandIn(folder);
  const child = spawn(process.execPath, ["--expose-gc", "--import", "tsx", "--import", "./bench/probe.ts", ...args], {
    cwd: ROOT,
    env: { ...plainEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  running.set(child, folder);
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const url = `http://127.0.0.1:${port}`;
  const server: Server = {
    port,
    url,
    key: KEY,
    output: () => output,
    read: (options) => read(child, options),
    stop: () => stop(child, folder),
  };
  try {
    await until(`${url}${ready}`, child);
  } catch (error) {
    await server.stop();
    throw new Error(`${args.join(" ")} did not start: ${String(error)}\n${output.slice(-2000)}`);
  }
  return server;
}

function read(child: ChildProcess, options = { collect: false }): Promise<Reading> {
  return new Promise((resolve, reject) => {
    child.once("message", (reading) => resolve(reading as Reading));
    child.send(options, (error) => error && reject(error));
  });
}

async function until(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + START_LIMIT;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`${url} was not ready within ${START_LIMIT / 1000} s`);
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  }
  running.delete(child);
  rmSync(folder, { recursive: true, force: true });
}

/** Muster as `npm start` runs it, on a database of its own. */
export function startMuster(port: number): Promise<Server> {
  return start(port, "/readyz", (folder) => ({
    args: ["lib/server.ts"],
    env: {
      DATABASE_URL: `file:${join(folder, "muster.db")}`,
      PORT: String(port),
      HOST: "127.0.0.1",
      MUSTER_API_KEY: KEY,
      LOG_LEVEL: "warn",
    },
  }));
}

/** The least that sends the same bytes to the same clients. */
export function startBroadcast(port: number): Promise<Server> {
  return start(port, "/", () => ({ args: ["bench/baseline/broadcast.ts", String(port)] }));
}

/** The original's durable mode: one SQLite connection per signal. */
export function startOriginal(port: number): Promise<Server> {
  return start(port, "/", (folder) => ({ args: ["bench/baseline/durable.ts", String(port), join(folder, "original.db")] }));
}

/** The limit: the least that does the same durable work. */
export function startPrototype(port: number): Promise<Server> {
  return start(port, "/", (folder) => ({ args: ["bench/baseline/prototype.ts", String(port), join(folder, "prototype.db")] }));
}
