import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { isRefusal, Refusal } from "../refusal";

export const BODY_LIMIT = 1024 * 1024;
export const BATCH_LIMIT = 8 * 1024 * 1024;
const DEEPEST = 40;

const unzip = promisify(gunzip);
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

type Headers = (name: string) => string | undefined;

export const tooLarge = (limit: number) =>
  new Refusal(413, "http/too-large", `The body is larger than ${sizeOf(limit)}, counted after decompression.`);

const sizeOf = (bytes: number): string => (bytes < 1024 * 1024 ? `${bytes / 1024} KiB` : `${bytes / 1024 / 1024} MiB`);

/** Reads a stream up to a limit. Refuses 413, and 400 `http/aborted` when the sender goes away. */
export async function readLimited(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      parts.push(chunk);
    }
  } catch (error) {
    throw isRefusal(error) ? error : new Refusal(400, "http/aborted", "The request ended before its body did.");
  }
  return parts.length === 1 && parts[0]
    ? Buffer.from(parts[0].buffer, parts[0].byteOffset, parts[0].length)
    : Buffer.concat(parts);
}

/** A body's bytes and text, decompressed; `media` is its type in lower case, "" for an absent body. */
export type Content = { bytes: Buffer; text: string; media: string };

/**
 * What a body holds: JSON, or text of one of these media types (`json` false: only that).
 * Refuses 413, 415, 400 `http/gzip`, `http/json` and `http/utf-8`.
 */
export async function contentOf(
  raw: Buffer,
  header: Headers,
  limit: number,
  texts: readonly string[] = [],
  json = true,
): Promise<Content> {
  if (raw.length === 0 && json) return { bytes: raw, text: "", media: "" };
  const media = mediaOf(header("content-type"), texts, json);
  const bytes = await decompress(raw, header("content-encoding"), limit);
  try {
    return { bytes, text: utf8.decode(bytes), media };
  } catch {
    throw json ? notJson() : new Refusal(400, "http/utf-8", "The body is not valid UTF-8.");
  }
}

/** Refuses 400 `http/json`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}

const notJson = () => new Refusal(400, "http/json", "The body is not valid JSON in UTF-8.");

function mediaOf(header: string | undefined, texts: readonly string[], json: boolean): string {
  const type = (header ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (texts.includes(type) || (json && /^application\/(json|[\w.+-]+\+json)$/.test(type))) return type;
  const accepted = [...(json ? ["application/json"] : []), ...texts];
  throw new Refusal(415, "http/media-type", `Send Content-Type: ${accepted.join(" or ")}.`);
}

async function decompress(raw: Buffer, encoding: string | undefined, limit: number): Promise<Buffer> {
  if (encoding === undefined || encoding === "identity") return raw;
  if (encoding.toLowerCase() !== "gzip") throw new Refusal(415, "http/encoding", "Only gzip is understood as Content-Encoding.");
  try {
    return await unzip(raw, { maxOutputLength: limit });
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(limit);
    throw new Refusal(400, "http/gzip", "The body is not valid gzip.");
  }
}

/** Refuses 422 `http/text`, `http/key` and `http/depth` for what would harm later. `text` is what the value was read from. */
export function assertPlainText(text: string, value: unknown): void {
  // Flat batches dominate; the walk is only for texts that could hide something, any escape included.
  if (/\\u|__proto__|constructor|prototype/.test(text) || couldBeDeep(text)) assertPlain(value);
}

/** Whether brackets could nest deeper than allowed: a cheap upper bound, before anything recursive sees the value. */
function couldBeDeep(text: string): boolean {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest > DEEPEST;
}

/** Refuses what would harm later: prototype keys, text that is not Unicode, NUL, and nesting without end. */
export function assertPlain(value: unknown): void {
  const stack: { value: unknown; pointer: string; depth: number }[] = [{ value, pointer: "", depth: 0 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value: current, pointer, depth } = next;
    if (depth > DEEPEST) throw refuseAt(pointer.slice(0, 200), "http/depth", `Nested deeper than ${DEEPEST} levels.`);
    if (typeof current === "string") assertText(current, pointer);
    if (typeof current !== "object" || current === null) continue;
    for (const [key, child] of Object.entries(current)) {
      const at = `${pointer}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
      if (key === "__proto__" || key === "constructor" || key === "prototype")
        throw refuseAt(at, "http/key", "This name is not allowed.");
      assertText(key, at);
      stack.push({ value: child, pointer: at, depth: depth + 1 });
    }
  }
}

function assertText(text: string, pointer: string): void {
  if (!text.isWellFormed() || text.includes("\0"))
    throw refuseAt(pointer, "http/text", "Text must be well-formed Unicode without NUL.");
}

function refuseAt(pointer: string, code: "http/text" | "http/key" | "http/depth", detail: string): Refusal {
  return new Refusal(422, code, detail, [{ pointer, code, detail }]);
}
