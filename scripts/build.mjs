import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { at, fail, runPackage, tell } from "./run.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "instrumentation-client.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const stamp = at(".next", "muster-build");

/** Builds the pages unless `.next` holds a build of exactly this source. */
export function buildPages({ force = false } = {}) {
  const source = sourceHash();
  if (!force && existsSync(stamp) && existsSync(at(".next", "BUILD_ID")) && readFileSync(stamp, "utf8") === source) return;
  tell("building the pages (about 20 seconds)");
  rmSync(stamp, { force: true });
  const { ok, output } = runPackage("next/dist/bin/next", ["build"], { quiet: true, env: { NODE_ENV: "production" } });
  if (!ok) fail(`next build failed:\n${output}`);
  writeFileSync(stamp, source);
}

/** SHA-256 over names and contents of everything a build depends on; tests and generated code do not count. */
function sourceHash() {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap(filesOf))
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(at(file)))
      .update("\0");
  return hash.digest("hex");
}

function filesOf(path) {
  if (!existsSync(at(path)) || path === "lib/generated" || /\.test\.tsx?$/.test(path)) return [];
  if (statSync(at(path)).isFile()) return [path];
  return readdirSync(at(path))
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`));
}
