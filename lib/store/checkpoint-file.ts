import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { Checkpoint } from "../journal/checkpoint";

export const checkpointFileOf = (databaseFile: string): string => `${databaseFile}-checkpoints`;

/** A line of the file: `end` is the byte after it, `checkpoint` null where it is none. */
export type CheckpointLine = { number: number; end: number; checkpoint: Checkpoint | null };

const BLOCK = 64 * 1024;
const LINE_FEED = 10;

/** Appends a checkpoint as one line, on disk when it answers. What a crash left of an unfinished line is cut off first. */
export async function appendCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  const isNew = !existsSync(file);
  const handle = await open(file, "a+", 0o600);
  try {
    const whole = endOfLastLine(handle.fd);
    if (whole !== (await handle.stat()).size) await handle.truncate(whole);
    await handle.appendFile(`${JSON.stringify(checkpoint)}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  if (isNew && process.platform !== "win32") {
    const folder = await open(dirname(file), "r");
    await folder.sync().finally(() => folder.close());
  }
}

function endOfLastLine(handle: number): number {
  const block = Buffer.alloc(BLOCK);
  for (let end = fstatSync(handle).size; end > 0; ) {
    const start = Math.max(0, end - BLOCK);
    const at = block.subarray(0, readSync(handle, block, 0, end - start, start)).lastIndexOf(LINE_FEED);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}

/** The lines from a byte on; an unfinished one at the end is left out, because it was never acknowledged. */
export function* checkpointLines(file: string, from = 0): Generator<CheckpointLine> {
  if (!existsSync(file)) return;
  const handle = openSync(file, "r");
  try {
    let rest = Buffer.alloc(0);
    let number = 0;
    let end = from;
    for (let at = from; ; ) {
      const block = Buffer.alloc(BLOCK);
      const read = readSync(handle, block, 0, BLOCK, at);
      if (read === 0) return;
      at += read;
      rest = Buffer.concat([rest, block.subarray(0, read)]);
      for (let feed = rest.indexOf(LINE_FEED); feed >= 0; feed = rest.indexOf(LINE_FEED)) {
        number += 1;
        end += feed + 1;
        yield { number, end, checkpoint: parse(rest.subarray(0, feed).toString()) };
        rest = rest.subarray(feed + 1);
      }
    }
  } finally {
    closeSync(handle);
  }
}

/** The newest checkpoint of an origin; null where there is none. */
export function newestCheckpoint(file: string, origin: string): Checkpoint | null {
  let newest: Checkpoint | null = null;
  for (const { checkpoint } of checkpointLines(file)) if (checkpoint?.origin === origin) newest = checkpoint;
  return newest;
}

function parse(text: string): Checkpoint | null {
  try {
    return Checkpoint.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
