import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** Path inside the checkout. */
export const at = (...parts) => join(root, ...parts);

/** Ends the script with a sentence for a person instead of a stack. */
export function fail(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

export const tell = (sentence) => console.log(`muster: ${sentence}`);

/**
 * Runs a JavaScript entry of an installed package with this very Node: no shell and no `.cmd` shim, so it is the same on Windows.
 * `quiet` keeps the output for the caller. Answers `{ok, output}`.
 */
export function runPackage(entry, args, { env = {}, quiet = false, timeout } = {}) {
  const file = at("node_modules", ...entry.split("/"));
  if (!existsSync(file)) fail("The packages are not installed here. Run `npm ci` first.");
  return run(process.execPath, [file, ...args], { env, quiet, timeout });
}

/** Runs npm, the one that started this script where there is one. */
export function runNpm(args, options = {}) {
  const entry = process.env.npm_execpath;
  if (entry?.endsWith(".js")) return run(process.execPath, [entry, ...args], options);
  // npm is a .cmd file on Windows, which only a shell can start; the arguments are constants of this repository.
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}

export function run(command, args, { env = {}, quiet = false, timeout, shell = false } = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", ...env },
    stdio: quiet ? "pipe" : "inherit",
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    timeout,
    shell,
  });
  return { ok: done.status === 0, output: `${done.stdout ?? ""}${done.stderr ?? ""}${done.error?.message ?? ""}` };
}
