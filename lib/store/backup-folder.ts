import { existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";

const ENDING = ".db";
const UNFINISHED = ".unfinished";
/** With what SQLite keeps beside a file that it writes. */
const LEFT_OVER = /\.unfinished(-journal|-wal|-shm)?$/;

/** A file of the folder; `at` is epoch ms. */
export type BackupFile = { file: string; bytes: number; at: number };

/** Where backups of one data folder are: whole files only, with those that are being written beside them. */
export class BackupFolder {
  readonly path: string;

  constructor(dataFolder: string) {
    this.path = join(dataFolder, "backups");
  }

  fileOf(name: string): string {
    return join(this.path, `${name}${ENDING}`);
  }

  unfinished(file: string): string {
    return `${file}${UNFINISHED}`;
  }

  has(name: string): boolean {
    return existsSync(this.fileOf(name));
  }

  /** Makes the folder and removes what a crash left unfinished. */
  async prepare(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.path)) if (LEFT_OVER.test(name)) await rm(join(this.path, name), { force: true });
  }

  /** Bytes that may still be written here. */
  async space(): Promise<number> {
    const { bavail, bsize } = await statfs(this.path);
    return bavail * bsize;
  }

  /** Gives a finished copy its name, and has the folder on disk when it answers. */
  async finish(file: string): Promise<void> {
    await rename(this.unfinished(file), file);
    if (process.platform === "win32") return;
    const folder = await open(dirname(file), "r");
    await folder.sync().finally(() => folder.close());
  }

  /** Whole backups, newest first. */
  async list(): Promise<BackupFile[]> {
    if (!existsSync(this.path)) return [];
    const names = (await readdir(this.path)).filter((name) => name.endsWith(ENDING));
    const files = await Promise.all(
      names.map(async (name) => {
        const file = join(this.path, name);
        const { size, mtimeMs } = await stat(file);
        return { file, bytes: size, at: Math.round(mtimeMs) };
      }),
    );
    return files.sort((a, b) => b.at - a.at);
  }

  /** Removes all but the newest. */
  async prune(kept: number): Promise<void> {
    for (const { file } of (await this.list()).slice(kept)) await rm(file, { force: true });
  }
}
