import { existsSync } from "node:fs";
import { fail, run, runPackage, tell } from "./run.mjs";

const SYSTEM_BROWSERS = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
  ],
  darwin: ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};
/** Milliseconds a download may take before the next way is tried. */
const DOWNLOAD_LIMIT = 5 * 60_000;

/** Path of a Chromium that starts here, or undefined: CHROMIUM_PATH, Playwright's own, then the system's. */
export async function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return starts(chosen) ? chosen : fail(`CHROMIUM_PATH is ${chosen}, but no browser starts there.`);
  const { chromium } = await import("@playwright/test");
  return [chromium.executablePath(), ...(SYSTEM_BROWSERS[process.platform] ?? [])].find(starts);
}

/** Installs a Chromium if none starts: Playwright's download first, then Debian's package where this is root. */
export async function installBrowser() {
  if (await findBrowser()) return;
  tell("downloading Chromium for the browser tests");
  runPackage("@playwright/test/cli.js", ["install", "chromium", "--no-shell"], { quiet: true, timeout: DOWNLOAD_LIMIT });
  if (await findBrowser()) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    tell("installing Debian's Chromium instead");
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    run("apt-get", ["update"], { quiet: true, timeout: DOWNLOAD_LIMIT, env });
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { quiet: true, timeout: DOWNLOAD_LIMIT, env });
    if (await findBrowser()) return;
  }
  fail(
    "The browser tests need a Chromium and none could be found or downloaded.\n" +
      "Run `npx playwright install --with-deps chromium`, install Chromium or Chrome yourself, or set CHROMIUM_PATH to one.",
  );
}

/** Asks the browser its version: a missing library or a stub without its snap fails here and not in the middle of a test. */
function starts(path) {
  if (!existsSync(path)) return false;
  // Chrome on Windows opens a window for --version.
  return process.platform === "win32" || run(path, ["--version"], { quiet: true, timeout: 20_000 }).ok;
}
