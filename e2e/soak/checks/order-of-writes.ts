import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Connection } from "../../../bench/connection";
import { KEY, MusterServer, pause } from "../../server";
import type { Check, Finding } from "../check";
import { registerAgents } from "../feed";
import { count, verdict } from "../verdict";

/** The calls that show when something was written, when it was on the disk, and when it was acknowledged. */
const CALLS = "pwrite64,pwritev,fdatasync,fsync,write,writev,sendto,sendmsg";

export const written: Check = {
  id: "R2",
  asks: "every acknowledgement comes after the sync of the log that follows its write",
  async run(extent) {
    const why = untraceable();
    if (why) return { verdict: "not applicable", reason: why };
    const server = await MusterServer.start();
    const folder = mkdtempSync(join(tmpdir(), "muster-trace-"));
    try {
      await registerAgents(server);
      return await trace(server, join(folder, "trace"), extent === "full" ? 1_000 : 200);
    } finally {
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Why system calls cannot be seen here, or null. */
function untraceable(): string | null {
  if (process.platform !== "linux") return "system calls are traced on Linux only";
  const tried = spawnSync("strace", ["-f", "-o", "/dev/null", "true"], { encoding: "utf8" });
  if (tried.error) return "strace is not installed (apt-get install strace)";
  return tried.status === 0 ? null : `strace may not trace here: ${tried.stderr.trim().split("\n")[0]}`;
}

async function trace(server: MusterServer, file: string, requests: number): Promise<Finding> {
  const tracer = spawn("strace", ["-f", "-y", "-s", "16", "-e", `trace=${CALLS}`, "-o", file, "-p", String(server.process.pid)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(tracer, "exit");
  await once(tracer.stderr, "data");
  const connection = await Connection.open(server.port, KEY);
  const send = (id: string) =>
    connection.post(
      "/api/v1/signals",
      `{"signals":[{"agentId":"agent-0","id":"${id}","dimension":"output_quality","value":0.9,"source":"soak"}]}`,
    );
  await send("first");
  await pause(200);
  const from = statSync(file).size;
  let acknowledged = 0;
  for (let i = 0; i < requests; i++) if ((await send(`traced-${i}`)).status === 200) acknowledged += 1;
  connection.close();
  tracer.kill("SIGINT");
  await ended;
  const { answers, early, syncs } = judge(readFileSync(file).subarray(from).toString("latin1").split("\n"));
  const misses: string[] = [];
  if (acknowledged !== requests) misses.push(`${requests - acknowledged} requests were refused`);
  if (answers !== requests) misses.push(`the trace shows ${answers} answers`);
  if (early > 0) misses.push(`${early} acknowledgements came before their sync`);
  return verdict(
    `${count(answers - early)} of ${count(requests)} acknowledgements after write and sync of the log; ${count(syncs)} syncs`,
    misses,
  );
}

/** Goes through the calls in order; each answer needs a write of the log since the last answer, and a sync after that. */
function judge(lines: readonly string[]): { answers: number; early: number; syncs: number } {
  const result = { answers: 0, early: 0, syncs: 0 };
  const unfinished = new Map<string, string>();
  let written = false;
  let synced = false;
  for (const line of lines) {
    const [, thread = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (rest.includes("<unfinished ...>")) {
      unfinished.set(thread, rest);
      // Other threads may be interrupted; what is sent is on its way once the call begins.
      if (!isAnswer(rest)) continue;
    }
    const call = rest.startsWith("<...") ? `${unfinished.get(thread) ?? ""} ${rest}` : rest;
    if (rest.startsWith("<...") && isAnswer(call)) continue;
    if (/^pwritev?(64)?\(/.test(call) && call.includes("-wal>")) {
      written = true;
      synced = false;
    } else if (/^f(data)?sync\(/.test(call) && call.includes("-wal>") && / = 0/.test(call)) {
      synced = true;
      result.syncs += 1;
    } else if (isAnswer(call)) {
      result.answers += 1;
      if (!written || !synced) result.early += 1;
      written = false;
      synced = false;
    }
  }
  return result;
}

const isAnswer = (call: string): boolean => /^(write|writev|sendto|sendmsg)\(/.test(call) && call.includes('"HTTP/1.1 200');
