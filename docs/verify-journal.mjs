// Verifies an exported journal and its checkpoints with nothing but Node: node verify-journal.mjs journal.ndjson checkpoints.ndjson
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [journal, checkpoints, expectedKey] = process.argv.slice(2);
const lines = checkpoints
  ? readFileSync(checkpoints, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
  : [];
const stop = (why) => {
  process.stderr.write(`BAD: ${why}\n`);
  process.exit(1);
};
const spki = Buffer.from("302a300506032b6570032100", "hex"); // what stands before a raw Ed25519 public key
for (const { origin, size, head, at, publicKey, signature } of lines) {
  const key = createPublicKey({ key: Buffer.concat([spki, Buffer.from(publicKey, "base64")]), format: "der", type: "spki" });
  const text = `muster journal checkpoint v1\n${origin}\n${size}\n${head}\n${at}\n`;
  if (!verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"))) stop(`the checkpoint of ${at} is not signed`);
  if (publicKey !== (expectedKey ?? lines[0].publicKey)) stop(`the checkpoint of ${at} is signed by another key`);
}
const headAt = new Map(lines.map(({ size, head }) => [size, head]));
let [seq, hash] = [0, "0".repeat(64)];
for await (const line of createInterface({ input: createReadStream(journal) })) {
  const e = JSON.parse(line);
  const columns = [e.seq, e.id, Date.parse(e.at), e.type, e.agentId, e.actor, e.cause, JSON.stringify(e.data), e.prevHash];
  const own = createHash("sha256").update(JSON.stringify(columns)).digest("hex");
  if (e.seq !== seq + 1 || e.prevHash !== hash || e.hash !== own) stop(`entry ${seq + 1}`);
  [seq, hash] = [e.seq, e.hash];
  if (headAt.has(seq) && headAt.get(seq) !== hash) stop(`entry ${seq} is not the one a checkpoint counted`);
}
const longest = Math.max(0, ...headAt.keys());
if (longest > seq) stop(`entries after ${seq} are missing: a checkpoint counts ${longest}`);
process.stdout.write(
  `OK: ${seq} entries, head ${hash}, ${lines.length} checkpoints${lines[0] ? ` by ${lines[0].publicKey}` : ""}\n`,
);
