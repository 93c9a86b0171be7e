import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { openBrowser, signIn } from "./browser";
import type { Field } from "./field";
import { atMost, type Figure } from "./table";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** P23: script that the leaderboard loads until it rests, compressed, above what an empty page of the same framework loads. */
export async function measureFirstLoad(field: Field): Promise<Figure[]> {
  const empty = await emptyPage();
  const ours = sizeOf(await loadedScripts(field), join(ROOT, ".next"));
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
  return [
    {
      id: "P23",
      metric: "script of the leaderboard above an empty page of the framework, gzip",
      measured: `${kilobytes(ours)} against ${kilobytes(empty)}, both built here, without what only old browsers load`,
      value: (ours - empty) / 1000,
      shown: `+ ${kilobytes(ours - empty)}`,
      must: atMost(120, "≤ + 120 KB"),
      goal: atMost(60, "≤ + 60 KB"),
    },
  ];
}

/** Paths of the scripts that a browser really loads. */
async function loadedScripts({ server }: Field): Promise<string[]> {
  const browser = await openBrowser();
  try {
    const page = await signIn(browser, server);
    // A context of its own has an empty cache.
    const context = await browser.newContext({ storageState: await page.context().storageState() });
    const fresh = await context.newPage();
    const paths = new Set<string>();
    fresh.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith(".js")) paths.add(pathname);
    });
    await fresh.goto(`${server.url}/agents`);
    await fresh.getByRole("row").nth(5).waitFor();
    await fresh.waitForTimeout(3_000);
    return [...paths];
  } finally {
    await browser.close();
  }
}

/** Bytes of the scripts of the smallest app, which is built in a folder that goes again. */
async function emptyPage(): Promise<number> {
  // Inside the project, so that it finds the same framework.
  const folder = mkdtempSync(join(ROOT, ".bench-empty-"));
  try {
    mkdirSync(join(folder, "app"));
    writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}');
    writeFileSync(join(folder, "next.config.js"), `export default { turbopack: { root: ${JSON.stringify(ROOT)} } };`);
    writeFileSync(
      join(folder, "app/layout.jsx"),
      "export default function Layout({ children }) { return <html><body>{children}</body></html>; }",
    );
    writeFileSync(join(folder, "app/page.jsx"), "export default function Page() { return <p>Nothing</p>; }");
    await build(folder);
    const html = readFileSync(join(folder, ".next/server/app/index.html"), "utf8");
    const tags = [...html.matchAll(/<script[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
    return sizeOf([...new Set(tags.map(([, path]) => path as string))], join(folder, ".next"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function build(folder: string): Promise<void> {
  const next = join(ROOT, "node_modules/next/dist/bin/next");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, "build"], {
      cwd: folder,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`the empty app was not built: ${output.slice(-500)}`)),
    );
  });
}

/** @param paths as a browser asks for them: /_next/static/… */
function sizeOf(paths: readonly string[], built: string): number {
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(built, path.replace("/_next/", "")))).length, 0);
}
