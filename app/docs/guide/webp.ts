/** Width and height in pixels of a WebP picture, simple, lossless or extended. Throws where the bytes are none. */
export function sizeOfWebp(bytes: Buffer): { width: number; height: number } {
  const form = bytes.toString("latin1", 12, 16);
  if (bytes.toString("latin1", 8, 12) !== "WEBP") throw new Error("This is no WebP picture.");
  if (form === "VP8X") return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (form === "VP8L") {
    const both = bytes.readUInt32LE(21);
    return { width: (both & 0x3fff) + 1, height: ((both >>> 14) & 0x3fff) + 1 };
  }
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}
