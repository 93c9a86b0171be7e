import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { crc32 } from "node:zlib";

/**
 * The windows as they were, in a file beside the database: a start then replays only what came since. It is a cache, and
 * whatever is doubtful about it means that every kept signal is replayed instead.
 *
 * Layout: per slab a head of three doubles (slab, last signal row in it, doubles that follow) and a CRC-32 (as a fourth
 * double) over the doubles that follow; at the end the proof as JSON, its length and its CRC-32 (as doubles).
 */
export type SlabRecord = { slab: number; row: number; state: Float64Array };

/** What shows that a file belongs to a database: the journal's head when the last slab was taken. `reporters` as the slabs number them. */
export type WindowProof = {
  format: typeof FORMAT;
  instance: string;
  seq: number;
  hash: string;
  /** Journal head and last signal row when the first slab was taken. */
  sinceSeq: number;
  sinceRow: number;
  reporters: string[];
};

// 2: a capped reporter holds no more places than its share.
const FORMAT = 2;
const HEAD = 4;
const FOOT = 2;
const DOUBLE = Float64Array.BYTES_PER_ELEMENT;

export const windowFileOf = (databaseFile: string): string => `${databaseFile}-windows`;

const bytesOf = (doubles: Float64Array): Uint8Array => new Uint8Array(doubles.buffer, doubles.byteOffset, doubles.byteLength);

/** Writes slabs as they are taken, then the proof; the file appears whole or not at all. An iterator that throws stops it. */
export async function writeWindowFile(
  file: string,
  slabs: Iterable<SlabRecord>,
  prove: () => Omit<WindowProof, "format">,
): Promise<void> {
  const unfinished = `${file}.new`;
  const handle = await open(unfinished, "w");
  try {
    for (const { slab, row, state } of slabs) {
      await handle.write(bytesOf(Float64Array.of(slab, row, state.length, crc32(bytesOf(state)))));
      await handle.write(bytesOf(state));
    }
    const proof = Buffer.from(JSON.stringify({ format: FORMAT, ...prove() }));
    await handle.write(proof);
    await handle.write(bytesOf(Float64Array.of(proof.length, crc32(proof))));
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(unfinished, { force: true });
    throw error;
  }
  await handle.close();
  await rename(unfinished, file);
}

/**
 * Reads a window file whose proof is accepted, slab by slab. Null where there is no file or its proof is not accepted.
 * Throws where its content is not what was written; what was taken by then is not to be used.
 */
export function readWindowFile(
  file: string,
  accept: (proof: WindowProof) => boolean,
  take: (record: SlabRecord) => void,
): WindowProof | null {
  if (!existsSync(file)) return null;
  const handle = openSync(file, "r");
  const doublesAt = (position: number, length: number): Float64Array => {
    const doubles = new Float64Array(length);
    if (readSync(handle, bytesOf(doubles), 0, doubles.byteLength, position) !== doubles.byteLength) throw damaged(file);
    return doubles;
  };
  try {
    const foot = fstatSync(handle).size - FOOT * DOUBLE;
    const [length = 0, sum = 0] = foot > 0 ? doublesAt(foot, FOOT) : [];
    if (!Number.isInteger(length) || length <= 0 || length > foot) throw damaged(file);
    const text = Buffer.alloc(length);
    readSync(handle, text, 0, length, foot - length);
    if (crc32(text) !== sum) throw damaged(file);
    const proof = JSON.parse(text.toString()) as WindowProof;
    if (proof.format !== FORMAT || !accept(proof)) return null;
    for (let at = 0; at < foot - length; ) {
      const [slab = 0, row = 0, doubles = 0, check = 0] = doublesAt(at, HEAD);
      const state = doublesAt(at + HEAD * DOUBLE, doubles);
      if (crc32(bytesOf(state)) !== check) throw damaged(file);
      take({ slab, row, state });
      at += (HEAD + doubles) * DOUBLE;
    }
    return proof;
  } finally {
    closeSync(handle);
  }
}

const damaged = (file: string): Error => new Error(`${file} is damaged.`);
