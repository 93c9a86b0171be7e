import { shortHash } from "@/components/ui/format";
import type { Entry, EntryType } from "@/lib/journal/entry";
import type { Certificate } from "@/lib/registry/certificate";
import { cut } from "@/lib/registry/cut";
import { TIERS } from "@/lib/registry/tier";
import { PURPOSES } from "./audits/words";

/** Entries that say what became of a certificate. */
export const TOLD = [
  "certification.tier_dropped",
  "certification.expired",
  "certification.architecture_mismatch",
  "agent.architecture_accepted",
] as const satisfies readonly EntryType[];

/** Something that happened to an agent's certification. Levels 0–5; `from` is null where nothing was lost, `at` epoch ms. */
export type Moment = {
  key: string;
  at: number;
  from: number | null;
  level: number | null;
  what: string;
  why: string;
  by: string;
  certificate: Certificate | null;
};

const DIRECTIONS = {
  first: "First certificate",
  upgrade: "↑ Upgrade",
  renewal: "Renewal",
  demotion: "↓ Demotion",
} as const satisfies Record<Certificate["direction"], string>;

/** Certificates and what the journal tells of them, newest first. */
export function momentsOf(certificates: readonly Certificate[], entries: readonly Entry[]): Moment[] {
  return [...certificates.map(issued), ...entries.flatMap((entry) => told(entry) ?? [])].toSorted((a, b) => b.at - a.at);
}

function issued(certificate: Certificate): Moment {
  const { id, issuedAt, tier, direction, inForce, auditType, provenance } = certificate;
  return {
    key: id,
    at: Date.parse(issuedAt),
    from: null,
    level: TIERS.indexOf(tier),
    what: `${DIRECTIONS[direction]}${inForce ? ", in force" : ""}`,
    why: auditType === "external" ? "External audit" : PURPOSES[auditType].title,
    by: `${provenance.issuedBy}${provenance.source === "import" ? ", imported" : ""}`,
    certificate,
  };
}

function told(entry: Entry): Moment | null {
  const { id, at, type, actor } = entry;
  const moment = { key: id, at: Date.parse(at), from: null, level: null, by: actor, certificate: null };
  switch (type) {
    case "certification.tier_dropped":
    case "certification.expired":
      return {
        ...moment,
        at: Date.parse(text(entry, "at") ?? at),
        from: levelIn(entry, "from"),
        level: levelIn(entry, "to"),
        what: type === "certification.expired" ? "Expired" : "Tier lost",
        why: lostBy(entry),
      };
    case "certification.architecture_mismatch":
      return {
        ...moment,
        level: 0,
        what: "Void",
        why: `architecture ${hash(entry, "observed")} observed, not ${hash(entry, "expected")}`,
      };
    case "agent.architecture_accepted":
      return {
        ...moment,
        level: 0,
        what: `Architecture ${hash(entry, "architectureHash")} accepted`,
        why: text(entry, "reason") ?? "",
      };
    default:
      return null;
  }
}

function text(entry: Entry, field: string): string | null {
  const value = entry.data[field];
  return typeof value === "string" && value !== "" ? cut(value, 200) : null;
}

function hash(entry: Entry, field: string): string {
  const value = text(entry, field);
  return value === null ? "none" : shortHash(value);
}

function levelIn(entry: Entry, field: string): number | null {
  const names: readonly unknown[] = TIERS;
  const level = names.indexOf(entry.data[field]);
  return level < 0 ? null : level;
}

function lostBy({ data: { dimensions, by, gateVersion } }: Entry): string {
  const names = Array.isArray(dimensions) ? dimensions.map((name) => String(name).slice(0, 2).toUpperCase()).join(", ") : "";
  if (by === "gate") return `version ${String(gateVersion)} of the gate${names === "" ? "" : `: ${names} holds it`}`;
  return names === "" ? "decay" : `${names} decayed`;
}
