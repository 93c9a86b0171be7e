import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import Database from "better-sqlite3";
import { PrismaClient } from "../generated/prisma/client";
import type { Storage } from "../trust/retention-shape";
import { migrate } from "./migrate";
import { measureStorage } from "./sizes";

/** Two connections to one file: Prisma for what is cold, `raw` for the ingest path. Both acknowledge only what is on disk. */
export type Store = {
  prisma: PrismaClient;
  raw: Database.Database;
  /** What takes how much room now; `at` is epoch ms. */
  measure(at: number): Promise<Storage>;
  close(): Promise<void>;
};

// 3.51.3 mends the WAL-reset corruption of 3.7.0–3.51.2.
const OLDEST_SQLITE = [3, 51, 3] as const;
// A waiting driver blocks the event loop, so it waits briefly and the writer tries again (lib/store/writer.ts).
const BUSY_TIMEOUT_MS = 25;

/** Opens and migrates the database. Throws with a sentence when the file or the library cannot be trusted. */
export async function openStore(file: string): Promise<Store> {
  migrate(file);
  const raw = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  raw.pragma("journal_mode = WAL");
  raw.pragma("synchronous = FULL");
  raw.pragma("foreign_keys = ON");
  // Else REPLACE removes rows that no trigger lets go.
  raw.pragma("recursive_triggers = ON");
  // Indexes stay in memory (64 MiB), and a checkpoint moves at most 8 MiB at a time: it stops the event loop meanwhile.
  raw.pragma("cache_size = -65536");
  raw.pragma("wal_autocheckpoint = 2000");
  if (process.platform === "darwin") raw.pragma("fullfsync = 1");
  assertDurable({
    version: String(raw.prepare("select sqlite_version()").pluck().get()),
    journalMode: String(raw.pragma("journal_mode", { simple: true })),
    synchronous: Number(raw.pragma("synchronous", { simple: true })),
    foreignKeys: Number(raw.pragma("foreign_keys", { simple: true })),
  });
  const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${file}`, timeout: BUSY_TIMEOUT_MS }) });
  await assertPrismaDurable(prisma);
  return {
    prisma,
    raw,
    measure: (at) => measureStorage(file, at),
    async close() {
      await prisma.$disconnect();
      raw.close();
    },
  };
}

type Durability = { version: string; journalMode: string; synchronous: number; foreignKeys: number };

function assertDurable({ version, journalMode, synchronous, foreignKeys }: Durability): void {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const [a, b, c] = OLDEST_SQLITE;
  const recent = major > a || (major === a && (minor > b || (minor === b && patch >= c)));
  if (!recent)
    throw new Error(
      `SQLite ${version} can corrupt a WAL file. ${OLDEST_SQLITE.join(".")} or newer is needed: reinstall better-sqlite3.`,
    );
  if (journalMode !== "wal" || synchronous !== 2 || foreignKeys !== 1) {
    throw new Error(
      `The database would not keep what it acknowledges (journal_mode=${journalMode}, synchronous=${synchronous}, foreign_keys=${foreignKeys}).`,
    );
  }
}

async function assertPrismaDurable(prisma: PrismaClient): Promise<void> {
  await prisma.$queryRawUnsafe("PRAGMA synchronous = FULL");
  await prisma.$queryRawUnsafe("PRAGMA recursive_triggers = ON");
  if (process.platform === "darwin") await prisma.$queryRawUnsafe("PRAGMA fullfsync = 1");
  const [row] = await prisma.$queryRawUnsafe<{ synchronous: number | bigint }[]>("PRAGMA synchronous");
  if (Number(row?.synchronous) !== 2) throw new Error("Prisma's connection does not run with synchronous=FULL.");
}
