import { defineConfig, devices } from "@playwright/test";
import type { By } from "./e2e/keyboard";
import { findBrowser } from "./scripts/browser.mjs";

const isRoot = process.getuid?.() === 0;

const DESK = { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } };

export default defineConfig<object, { by: By }>({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // Each worker has a server and a database of its own (e2e/fixtures.ts); the tests of a file follow one another.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: await findBrowser(),
      // Chromium refuses to run as root inside its sandbox; nobody else gives it up.
      args: isRoot ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "desktop", testIgnore: "**/phone.spec.ts", use: DESK },
    {
      name: "phone",
      testMatch: "**/phone.spec.ts",
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } },
    },
    {
      // The same flows without a pointer (e2e/keyboard.ts), but for what is about pointers or operates nothing: the features in
      // every run, all of them with E2E_KEYBOARD=all.
      name: "keyboard",
      testMatch: process.env.E2E_KEYBOARD === "all" ? "**/*.spec.ts" : "**/features/*.spec.ts",
      testIgnore: ["**/phone.spec.ts", "**/first-load.spec.ts", "**/screens.spec.ts"],
      grepInvert: /@pointer|@reads|(is|are) accessible/,
      use: { ...DESK, by: "keyboard" },
    },
  ],
});
