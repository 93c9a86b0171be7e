import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fail, runNpm, tell } from "./run.mjs";

const require = createRequire(import.meta.url);

/** Makes sure that better-sqlite3 loads in this Node; npm does not build it because .npmrc forbids install scripts. */
export function buildAddon() {
  if (loads()) return;
  tell("building the SQLite driver (once, up to a minute)");
  const { ok, output } = runNpm(["rebuild", "better-sqlite3", "--ignore-scripts=false"], { quiet: true, env: nodeHeaders() });
  if (ok && loads()) return;
  fail(
    `The SQLite driver better-sqlite3 has neither a ready binary for Node ${process.version} on ${process.platform}-${process.arch} nor could it be compiled.\n` +
      `${tools[process.platform] ?? tools.linux}\nThen run the command again. What the build said last:\n${output.trim().split("\n").slice(-12).join("\n")}`,
  );
}

const tools = {
  linux: "Install a C++ compiler, make and python3 (Debian and Ubuntu: apt-get install -y build-essential python3).",
  darwin: "Install the command line tools: xcode-select --install",
  win32: 'Install Python 3 and the "Desktop development with C++" workload of the Visual Studio Build Tools.',
};

function loads() {
  try {
    const Database = require("better-sqlite3");
    new Database(":memory:").close();
    return true;
  } catch {
    return false;
  }
}

/** Headers that came with this Node spare node-gyp a download; without them node-gyp fetches its own. */
function nodeHeaders() {
  const prefix = dirname(dirname(process.execPath));
  const shipped = existsSync(join(prefix, "include", "node", "node.h"));
  return shipped && !process.env.npm_config_nodedir ? { npm_config_nodedir: prefix } : {};
}
