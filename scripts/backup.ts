// npm run backup -- --out FILE [--key KEY]   copies the database of the running server, or of one that is stopped
import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import "../lib/mode";
import { readConfig } from "../lib/config";
import type { Backup } from "../lib/journal/backup";
import { copyDatabase } from "../lib/store/copy";

const { values } = parseArgs({ options: { out: { type: "string" }, key: { type: "string" }, demo: { type: "boolean" } } });
if (!values.out) fail("Name the file to write: npm run backup -- --out FILE");
const out = resolve(values.out);
if (existsSync(out)) fail(`${out} is there already; nothing is written over.`);
const config = readConfig(process.env, { demo: values.demo ?? false, terminal: false });
const origin = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${config.port}`;
const key = values.key ?? process.env.MUSTER_API_KEY;

if (await isRunning()) report(await fromServer());
else {
  const { why, ...copied } = await copyDatabase(config.databaseFile, out, Date.now());
  report({ file: out, ...copied, at: new Date().toISOString(), ...(why !== null && { why }) });
}

async function isRunning(): Promise<boolean> {
  const answer = await fetch(`${origin}/livez`).catch(() => null);
  return answer?.ok ?? false;
}

/** The server copies, because it is the one that writes; the copy is then moved from its folder. */
async function fromServer(): Promise<Backup> {
  if (!key) return fail(`Muster runs at ${origin}. Pass the key of an admin (--key), or set MUSTER_API_KEY as it has it.`);
  const response = await fetch(`${origin}/api/v1/backups`, { method: "POST", headers: { authorization: `Bearer ${key}` } });
  const answer = (await response.json()) as Backup & { detail?: string };
  if (!response.ok) return fail(answer.detail ?? `It was refused with status ${response.status}.`);
  if (!existsSync(answer.file))
    return fail(`The backup is ${answer.file} on the machine that Muster runs on; fetch it from there.`);
  try {
    renameSync(answer.file, out);
  } catch {
    // Another file system.
    copyFileSync(answer.file, out);
    rmSync(answer.file);
  }
  return answer;
}

function report({ bytes, entries, head, why }: Backup): void {
  process.stdout.write(`${out}\n${(bytes / 1024 / 1024).toFixed(1)} MiB, ${entries} journal entries, head ${head}\n`);
  if (why) process.stdout.write(`The copy is whole, but its journal does not hold, as that of the database does not: ${why}\n`);
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
