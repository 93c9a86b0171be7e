import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";

export const KEY = "environment-key-of-the-server-tests-00001";

export type Answer = { status: number; headers: Headers; body: unknown };

type Options = {
  /** Further modules that its process loads first. */
  preload?: string[];
  /** Where browsers reach it, if that is not its own port. */
  publicUrl?: string;
  /** Its port, where somebody else must know it beforehand. */
  port?: number;
  /** Further variables of its environment. */
  env?: Record<string, string>;
  /** An existing folder for its files, if not one of its own; it is left when the server is removed. */
  folder?: string;
  /** A command that runs the process under its eyes, such as a tracer. */
  under?: string[];
};

/** A real Muster process in production mode on its own port and file. */
export class MusterServer {
  readonly folder: string;
  readonly file: string;
  private child: ChildProcess | null = null;
  private output = "";

  private constructor(
    readonly port: number,
    private readonly options: Options,
  ) {
    this.folder = options.folder ?? mkdtempSync(join(tmpdir(), "muster-server-"));
    this.file = join(this.folder, "muster.db");
  }

  static async start(options: Options = {}): Promise<MusterServer> {
    const server = new MusterServer(options.port ?? (await freePort()), options);
    await server.start();
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** All that the process wrote since it was started. */
  get written(): string {
    return this.output;
  }

  /** The process, to send it messages. */
  get process(): ChildProcess {
    if (!this.child) throw new Error("The server does not run.");
    return this.child;
  }

  async start(): Promise<void> {
    this.output = "";
    const modules = ["tsx", ...(this.options.preload ?? [])].flatMap((name) => ["--import", name]);
    const [command = process.execPath, ...words] = [...(this.options.under ?? []), process.execPath];
    const child = spawn(command, [...words, ...modules, "lib/server.ts"], {
      env: { ...process.env, ...this.environment() },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (this.output += chunk));
    const deadline = Date.now() + 90_000;
    while (!(await this.ready())) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
        throw new Error(`The server did not become ready:\n${this.output}`);
      }
      await pause(25);
    }
  }

  /** Ends the process as a power cut would, without a chance to finish anything. */
  async kill(): Promise<void> {
    const child = this.process;
    this.child = null;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  /** Asks the process to stop and answers its exit code. */
  async stop(): Promise<number | null> {
    if (!this.child) return null;
    const child = this.child;
    this.child = null;
    if (child.exitCode !== null) return child.exitCode;
    const gone = once(child, "exit") as Promise<[number | null]>;
    child.kill("SIGTERM");
    return (await gone)[0];
  }

  /** Stops the process and removes its files. */
  async remove(): Promise<void> {
    await this.stop();
    if (!this.options.folder) rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** What decides how the process runs; scripts that work on the same database take it too. */
  environment(): Record<string, string> {
    return {
      HOST: "127.0.0.1",
      PORT: String(this.port),
      DATABASE_URL: `file:${this.file}`,
      MUSTER_API_KEY: KEY,
      LOG_LEVEL: "warn",
      LOG_FORMAT: "json",
      ...(this.options.publicUrl && { MUSTER_PUBLIC_URL: this.options.publicUrl }),
      ...this.options.env,
    };
  }

  /** Calls `path` under /api/v1 with the environment key unless `key` says otherwise; null goes without. `text` is a body that no JSON writer writes. */
  async call(
    method: string,
    path: string,
    {
      body,
      key = KEY as string | null,
      headers = {},
      text = body === undefined ? undefined : JSON.stringify(body),
    }: { body?: unknown; key?: string | null; headers?: Record<string, string>; text?: string } = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(text !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      body: text,
      redirect: "manual",
    });
    const answer = await response.text();
    return { status: response.status, headers: response.headers, body: answer ? JSON.parse(answer) : undefined };
  }

  /** Reads the database beside the running server. */
  read<T>(use: (db: Database.Database) => T): T {
    const db = new Database(this.file, { readonly: true, timeout: 5000 });
    try {
      return use(db);
    } finally {
      db.close();
    }
  }

  private async ready(): Promise<boolean> {
    return fetch(`${this.origin}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Pseudo-random numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (typeof address !== "object" || !address) throw new Error("No port is free.");
  return address.port;
}
