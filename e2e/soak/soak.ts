// npm run soak               every check in full, as a table of what was asked and found
// npm run soak -- R1 R13     only these
// npm run soak -- --short    as much of each as a test run does
import { CHECKS } from "./checks";

const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const extent = process.argv.includes("--short") ? "short" : "full";
const unknown = named.filter((id) => !CHECKS.some((check) => check.id === id));
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(", ")}. There are: ${CHECKS.map(({ id }) => id).join(", ")}.`);
  process.exit(2);
}

let missed = 0;
for (const check of CHECKS.filter(({ id }) => named.length === 0 || named.includes(id))) {
  const began = performance.now();
  const finding = await check.run(extent).catch((error: unknown) => ({
    verdict: "missed" as const,
    figure: `it broke: ${error instanceof Error ? error.message : String(error)}`,
  }));
  if (finding.verdict === "missed") missed += 1;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const found = finding.verdict === "not applicable" ? finding.reason : finding.figure;
  console.log(
    `${check.id.padEnd(4)} ${finding.verdict.toUpperCase().padEnd(15)} ${seconds.padStart(4)} s  ${check.asks}\n${" ".repeat(28)}${found}`,
  );
}
console.log(missed === 0 ? "\nAll held." : `\n${missed} missed.`);
process.exit(missed === 0 ? 0 : 1);
