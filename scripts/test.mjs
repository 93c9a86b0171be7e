// npm test: prepares what this machine lacks, then every test there is: unit and server tests (vitest), browser tests (Playwright).
// The last line counts them together.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { at, run, runPackage } from "./run.mjs";

const folder = mkdtempSync(join(tmpdir(), "muster-test-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

if (!run(process.execPath, [at("scripts", "prepare.mjs"), "--build", "--browser"]).ok) finish([{ passed: 0, failed: 1 }]);
finish([runVitest(), runPlaywright()]);

function runVitest() {
  const report = join(folder, "vitest.json");
  const { ok } = runPackage("vitest/vitest.mjs", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  return count("vitest", ok, report, ({ numPassedTests, numFailedTests, testResults }) => ({
    passed: numPassedTests,
    // A file that could not be loaded has no tests to report.
    failed: numFailedTests + testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length,
  }));
}

function runPlaywright() {
  const report = join(folder, "playwright.json");
  const { ok } = runPackage("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return count("playwright", ok, report, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
  }));
}

/** Counts from the report; a run that ended badly without naming a failed test counts as one. */
function count(name, ok, report, read) {
  const counted = existsSync(report) ? read(JSON.parse(readFileSync(report, "utf8"))) : { passed: 0, failed: 0 };
  if (ok || counted.failed > 0) return counted;
  console.error(`${name} ended with an error outside of its tests (see above).`);
  return { ...counted, failed: 1 };
}

function finish(counts) {
  const sum = (key) => counts.reduce((total, each) => total + each[key], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  process.exit(sum("failed") > 0 || sum("passed") === 0 ? 1 : 0);
}
