// npm run check             types, lint and format, import rules, dead code, migrations, unit tests
// npm run check -- --static the same without the tests (.ci/run counts those once, in `npm test`)
import { spawn } from "node:child_process";
import { at, root } from "./run.mjs";

const node = process.execPath;
const packageFile = (entry) => at("node_modules", ...entry.split("/"));

const PREPARE = { name: "prepare", command: [at("scripts", "prepare.mjs")] };
// Next writes the types of routes and of imported files, which tsc needs and a fresh clone lacks.
const TYPEGEN = { name: "route types", command: [packageFile("next/dist/bin/next"), "typegen"] };
const STATIC = [
  { name: "types", command: [packageFile("typescript/bin/tsc"), "--noEmit", "-p", "."] },
  { name: "lint and format", command: [packageFile("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"] },
  {
    name: "import rules",
    command: [
      packageFile("dependency-cruiser/bin/dependency-cruise.mjs"),
      "--config",
      ".dependency-cruiser.cjs",
      "--output-type",
      "err-long",
      "app",
      "components",
      "lib",
      "demo",
      "bench",
      "e2e",
      "scripts",
    ],
  },
  { name: "dead code", command: [packageFile("knip/bin/knip.js"), "--no-progress", "--no-config-hints"] },
  { name: "migrations", command: ["--import", "tsx", at("scripts", "migration.mjs"), "check"] },
];
const TESTS = {
  name: "unit tests",
  command: [packageFile("vitest/vitest.mjs"), "run", "--project", "unit", "--reporter", "dot"],
};

const checks = process.argv.includes("--static") ? STATIC : [...STATIC, TESTS];
await must(PREPARE);
await must(TYPEGEN);
const results = await Promise.all(inTwoLanes(checks));
for (const { name, ok, output } of results) if (!ok) console.log(`\n── ${name} ──\n${output.trim()}\n`);
console.log(
  results.map(({ name, ok, seconds }) => `${ok ? "ok  " : "FAIL"}  ${name.padEnd(16)} ${seconds.padStart(6)} s`).join("\n"),
);
process.exitCode = results.every((result) => result.ok) ? 0 : 1;

async function must(step) {
  const { ok, output } = await run(step);
  if (ok) return;
  console.error(output);
  process.exit(1);
}

/** Starts each check when one of two lanes is free, and answers their promises in order. */
function inTwoLanes(steps) {
  const lanes = [Promise.resolve(), Promise.resolve()];
  return steps.map((step, index) => {
    const result = lanes[index % lanes.length].then(() => run(step));
    lanes[index % lanes.length] = result;
    return result;
  });
}

function run({ name, command }) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(node, command, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" },
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", (code) =>
      resolve({ name, ok: code === 0, output, seconds: ((performance.now() - started) / 1000).toFixed(1) }),
    );
  });
}
