import { count } from "@/components/ui/format";
import type { Entry, EntryType } from "@/lib/journal/entry";

type Kind = { one: string; many: string };

const TIER = { one: "tier change", many: "tier changes" };
const HOLD = { one: "hold", many: "holds" };
const LIFTED = { one: "hold lifted", many: "holds lifted" };
const TASK = { one: "task failed", many: "tasks failed" };

/** What is worth being told of while something else is read; in the order in which it is said. */
const KINDS: readonly (readonly [EntryType, Kind])[] = [
  ["agent.revoked", { one: "agent revoked", many: "agents revoked" }],
  ["certification.tier_dropped", TIER],
  ["certification.expired", TIER],
  ["agent.hold_set", HOLD],
  ["agent.suspended", HOLD],
  ["certification.architecture_mismatch", { one: "architecture mismatch", many: "architecture mismatches" }],
  ["agent.at_risk", { one: "agent at risk", many: "agents at risk" }],
  ["agent.band_changed", { one: "band change", many: "band changes" }],
  ["agent.hold_lifted", LIFTED],
  ["agent.resumed", LIFTED],
  ["audit.finished", { one: "audit finished", many: "audits finished" }],
  ["task.failed", TASK],
  ["task.expired", TASK],
];

const KIND_OF = new Map(KINDS);

/** "3 tier changes, 1 hold in the last minute"; null where nothing of it is worth saying. */
export function summaryOf(entries: readonly Pick<Entry, "type" | "data">[]): string | null {
  const found = new Map<Kind, number>();
  for (const [, kind] of KINDS) found.set(kind, 0);
  for (const entry of entries) {
    const kind = kindOf(entry);
    if (kind) found.set(kind, (found.get(kind) ?? 0) + 1);
  }
  const said = [...found].filter(([, n]) => n > 0).map(([{ one, many }, n]) => count(n, one, many));
  return said.length === 0 ? null : `${said.join(", ")} in the last minute`;
}

function kindOf({ type, data }: Pick<Entry, "type" | "data">): Kind | undefined {
  // A certificate that changes nothing is no news.
  if (type === "certification.issued") return data.direction === "renewal" ? undefined : TIER;
  return KIND_OF.get(type);
}
