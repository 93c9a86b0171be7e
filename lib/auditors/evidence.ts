import { createHash } from "node:crypto";
import type { EvidenceRecord } from "../registry/audit";

/** A record before it has its place in the chain. */
export type Unlinked = Omit<EvidenceRecord, "seq" | "prevHash" | "hash">;

/** A record as it is kept: canonical text of everything but its hash, and the hash. */
export type KeptRecord = { seq: number; probeId: string; turn: number; record: string; hash: string };

/** Where a chain ends; a new one begins at its audit's id. */
export type EvidenceHead = { seq: number; hash: string };

export const noEvidence = (auditId: string): EvidenceHead => ({ seq: 0, hash: auditId });

/** Gives records their places in the chain. */
export function linkRecords(head: EvidenceHead, records: readonly Unlinked[]): KeptRecord[] {
  let { seq, hash } = head;
  return records.map((unlinked) => {
    seq += 1;
    const record = canonicalJson({ ...unlinked, seq, prevHash: hash });
    hash = sha256(record);
    return { seq, probeId: unlinked.probeId, turn: unlinked.turn, record, hash };
  });
}

/** The record as it is answered. */
export function readRecord({ record, hash }: Pick<KeptRecord, "record" | "hash">): EvidenceRecord {
  return { ...(JSON.parse(record) as Omit<EvidenceRecord, "hash">), hash };
}

/** Whether every hash recomputes, each record names the one before, and the last hash is the one given (null = whatever it is). */
export function isIntact(
  auditId: string,
  records: readonly Pick<KeptRecord, "record" | "hash">[],
  evidenceHash: string | null,
): boolean {
  let head = noEvidence(auditId);
  for (const { record, hash } of records) {
    const { seq, prevHash } = JSON.parse(record) as { seq: number; prevHash: string };
    if (seq !== head.seq + 1 || prevHash !== head.hash || sha256(record) !== hash) return false;
    head = { seq, hash };
  }
  return evidenceHash === null || evidenceHash === head.hash;
}

/** JSON with the keys of every object in order of their code units and no white space (RFC 8785). */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (isRecord(inner) ? sorted(inner) : inner));
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
