import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import Database from "better-sqlite3";
import { expect, expectAccessible, signIn, test } from "./fixtures";
import { MusterServer } from "./server";

let server: MusterServer;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "muster-proof-"));
  server = await MusterServer.start();
  await server.call("POST", "/agents", { body: { id: "kestrel", name: "Kestrel", model: "test-model" } });
  await server.call("POST", "/agents/kestrel/suspend", { body: { reason: "For the record" } });
  const signals = [{ agentId: "kestrel", dimension: "output_quality", value: 1, source: "test" }];
  await server.call("POST", "/signals", { body: { signals } });
});
test.afterAll(async () => {
  await server?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** A page of the server that these tests have to themselves, which somebody signed in to. */
async function open(page: Page, of: MusterServer, path: string): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, of.environment());
  await page.goto(`${of.origin}${path}`);
}

/** Runs a program of the project; answers its exit code and what it said. */
function run(...given: string[]): { code: number; said: string } {
  try {
    return { code: 0, said: execFileSync(process.execPath, given, { encoding: "utf8", stdio: "pipe" }) };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, said: stdout + stderr };
  }
}

const verify = (...given: string[]) => run("--import", "tsx", "scripts/verify.ts", ...given);

/** Downloads what a link gives, and answers where it is. */
async function downloaded(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name, exact: true }).click();
  const file = join(folder, `${name}.ndjson`);
  await (await download).saveAs(file);
  return file;
}

test.describe("the proof of the journal", () => {
  test("says what was verified, and what the newest checkpoint is", async ({ operator }) => {
    await open(operator, server, "/journal");
    await operator.getByRole("button", { name: "Verify all" }).click();
    await expect(operator.getByText(/Chain intact, \d+ entries, head/)).toBeVisible();
    await expect(operator.getByText(/Checkpoint of \d+ entries, .*key [0-9a-f]{16}/)).toBeVisible({ timeout: 30_000 });
    await expectAccessible(operator);
  });

  test("can be taken elsewhere and checked there, without our code too", async ({ operator }) => {
    await open(operator, server, "/journal");
    await expect(operator.getByText(/Checkpoint of \d+ entries/)).toBeVisible({ timeout: 30_000 });
    const checkpoints = await downloaded(operator, "Checkpoints");
    const journal = await downloaded(operator, "Export");
    const proven = verify("--export", journal, "--checkpoint", checkpoints);
    expect(proven.said).toContain("The journal holds");
    expect(proven.code).toBe(0);
    expect(run("docs/verify-journal.mjs", journal, checkpoints)).toMatchObject({ code: 0, said: expect.stringContaining("OK") });
    const key = verify("--export", journal, "--checkpoint", checkpoints, "--public-key", "A".repeat(43).concat("="));
    expect(key).toMatchObject({ code: 1, said: expect.stringContaining("another key") });
  });

  test("has its key and what to keep where in the settings", async ({ operator }) => {
    await open(operator, server, "/settings/journal");
    await expect(operator.getByText(`${server.file}-checkpoints`)).toBeVisible();
    await expect(operator.getByRole("button", { name: "Copy public key" })).toBeVisible();
    await expectAccessible(operator);
  });

  test("makes a backup when asked, and finds what was changed in a copy of it", async ({ operator }) => {
    await open(operator, server, "/settings/backup");
    await expect(operator.getByText("No backups yet")).toBeVisible();
    await operator.getByRole("button", { name: "Back up now" }).click();
    await expect(operator.getByText(/^Backup written, .* MiB$/)).toBeVisible({ timeout: 30_000 });
    const row = operator.getByRole("row").nth(1);
    await expect(row).toContainText("MiB");
    await expectAccessible(operator);

    const { body } = await server.call("GET", "/backups");
    const file = join(folder, "muster.db");
    copyFileSync((body as { items: { file: string }[] }).items[0]?.file ?? "", file);
    copyFileSync(join(server.folder, "secret"), join(folder, "secret"));
    expect(verify("--db", file)).toMatchObject({ code: 0 });
    const db = new Database(file);
    db.exec("DROP TRIGGER JournalEntry_never_updated");
    db.exec("UPDATE JournalEntry SET actor = 'somebody else' WHERE seq = 2");
    db.close();
    expect(verify("--db", file)).toMatchObject({ code: 1, said: expect.stringContaining("First bad entry: 2") });

    const changed = await MusterServer.start({ env: { DATABASE_URL: `file:${file}` } });
    try {
      // Its cookie takes the place of the other server's: what is open there would be refused.
      await operator.goto("about:blank");
      await open(operator, changed, "/journal");
      const alert = operator.getByRole("alert").filter({ hasText: "Entry 2 was changed" });
      await expect(alert).toBeVisible();
      await expectAccessible(operator);
      await alert.getByRole("link", { name: "First bad entry: 2" }).click();
      await expect(operator.getByRole("button", { name: /^Entry 2:/ })).toHaveAttribute("aria-expanded", "true");
      await expect(operator.getByText("somebody else").first()).toBeVisible();
    } finally {
      await operator.goto("about:blank");
      await changed.remove();
    }
  });
});
