import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { at, fail, runPackage, tell } from "./run.mjs";

const schema = at("prisma", "schema.prisma");
const client = at("lib", "generated", "prisma", "client.ts");
const stamp = at("lib", "generated", "prisma.stamp");

/** Generates lib/generated/prisma unless it belongs to this schema and this Prisma already. */
export function generateClient() {
  const wanted = fingerprint();
  if (existsSync(client) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  tell("generating the database client");
  const { ok, output } = runPackage("prisma/build/index.js", ["generate"], {
    quiet: true,
    // The CLI downloads a schema engine it never starts for `generate`; any existing file satisfies it.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath },
  });
  if (!ok) fail(`Prisma could not generate the client from prisma/schema.prisma:\n${output}`);
  writeFileSync(stamp, wanted);
}

function fingerprint() {
  const lock = at("node_modules", "prisma", "package.json");
  if (!existsSync(lock)) fail("The packages are not installed here. Run `npm ci` first.");
  const { version } = JSON.parse(readFileSync(lock, "utf8"));
  return createHash("sha256").update(version).update(readFileSync(schema)).digest("hex");
}
