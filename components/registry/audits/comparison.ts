import type { AuditProbe } from "@/lib/registry/audit";
import type { Component } from "@/lib/registry/robustness";

/** A kind of question, asked in both audits in other words, whose verdict is another one now. */
export type Change = {
  dimension: Component;
  template: string;
  facet: string;
  /** `broken`: passed before, fails now; `mended`: the other way round. */
  kind: "broken" | "mended";
  /** Passes of verdicts. */
  before: { passed: number; of: number };
  now: { passed: number; of: number };
  /** The probe of the present audit to look at. */
  probe: string;
};

type Asked = { passed: AuditProbe[]; failed: AuditProbe[] };

/**
 * Templates, by facet, that passed wholly in one audit and failed at least once in the other; broken ones first.
 * Questions are drawn anew for each audit, so only template and facet can be compared.
 */
export function changesBetween(before: readonly AuditProbe[], now: readonly AuditProbe[]): Change[] {
  const earlier = byQuestion(before);
  const changes = [...byQuestion(now)].flatMap(([question, asked]): Change[] => {
    const was = earlier.get(question);
    const kind = was === undefined ? null : kindOf(was, asked);
    const probe = kind === "broken" ? asked.failed[0] : asked.passed[0];
    if (!was || !kind || !probe) return [];
    const { dimension, facet } = probe;
    return [{ dimension, facet, template: templateOf(probe), kind, before: count(was), now: count(asked), probe: probe.id }];
  });
  return changes.sort((a, b) => Number(a.kind === "mended") - Number(b.kind === "mended"));
}

function kindOf(before: Asked, now: Asked): Change["kind"] | null {
  if (isClean(before) && now.failed.length > 0) return "broken";
  return before.failed.length > 0 && isClean(now) ? "mended" : null;
}

const isClean = ({ passed, failed }: Asked) => passed.length > 0 && failed.length === 0;
const count = ({ passed, failed }: Asked) => ({ passed: passed.length, of: passed.length + failed.length });

/** `er.ledger` of `er.ledger:load:2`; ids of another shape stand for themselves. */
export function templateOf({ id, family }: Pick<AuditProbe, "id" | "family">): string {
  const parts = id.split(":");
  return parts.length === 3 ? (parts[0] ?? family) : family;
}

function byQuestion(probes: readonly AuditProbe[]): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const probe of probes) {
    const question = `${templateOf(probe)} ${probe.facet}`;
    const of = asked.get(question) ?? { passed: [], failed: [] };
    if (probe.state === "passed") of.passed.push(probe);
    if (probe.state === "failed") of.failed.push(probe);
    asked.set(question, of);
  }
  return asked;
}
