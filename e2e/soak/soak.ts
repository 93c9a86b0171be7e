// npm run soak                 every check in full, as a table of what was asked and found
// npm run soak -- R1 R13       only these
// npm run soak -- --short      as much of each as a test run does, two at once
// npm run soak -- --json FILE  the findings as JSON as well
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import PQueue from "p-queue";
import type { Check, Finding } from "./check";
import { CHECKS } from "./checks";

const VERDICTS = ["held", "missed", "not applicable"] as const;
const WIDTH = 110;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: "boolean", default: false }, json: { type: "string" } },
});
const unknown = positionals.filter((id) => !CHECKS.some((check) => check.id === id));
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(", ")}. There are: ${CHECKS.map(({ id }) => id).join(", ")}.`);
  process.exit(2);
}
const extent = values.short ? "short" : "full";
// Figures are of one check alone; in short, most of the time is spent waiting for servers to start.
const lanes = new PQueue({ concurrency: values.short ? 2 : 1 });
const findings: ({ id: string; asks: string; seconds: number } & Finding)[] = [];
const chosen = CHECKS.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
for (const running of chosen.map((check) => ({ check, done: lanes.add(() => timed(check)) }))) {
  const { check } = running;
  const { finding, seconds } = await running.done;
  findings.push({ id: check.id, asks: check.asks, seconds, ...finding });
  console.log(row(check, finding, seconds));
}
const sums = VERDICTS.map((verdict) => `${findings.filter((finding) => finding.verdict === verdict).length} ${verdict}`);
console.log(`\n${findings.length} checks${values.short ? " (short)" : ""}: ${sums.join(", ")}.`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ extent, findings }, null, 2)}\n`);
process.exit(findings.some(({ verdict }) => verdict === "missed") ? 1 : 0);

async function timed(check: Check): Promise<{ finding: Finding; seconds: number }> {
  const began = performance.now();
  const finding = await check.run(extent).catch(broken);
  return { finding, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

function broken(error: unknown): Finding {
  return { verdict: "missed", figure: `it broke: ${error instanceof Error ? error.message : String(error)}` };
}

/** Three columns: id, verdict and seconds; what is asked, and under it what was found. */
function row({ id, asks }: Check, finding: Finding, seconds: number): string {
  const found = finding.verdict === "not applicable" ? finding.reason : finding.figure;
  const head = `${id.padEnd(4)} ${finding.verdict.toUpperCase().padEnd(14)} ${seconds.toFixed(1).padStart(6)} s  `;
  const margin = `\n${" ".repeat(head.length)}`;
  return head + [...wrapped(asks), ...wrapped(found).map((line) => `→ ${line}`)].join(margin);
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
