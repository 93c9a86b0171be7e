import { defineConfig, devices } from "@playwright/test";
import { ORIGIN, SERVER_ENVIRONMENT } from "./e2e/address";
import { findBrowser } from "./scripts/browser.mjs";

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // One server and one database: specs follow one another.
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: ORIGIN,
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
    {
      name: "desktop",
      testIgnore: "**/phone.spec.ts",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    {
      name: "phone",
      testMatch: "**/phone.spec.ts",
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } },
    },
  ],
  webServer: {
    command: "node --import tsx lib/server.ts",
    url: `${ORIGIN}/readyz`,
    env: SERVER_ENVIRONMENT,
    reuseExistingServer: false,
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
});
