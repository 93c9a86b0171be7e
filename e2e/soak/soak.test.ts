import { describe, expect, it } from "vitest";
import { CHECKS } from "./checks";

/** The whole suite is `npm run soak`; this is as much of each check as a test run can take, two at once (vitest.config.ts). */
describe.concurrent("what Muster promises", () => {
  it.each(CHECKS.map((check) => [`${check.id}: ${check.asks}`, check] as const))("%s", { timeout: 180_000 }, async (_, check) => {
    const finding = await check.run("short");
    expect(finding.verdict, "figure" in finding ? finding.figure : finding.reason).not.toBe("missed");
  });
});
