import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from "node:crypto";
import { type Checkpoint, signedText } from "../journal/checkpoint";

// What stands before the 32 bytes of a raw Ed25519 key in PKCS #8 and in SPKI.
const PRIVATE = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC = Buffer.from("302a300506032b6570032100", "hex");

/** Signs checkpoints. The key follows from the secret, so a backup restored under the same secret goes on under the same key. */
export class CheckpointKey {
  private readonly key: KeyObject;
  /** Base64 of the 32 raw bytes. */
  readonly publicKey: string;

  constructor(secret: string) {
    const seed = Buffer.from(hkdfSync("sha256", secret, "", "muster journal checkpoint v1", 32));
    this.key = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: "der", type: "pkcs8" });
    this.publicKey = createPublicKey(this.key).export({ format: "der", type: "spki" }).subarray(PUBLIC.length).toString("base64");
  }

  sign(stated: Pick<Checkpoint, "origin" | "size" | "head" | "at">): Checkpoint {
    const { origin, size, head, at } = stated;
    const signature = sign(null, Buffer.from(signedText(stated)), this.key).toString("base64");
    return { origin, size, head, at, publicKey: this.publicKey, signature };
  }
}

/** Whether a checkpoint's signature is by the public key that it names. */
export function isSigned(checkpoint: Checkpoint): boolean {
  const raw = Buffer.from(checkpoint.publicKey, "base64");
  const signature = Buffer.from(checkpoint.signature, "base64");
  // The last digit of base64 has bits to spare: of the many texts for the same bytes one is the right one.
  if (raw.length !== 32 || signature.toString("base64") !== checkpoint.signature) return false;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: "der", type: "spki" });
  return verify(null, Buffer.from(signedText(checkpoint)), key, signature);
}

/** What people compare instead of a public key: 16 hex digits of its SHA-256. */
export const fingerprintOf = (publicKey: string): string =>
  createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("hex").slice(0, 16);
